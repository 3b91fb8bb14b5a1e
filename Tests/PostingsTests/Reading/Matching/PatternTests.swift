import GRDB
import Postings
import TestSupport
import Testing

/// Words, phrases, beginnings and words near each other are found where FTS5 finds them, and as often.
@Suite struct PatternTests {
    @Test(arguments: [(32, 0), (64, 4), (400, 0), (4_050, 0)], [1, 2] as [UInt64])
    func `every pattern is found and scored as by bm25, with a cache that lives through all changes`(
        setting: (pageSize: Int, automerge: Int), seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: setting.pageSize, automerge: setting.automerge)
        var history = RandomHistory(table, seed: seed &+ UInt64(setting.pageSize))
        let cache = PostingsCache(byteLimit: 4 << 20)
        var random = SeededGenerator(seed: seed)
        let frequent = (0..<30).map { _ in SearchPattern.random(history.texts.vocabulary, &random) }
        for round in 1...14 {
            try history.change(mayOptimize: round > 5)
            // Some states are never looked at, so that numbers of segments come back under new contents.
            guard round % 3 != 0 else { continue }
            let patterns = frequent + (0..<20).map { _ in .random(history.texts.vocabulary, &random) }
            try agree(table, patterns, cache, revision: Int64(round))
        }
    }

    @Test func `occurrences and lengths that do not fit in a posting are counted in full`() throws {
        let table = try FullTextTable(pageSize: 4_050)
        func words(_ word: String, _ count: Int) -> String {
            Array(repeating: word, count: count).joined(separator: " ")
        }
        try table.insert([
            (1, words("wind", 254), words("wind", 300)), (2, words("wind", 255), "snow"),
            (3, "wind", words("snow", 70_000) + " wind"), (4, words("snow", 256), words("wind", 255)),
        ])
        try table.insert((5...300).map { ($0, "other", "snow \($0)") })
        let patterns = ["wind", "snow"].map { SearchPattern([.phrase(TermPhrase([$0]))]) }
        let more = [
            SearchPattern([.phrase(TermPhrase(["snow", "wind"]))]),
            SearchPattern([.phrase(TermPhrase(["wi"], isPrefix: true))]),
            SearchPattern([.phrase(TermPhrase(["wind"]))], in: .title),
        ]
        let cache = PostingsCache(byteLimit: 8 << 20)
        try agree(table, patterns + more, cache, revision: 1)
        // Changed: the true numbers of before must not stay.
        try table.execute("UPDATE t SET title = 'wind', body = 'wind' WHERE rowid = 1")
        try agree(table, patterns + more, cache, revision: 2)
    }

    @Test(arguments: [(32, 0), (400, 4)], [1, 2, 3] as [UInt64])
    func `the best of several words are those of ORDER BY bm25, with its scores`(
        setting: (pageSize: Int, automerge: Int), seed: UInt64
    ) throws {
        let table = try FullTextTable(pageSize: setting.pageSize, automerge: setting.automerge)
        var history = RandomHistory(table, seed: seed &+ 77)
        let cache = PostingsCache(byteLimit: 4 << 20)
        var random = SeededGenerator(seed: seed)
        for round in 1...8 {
            try history.change(mayOptimize: round > 5)
            let formula = try table.formula(titleWeight: 3, bodyWeight: 1)
            for _ in 0..<15 {
                let words = (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    SearchPattern(
                        [.phrase(TermPhrase([history.texts.vocabulary.randomElement(using: &random) ?? ""]))])
                }
                let expected = try table.matches(words.map(\.expression).joined(separator: " OR "))
                var best = BestArticles(count: 10) { _ in 0 }
                let lengths = try table.lengths()
                try table.view(cache, revision: Int64(round)) { view in
                    let ranked = try words.map { ArticleRanker.Word(try view.list(of: $0)) }
                    try ArticleRanker(ranked, formula: formula, lengths: lengths).rank(into: &best)
                }
                let found = try best.sorted()
                let scores = expected.values.sorted(by: >).prefix(10)
                #expect(found.count == scores.count, "\(words)")
                #expect(
                    zip(found, scores).allSatisfy { found, score in
                        abs(found.relevance - score) < 1e-9
                            && abs((expected[found.id] ?? .infinity) - score) < 1e-9
                    }, "\(words)")
            }
        }
    }

    private func agree(
        _ table: FullTextTable, _ patterns: [SearchPattern], _ cache: PostingsCache, revision: Int64,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let formula = try table.formula(titleWeight: 3, bodyWeight: 1)
        let lengths = try table.lengths()
        for pattern in patterns {
            let expected = try table.matches(pattern.expression)
            let found = try table.view(cache, revision: revision) { view in
                let list = try view.list(of: pattern)
                return (list.ids.ids, ArticleRanker([.init(list)], formula: formula, lengths: lengths))
            }
            #expect(found.0 == expected.keys.sorted(), "\(pattern)", sourceLocation: sourceLocation)
            // FTS5 adds up phrases, and a pattern of several is one word here.
            guard case .phrase? = pattern.alternatives.first else { continue }
            let isEqual = expected.allSatisfy { abs(found.1.relevance(of: $0.key) - $0.value) < 1e-9 }
            #expect(isEqual, "\(pattern)", sourceLocation: sourceLocation)
        }
    }
}
