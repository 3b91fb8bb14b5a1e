import Articles
import GRDB
import Postings
import QueryLanguage
import Ranking
import TestSupport
import Testing

/// Searching by postings finds what FTS5's `MATCH` finds, in the same order and with the same numbers.
@Suite struct ReferenceTests {
    private static let today = CalendarDay(year: 2020, month: 6, day: 15)

    private static func parse(_ text: String, _ match: Match) throws -> ParsedQuery {
        QueryParser(today: try #require(today)).parse(text, match: match)
    }

    /// One of all kinds, words near each other among them.
    private static func query(_ random: inout SeededGenerator) -> String {
        guard Int.random(in: 0..<5, using: &random) == 0 else { return RelevanceTests.query(&random) }
        let distance = Int.random(in: 0...8, using: &random)
        let parts = (0..<Int.random(in: 2...4, using: &random)).map { _ in
            let word = RelevanceTests.words.randomElement(using: &random) ?? "wind"
            return word.contains(" ")
                ? "\"\(word)\"" : Bool.random(using: &random) ? word : word.prefix(3) + "*"
        }
        return parts.joined(separator: " NEAR/\(distance) ") + (Bool.random(using: &random) ? " wind" : "")
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `any query in any order and on any page is answered as by MATCH, through all changes`(
        seed: UInt64
    ) async throws {
        let corpus = try await ChangingCorpus(seed: seed)
        let engine = SearchEngine()
        var random = SeededGenerator(seed: seed &+ 1_000)
        for round in 0..<10 {
            try await corpus.change()
            // Some commits are never searched.
            guard round % 4 != 1 else { continue }
            for _ in 0..<40 {
                let text = Self.query(&random)
                let parsed = try Self.parse(text, Bool.random(using: &random) ? .all : .any)
                let offset = [0, 0, 3, 50].randomElement(using: &random) ?? 0
                let limit = [1, 10, 1_000].randomElement(using: &random) ?? 10
                let order: RankedOrder =
                    [.relevance, .relevance, .newest, .oldest]
                    .randomElement(using: &random) ?? .relevance
                let (found, expected) = try corpus.read { reader in
                    (
                        try engine.search(parsed, offset: offset, limit: limit, order: order, in: reader),
                        try engine.searchByMatch(
                            parsed, offset: offset, limit: limit, order: order, in: reader)
                    )
                }
                #expect(found.fallback == nil)
                #expect(found.total == expected.total, "seed \(seed), round \(round): \(parsed.understood)")
                #expect(
                    found.hits == expected.hits,
                    "seed \(seed), round \(round), \(order): \(parsed.understood)")
            }
        }
        #expect(engine.fallbackCount == 0)
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func `it is so too while an index is rebuilt, and after it nothing has changed`(seed: UInt64) async throws
    {
        let corpus = try await ChangingCorpus(seed: seed)
        var random = SeededGenerator(seed: seed &+ 2_000)
        for _ in 0..<8 { try await corpus.change() }
        let engine = SearchEngine()
        func answers() throws -> [RankedAnswer] {
            try (0..<25).map { _ in
                let parsed = try Self.parse(Self.query(&random), Bool.random(using: &random) ? .all : .any)
                let (found, expected) = try corpus.read { reader in
                    (
                        try engine.search(parsed, offset: 0, limit: 50, order: .relevance, in: reader),
                        try engine.searchByMatch(parsed, offset: 0, limit: 50, order: .relevance, in: reader)
                    )
                }
                #expect(found.fallback == nil)
                #expect(found.total == expected.total, "seed \(seed): \(parsed.understood)")
                #expect(found.hits == expected.hits, "seed \(seed): \(parsed.understood)")
                return found
            }
        }
        let before = random
        let asBuilt = try answers()
        try corpus.beginRebuild()
        // The terms are the same, and so is what is found by them, whichever table they are in.
        func expectUnchanged() throws {
            let next = random
            random = before
            let now = try answers()
            #expect(now.map(\.total) == asBuilt.map(\.total))
            #expect(now.map(\.hits) == asBuilt.map(\.hits))
            random = next
        }
        for _ in 0..<3 {
            _ = try corpus.rebuildStep()
            try expectUnchanged()
        }
        for round in 0..<6 {
            try await corpus.change()
            if round % 2 == 0 { _ = try corpus.rebuildStep() }
            _ = try answers()
        }
        while try corpus.rebuildStep() {}
        _ = try answers()
        #expect(engine.fallbackCount == 0)
    }

    @Test func `what counts no more of the older terms is read once in a commit`() async throws {
        let corpus = try await ChangingCorpus(seed: 8)
        for _ in 0..<6 { try await corpus.change() }
        try corpus.beginRebuild()
        for _ in 0..<6 { try await corpus.change() }
        func totals(_ engine: SearchEngine, of words: [String]) throws -> [Int] {
            try words.map { word in
                let parsed = try Self.parse(word, .any)
                return try corpus.read {
                    try engine.search(parsed, offset: 0, limit: 1, order: .relevance, in: $0).total
                }
            }
        }
        let expected = try totals(SearchEngine(), of: RelevanceTests.words)
        let engine = SearchEngine()
        _ = try totals(engine, of: ["nowhere"])
        try corpus.execute("DELETE FROM superseded_article")
        #expect(try totals(engine, of: RelevanceTests.words) == expected)
        // Otherwise nothing was shown.
        #expect(try totals(SearchEngine(), of: RelevanceTests.words) != expected)
    }

    @Test(arguments: [
        "UPDATE article_index_config SET v = 5 WHERE k = 'version'",
        "UPDATE article_index_data SET block = x'00000000ff000001' || substr(block, 5) WHERE id = 10",
    ])
    func `where the postings cannot be read FTS5 is asked, and that is counted and told`(
        damage: String
    ) async throws {
        let corpus = try await ChangingCorpus(seed: 9)
        for _ in 0..<3 { try await corpus.change() }
        let parsed = try Self.parse("wind", .all)
        let before = try corpus.read {
            try SearchEngine().searchByMatch(parsed, offset: 0, limit: 10, order: .relevance, in: $0)
        }
        try corpus.execute("PRAGMA writable_schema = ON; PRAGMA trusted_schema = ON; " + damage)
        let engine = SearchEngine()
        let after = try? corpus.read {
            try engine.search(parsed, offset: 0, limit: 10, order: .relevance, in: $0)
        }
        #expect(engine.fallbackCount == 1)
        // FTS5 3.40 itself takes no index of a version that it does not know, whoever asks.
        if let after {
            #expect(after.hits == before.hits)
            #expect(after.fallback?.reason == .unknownFormat)
        }
    }

    @Test func `a word typed ten thousand times costs no more than once, and counts ten thousand times`()
        async throws
    {
        let corpus = try await Corpus((0..<50).map { (title: "T", body: "wind snow\($0 % 3)") })
        let once = try corpus.search("wind", match: .any)
        let text = Array(repeating: "wind", count: 10_000).joined(separator: " ")
        for match in Match.allCases {
            let answer = try corpus.search(text, match: match)
            #expect(answer.total == once.total)
            #expect(answer.hits.map(\.id) == once.hits.map(\.id))
            let ratio = (answer.hits.first?.relevance ?? 0) / (once.hits.first?.relevance ?? 1)
            #expect(abs(ratio - 10_000) < 1e-6)
        }
    }

    @Test func `many articles of equal relevance are in the order of their times`() async throws {
        let articles = (0..<1_500).map { number in
            Article(
                title: "T", body: "wind", date: ArticleDate("20\(10 + number % 13)-0\(1 + number % 9)-11"))
        }
        let corpus = try await Corpus(articles)
        let expected = articles.indices.sorted {
            (articles[$0].date?.secondsSinceEpoch ?? 0, $0) > (articles[$1].date?.secondsSinceEpoch ?? 0, $1)
        }.map { Int64($0 + 1) }
        for limit in [1, 10, 1_000] {
            #expect(try corpus.search("wind", limit: limit).hits.map(\.id) == Array(expected.prefix(limit)))
        }
    }
}
