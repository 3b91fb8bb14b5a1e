import SystemPackage
import TestSupport
import Testing

/// What programs rely on, key by key. The expectations are written by hand from the contract, and have none
/// of the code's own types in them.
@Suite(.timeLimit(.hang))
struct ContractTests {
    @Test func `a search answers with every key of the contract`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let answer = try await desk.search("strategic  partner")
        let title =
            "The visit of Michael Pompeo shows that Kazakhstan remains an important strategic partner in trade."
        let expected = """
            {"format_version": 1, "revision": "<integer>", "took_us": "<integer>", "fetch_us": "<integer>",
             "query": {"text": "strategic  partner", "understood": "strategic partner", "ignored": []},
             "total": 1, "total_is_exact": true,
             "hits": [{"rank": 1, "score": "<number>", "id": "<integer>", "guid": null, "path": "\(path)",
                       "paths": ["\(path)"], "title": "\(title)", "date": "2020-02-03", "place": "Nur-Sultan",
                       "agency": "KAZINFORM", "language": "<string or null>",
                       "excerpt": {"text": "<string>", "highlights": "<array>"}, "missing": [],
                       "matched_as": []}]}
            """
        try answer.json.expect(expected)
        await daemon.stop()
    }

    @Test func `highlights are half-open ranges of UTF-8 bytes, in letters of any length`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        try await desk.file(
            "«Қазақстан — стратегиялық серіктес», — деді ол. 🐎 Partner келді.\n", as: "kk.txt")
        for (query, words) in [("partner", ["Partner"]), ("серіктес қазақстан", ["Қазақстан", "серіктес"])] {
            let hit = try #require(try await desk.search(query).hits.first)
            let bytes = Array((hit["excerpt"]?["text"]?.string ?? "").utf8)
            let ranges =
                hit["excerpt"]?["highlights"]?.elements.map { $0.elements.compactMap(\.integer) } ?? []
            let marked = ranges.map { range in
                String(decoding: bytes[Int(range[0])..<Int(range[1])], as: UTF8.self)
            }
            #expect(marked == words)
        }
        await daemon.stop()
    }

    @Test func `status, why, wait, show, verify and snapshots have the keys of the contract`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let path = try await desk.file(Story.visit, as: "visit.txt")
        let refused = try await desk.file("", as: "empty.txt")
        let id = try #require(try await desk.search("pompeo").ids.first)
        let created = try await desk.json("snapshot", "create", "--label", "before the move")
        let snapshot = try #require(created["snapshot"]?["id"]?.string)

        let status = """
            {"format_version": 1, "revision": "<integer>", "articles": 1,
             "files": {"indexed": 1, "pending": 0, "refused": 1, "offline": 0},
             "folders": [{"path": "\(desk.news)", "mode": "events"}], "last_snapshot": "\(snapshot)",
             "last_proved_restore": null,
             "places": {"state": "\(desk.state)", "snapshots": "\(desk.state)/snapshots"}}
            """
        let indexed = #"{"path": "\#(path)", "state": "indexed", "reason": null}"#
        let unknown = #"{"path": "\#(desk.news)/none.txt", "state": "unknown", "reason": "<string or null>"}"#
        try await desk.json("status").expect(status)
        try await desk.json("why", path.string).expect(indexed)
        try await desk.json("wait", path.string).expect(indexed)
        try await desk.json("wait", refused.string).expect(
            #"{"path": "\#(refused)", "state": "refused", "reason": "<string>"}"#)
        let why = try await desk.gazette("why", "--json", desk.news.appending("none.txt").string)
        try JSONValue(why.text).expect(unknown)
        try await desk.json("show", "\(id)").expect(
            """
            {"format_version": 1, "article": {"id": \(id), "guid": null, "path": "\(path)",
             "paths": ["\(path)"], "title": "<string>", "date": "2020-02-03", "place": "Nur-Sultan",
             "agency": "KAZINFORM", "language": "<string or null>", "text": "<string>"}}
            """)
        try await desk.json("verify").expect(#"{"unaccounted": 0, "problems": []}"#)
        let listed = #"{"format_version": 1, "snapshots": [{"id": "\#(snapshot)"}]}"#
        try await desk.json("snapshot", "list").expect(listed)
        await daemon.stop()
    }

    @Test func `show prints the whole text, cut nowhere`() async throws {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let body = (1...20_000).map { "word\($0)" }.joined(separator: " ")
        try await desk.file("A headline\n\n\(body)\n", as: "long.txt")
        let id = try #require(try await desk.search("word20000").ids.first)
        let text = try await desk.json("show", "\(id)")["article"]?["text"]?.string
        #expect(text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") == body)
        await daemon.stop()
    }

    @Test func `an error is JSON on standard output with --json, and a line on standard error`() async throws
    {
        let desk = try NewsDesk()
        let daemon = try await desk.startDaemon()
        let result = try await desk.gazette("show", "--json", "999")
        let expected = """
            {"format_version": 1, "error": {"code": "no_such_article", "message": "<string>", "position": null}}
            """
        try JSONValue(result.text).expect(expected)
        result.expectFailure(4, saying: "gazette: there is no article 999")
        #expect(result.error.filter { $0 == "\n" }.count == 1)
        await daemon.stop()
    }
}
