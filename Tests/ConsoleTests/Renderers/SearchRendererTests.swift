import Console
import GazetteAPI
import Testing

@Suite struct SearchRendererTests {
    @Test func `in a pipe hits are plain, and an excerpt is one line`() {
        let response = Sample.response([Sample.pompeo, Sample.tokayev], total: 1)
        #expect(
            SearchRenderer(terminal: Sample.pipe).render(response) == """
                 1  The visit of Mike Pompeo
                    2020-02-03 · NUR-SULTAN · KAZINFORM · id 42 · /news/kazinform.txt and 1 more
                    … that Kazakhstan remains a strategic partner of the United States in the region …

                12  哈萨克斯坦总统托卡耶夫会见美国国务卿蓬佩奥
                    2020-02-03T10:15:00+06:00 · id 7 · offline · /news/wire.jsonl#3
                    matched as: Тоқаев
                    missing: uranium, visit

                1 article, 1 more with some of the words, 0.4 ms

                """)
    }

    @Test func `on a terminal titles and excerpts are wrapped to its width, and paths are left whole`() {
        let response = Sample.response([Sample.pompeo, Sample.tokayev], total: 1)
        #expect(
            SearchRenderer(terminal: Sample.narrow).render(response) == """
                 1  The visit of Mike Pompeo
                    2020-02-03 · NUR-SULTAN · KAZINFORM · id 42 · /news/kazinform.txt and 1 more
                    … that Kazakhstan remains a strategic
                    partner of the United States in the
                    region …

                12  哈萨克斯坦总统托卡耶夫会见美国国务卿蓬佩
                    奥
                    2020-02-03T10:15:00+06:00 · id 7 · offline · /news/wire.jsonl#3
                    matched as: Тоқаев
                    missing: uranium, visit

                1 article, 1 more with some of the words, 0.4 ms

                """)
    }

    @Test func `with colour the matches stand out in title and excerpt`() {
        let text = SearchRenderer(terminal: Sample.colored).render(Sample.response([Sample.pompeo], total: 1))
        #expect(
            text.replacing("\u{1B}", with: "␛") == """
                ␛[2m1␛[0m  ␛[1mThe ␛[0m␛[1;31mvisit␛[0m␛[1m of Mike Pompeo␛[0m
                   2020-02-03␛[2m · ␛[0mNUR-SULTAN␛[2m · ␛[0mKAZINFORM␛[2m · ␛[0mid 42␛[2m · ␛[0m\
                ␛[36m/news/kazinform.txt␛[0m␛[2m and 1 more␛[0m
                   … that Kazakhstan remains a ␛[1;31mstrategic␛[0m ␛[1;31mpartner␛[0m of the United States in the \
                region …

                1 article, 0.4 ms

                """)
    }

    @Test(
        arguments: [
            (Sample.response([], total: 0), "nothing found, 0.4 ms"),
            (Sample.response([Sample.hit(rank: 1)], total: 1), "1 article, 0.4 ms"),
            (
                Sample.response((1...10).map { Sample.hit(rank: $0) }, total: 1_700),
                "1,700 articles, 1 to 10 shown (--offset 10 for more), 0.4 ms"
            ),
            (
                Sample.response((11...17).map { Sample.hit(rank: $0) }, total: 17),
                "17 articles, 11 to 17 shown, 0.4 ms"
            ),
            (Sample.response([Sample.hit(rank: 3)], total: 3), "3 articles, 3 shown, 0.4 ms"),
            (Sample.response([], total: 17), "17 articles, none shown, 0.4 ms"),
            (
                Sample.response([Sample.hit(rank: 1)], total: 1_000, totalIsExact: false),
                "at least 1,000 articles, 1 shown (--offset 1 for more), 0.4 ms"
            ),
            (
                Sample.response([Sample.hit(rank: 1), Sample.hit(rank: 2, missing: ["visit"])], total: 1),
                "1 article, 1 more with some of the words, 0.4 ms"
            ),
            (
                Sample.response([Sample.hit(rank: 1, missing: ["visit"])], total: 0),
                "no article has all words, 1 has some of them, 0.4 ms"
            ),
            (
                Sample.response((1...2).map { Sample.hit(rank: $0, missing: ["visit"]) }, total: 0),
                "no article has all words, 2 have some of them, 0.4 ms"
            ),
        ] as [(SearchResponse, String)])
    func `the last line sums up`(response: SearchResponse, summary: String) {
        let text = SearchRenderer(terminal: Sample.pipe).render(response)
        #expect(text.split(separator: "\n").last.map(String.init) == summary)
        #expect(text.hasSuffix("\n"))
    }

    @Test func `what was read otherwise, left out or not read yet is said`() {
        let response = Sample.response(
            [], total: 0, text: "visit OR pompeo  foo:bar \"x", understood: "(visit OR pompeo) foo bar \"x\"",
            ignored: [.init(text: "foo:", position: 17, reason: "no such field; it was searched as a word")],
            readAs: [.init(text: "\"x", position: 25, reason: "the phrase was closed at the end")], pending: 2
        )
        #expect(
            SearchRenderer(terminal: Sample.pipe).render(response) == """
                understood: (visit OR pompeo) foo bar "x"
                read as: "x (the phrase was closed at the end)
                ignored: foo: (no such field; it was searched as a word)
                nothing found, 0.4 ms
                2 files are not read yet and may match

                """)
    }

    @Test(arguments: [("a  b\n", "a b", false), ("a b", "a AND b", true)])
    func `the understood query is said when it differs by more than blanks`(
        text: String, understood: String, isSaid: Bool
    ) {
        let response = Sample.response([], total: 0, text: text, understood: understood)
        #expect(SearchRenderer(terminal: Sample.pipe).render(response).contains("understood") == isSaid)
    }

    @Test(arguments: [Sample.pipe, Sample.narrow, Sample.colored])
    func `nothing in an answer can command a terminal`(terminal: Terminal) {
        let evil = "\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\r\n\u{8}"
        let hit = Hit(
            rank: 1, score: 1, id: 1, guid: evil, path: evil, paths: [evil, evil], pathBase64: nil,
            title: evil,
            titleHighlights: [[0, 1]], date: evil, place: evil, agency: evil, language: evil,
            excerpt: .init(text: evil, highlights: [[1, 4]]), missing: [evil], matchedAs: [evil],
            offline: false)
        let repair = SearchResponse.Repair(text: evil, position: 0, reason: evil)
        let response = Sample.response(
            [hit], total: 1, text: evil, understood: evil + "x", ignored: [repair], readAs: [repair])
        let text = SearchRenderer(terminal: terminal).render(response)
        let sequences = /\u{1B}\[[0-9;]+m/
        let rest = terminal.usesColor ? text.replacing(sequences, with: "") : text
        #expect(!rest.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
        #expect(!rest.unicodeScalars.contains("\u{202E}"))
    }
}
