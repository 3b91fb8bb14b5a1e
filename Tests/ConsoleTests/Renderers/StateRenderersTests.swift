import Console
import GazetteAPI
import Testing

@Suite struct StateRenderersTests {
    @Test func `status is names and values below each other`() {
        let status = StatusResponse(
            version: "0.1.0", revision: 1_234, articles: 20_000, refusedArticles: 3,
            files: .init(indexed: 15, pending: 1, refused: 2, offline: 0),
            folders: [.init(path: "/news", mode: "events"), .init(path: "/mnt/usb", mode: "offline")],
            ready: false,
            lastSnapshot: "20260102T030405Z-1234", lastProvedRestore: nil,
            notices: [.init(time: "2026-01-02T03:04:05Z", code: "index_set_aside", message: "it was damaged")]
        )
        #expect(
            StatusRenderer(terminal: Sample.pipe).render(status, isFromDaemon: true) == """
                version              0.1.0
                revision             1234
                articles             20000
                files                15 indexed, 1 pending, 2 refused, 0 offline
                refused articles     3
                folders              /news (events)
                                     /mnt/usb (offline)
                first scan           not over
                last snapshot        20260102T030405Z-1234
                last proved restore  none
                notices              2026-01-02T03:04:05Z  index_set_aside: it was damaged

                """)
        #expect(
            !StatusRenderer(terminal: Sample.pipe).render(status, isFromDaemon: false).contains("first scan"))
    }

    @Test func `terms that are made anew are told with how many`() {
        let status = StatusResponse(
            version: "0.1.0", revision: 1_234, articles: 20_000, refusedArticles: 0,
            files: .init(indexed: 15, pending: 0, refused: 0, offline: 0), folders: [], ready: true,
            lastSnapshot: nil, lastProvedRestore: nil, notices: [],
            rebuild: .init(from: 3, to: 4, done: 1_200, total: 20_000))
        let lines = StatusRenderer(terminal: Sample.pipe).render(status, isFromDaemon: true).split(
            separator: "\n")
        #expect(lines.contains("rebuild              analysis 3 to 4: 1200 of 20000 articles"))
    }

    @Test func `why names state and reason first, then how it came about`() {
        let why = WhyResponse(
            path: "/news/wire.jsonl", state: "indexed", reason: "one line was refused", articles: [1, 2],
            articleCount: 4, refusals: ["#3: not JSON"], refusedCount: 2, aliases: ["/copy/wire.jsonl"],
            history: [
                .init(time: "2026-01-02T03:04:05Z", revision: 9, state: "pending", reason: nil),
                .init(
                    time: "2026-01-02T03:04:06Z", revision: 10, state: "indexed",
                    reason: "one line was refused"),
            ])
        #expect(
            WhyRenderer(terminal: Sample.pipe).render(why) == """
                /news/wire.jsonl: indexed: one line was refused
                articles        1, 2, … (4 in all)
                same bytes as   /copy/wire.jsonl
                refused inside  2
                                #3: not JSON
                                …
                history
                  2026-01-02T03:04:05Z   revision 9  pending
                  2026-01-02T03:04:06Z  revision 10  indexed  one line was refused

                """)
    }

    @Test(arguments: ["indexed", "alias", "pending", "refused", "deleted", "offline", "unknown"])
    func `why contains the word of each state, also for a path with line feeds`(state: String) {
        let why = WhyResponse(
            path: "/news/a\nb", state: state, reason: nil, articles: [], articleCount: 0, refusals: [],
            refusedCount: 0, aliases: [], history: [])
        #expect(WhyRenderer(terminal: Sample.pipe).render(why) == "/news/a\\x0ab: \(state)\n")
        #expect(WhyRenderer(terminal: Sample.pipe).renderHeadline(why) == "/news/a\\x0ab: \(state)\n")
    }

    @Test(arguments: [
        (["database"], "to mend a damaged index, "), (["full_text"], "to mend a damaged index, "),
        (["ledger_damaged"], "to mend a damaged ledger, leave index.sqlite where it is, "),
        (["ledger_damaged", "full_text"], "index and ledger are damaged: "),
    ])
    func `verify ends with what mends the database that is damaged`(codes: [String], start: String) {
        let verify = VerifyResponse(
            revision: 9, unaccounted: 0,
            problems: codes.map { .init(code: $0, path: nil, message: "page 7") },
            problemCount: codes.count, filesSeen: 1, articles: 1, pending: 0, offlineFolders: [])
        let last = VerifyRenderer(terminal: Sample.pipe).render(verify).split(separator: "\n").last
        #expect(last?.hasPrefix(start) == true)
    }

    @Test func `verify begins with what is unaccounted for`() {
        let verify = VerifyResponse(
            revision: 9, unaccounted: 1,
            problems: [
                .init(
                    code: "missing", path: "/news/a\u{1B}.txt",
                    message: "stands in the folder, not in the ledger"),
                .init(code: "database", path: nil, message: "page 7 is damaged"),
            ], problemCount: 1_002, filesSeen: 20_000, articles: 19_999, pending: 3,
            offlineFolders: ["/mnt/usb"])
        #expect(
            VerifyRenderer(terminal: Sample.pipe).render(verify) == """
                unaccounted 1
                problems 1002
                pending 3
                files 20000
                articles 19999
                revision 9
                not compared: /mnt/usb is offline
                missing: /news/a\\x1b.txt: stands in the folder, not in the ledger
                database: page 7 is damaged
                and 1,000 more
                to mend a damaged index, stop gazetted, move index.sqlite out of its state directory, and start it: \
                the index is made anew under the same ids

                """)
    }
}
