@testable import ArticleStore
import Articles
import GRDB
import IndexDefinition
import Postings
import SystemPackage
import TestSupport
import Testing
import TextAnalysis

/// What FTS5 has is what the analysis makes, and what it counts is what stands there.
@Suite struct FullTextTests {
    static let words = [
        "steppe", "Steppe", "O'Brien", "COVID-19", "Kazakhstan's", "U.S.", "10 000", "3.5", "$5bn",
        "Қазақстан", "Ёлка",
        "北京市", "京", "東京都", "ภาษาไทย", "e\u{301}lan", "й", "नमस्ते", "한국어", "🇰🇿", "\u{301}", "…", "a\0b",
        String(repeating: "long", count: 100), String(repeating: "ұ", count: 200),
        String(repeating: "漢", count: 90),
    ]

    private func fill(_ test: TestStore, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        func text(_ range: ClosedRange<Int>) -> String {
            (0..<Int.random(in: range, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }
            .joined(separator: [" ", ", ", "\n", "-"].randomElement(using: &random) ?? " ")
        }
        for number in 0..<40 {
            try await test.commit(
                [test.file("\(number).txt", text(0...30), title: text(0...4))], toLedger: false)
        }
        // Some are replaced and removed, so that the index holds deletions.
        for number in 0..<10 {
            try await test.commit(
                [
                    test.file("\(number).txt", text(0...30), title: text(0...4)),
                    test.removed("\(number + 20).txt"),
                ],
                toLedger: false)
        }
    }

    @Test func `what is written is what FTS5 would have written, with every kind of word`() async throws {
        let test = try await TestStore()
        try await fill(test, seed: 3)
        try test.expectSound()
        // FTS5 must not be used on the connection that writes segments behind its back.
        let database = try DatabaseQueue(
            path: test.state.index.string,
            configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
        try await database.writeWithoutTransaction { database in
            try database.execute(
                sql: "CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, article_index, instance)")
            func state() throws -> [[Row]] {
                try [
                    "SELECT * FROM temp.instances ORDER BY doc, col, offset, term",
                    "SELECT * FROM article_index_docsize ORDER BY id",
                    "SELECT block FROM article_index_data WHERE id = 1",
                ].map { try Row.fetchAll(database, sql: $0) }
            }
            let ours = try state()
            try database.execute(sql: "INSERT INTO article_index (article_index) VALUES ('rebuild')")
            #expect(try state() == ours)
            #expect(ours[0].count > 1_000)
        }
    }

    @Test func `a steady stream of files does not let segments pile up`() async throws {
        let test = try await TestStore()
        for number in 0..<300 {
            let report = try await test.commit(test.file("\(number).txt", "word\(number) all"))
            try test.store.mergeTerms(after: report)
        }
        let structure = try test.store.readBlocking { try FullTextRecords($0.database).structure() }
        #expect(structure.segmentCount < 40)
        #expect(try test.find("all").count == 300)
        try test.expectSound()
    }

    @Test(.timeLimit(.hang)) func `what was replaced does not pile up`() async throws {
        let test = try await TestStore()
        func text(_ file: Int, _ version: Int) -> String {
            (0..<250).map { "w\(file &* 7 &+ $0 &* 13 &+ version &* 5)" }.joined(separator: " ") + " all"
        }
        var largest = 0
        for version in 0..<20 {
            for first in stride(from: 0, to: 100, by: 10) {
                let report = try await test.commit(
                    (first..<first + 10).map { test.file("\($0).txt", text($0, version)) })
                try test.store.mergeTerms(after: report)
                if version > 1 { largest = max(largest, try test.termByteCount()) }
            }
        }
        #expect(try test.find("all").count == 100)
        try test.expectSound()
        try test.store.merger.removeDeleted()
        let least = try test.termByteCount()
        #expect(least > 0)
        // Twice, and what comes while that is being merged.
        #expect(largest < 3 * least, "\(largest) bytes where \(least) are needed")
    }

    @Test(.timeLimit(.hang)) func `merges of all segments leave no levels behind`() async throws {
        let test = try await TestStore()
        try await fill(test, seed: 7)
        for number in 0..<60 {
            try await test.commit(test.file("again.txt", "word\(number) all"))
            while try test.store.merger.merge(pageCount: -64, of: .current) {}
        }
        try await test.commit(test.file("again.txt", "the last"))
        let structure = try test.store.readBlocking { try FullTextRecords($0.database).structure() }
        #expect(structure.levels.count <= 16)
        #expect(structure.segmentCount == 2)
        #expect(try test.find("last").count == 1)
        try test.expectSound()
    }

    @Test func `counts and lengths are those of a search by hand`() async throws {
        let test = try await TestStore()
        try await fill(test, seed: 4)
        let articles = try test.store.readBlocking { reader in
            try reader.allIDs().compactMap { try reader.article($0) }.map {
                IndexedArticle($0)
            }
        }
        var random = SeededGenerator(seed: 5)
        var phrases = Self.words.flatMap { test.analyzer.queryPhrases(for: $0) }
        for _ in 0..<40 {
            let pair = (0..<Int.random(in: 2...3, using: &random)).map { _ in
                Self.words.randomElement(using: &random) ?? ""
            }
            phrases += test.analyzer.queryPhrases(for: pair.joined(separator: " "))
        }
        #expect(phrases.count > 60)
        try test.store.readBlocking { reader in
            for phrase in phrases {
                for isPrefix in [false, true] {
                    for column in [nil, .title, .body] as [FullTextExpression.Column?] {
                        let expression = FullTextExpression.phrase(phrase, isPrefix: isPrefix, in: column)
                        let found = try counts(expression, reader)
                        let expected = articles.compactMap {
                            $0.counts(phrase, isPrefix: isPrefix, in: column)
                        }
                        #expect(found == expected, "\(expression)")
                        #expect(try reader.ids(matching: expression) == expected.map(\.id), "\(expression)")
                        #expect(try reader.count(matching: expression) == expected.count, "\(expression)")
                    }
                }
            }
            #expect(try reader.statistics().articleCount == articles.count)
            #expect(try reader.statistics().tokenCount == articles.reduce(0) { $0 + $1.length })
        }
    }

    @Test func `an empty index has statistics that a score can be made of`() async throws {
        let test = try await TestStore()
        let statistics = try test.store.readBlocking { try $0.statistics() }
        #expect(statistics == CorpusStatistics(articleCount: 0, tokenCount: 0))
        #expect(statistics.averageLength == 1)
    }

    @Test(arguments: [
        "\"", "a\" OR \"b", "*", "NEAR(a b)", "title:a", "-", "^a", "a + b", "{title}", "\\", "'",
    ])
    func `no term is read as an operator`(term: String) async throws {
        let test = try await TestStore()
        try await test.commit(test.file("a.txt", "a b"))
        #expect(throws: Never.self) { try test.find(term) }
        let expression = try #require(
            FullTextExpression.all([.phrase([term]), .near([([term], false), (["b"], true)], distance: 3)]))
        #expect(throws: Never.self) {
            try test.store.readBlocking { try $0.ids(matching: expression.excluding(.phrase([term]))) }
        }
    }

    @Test func `small merges end and leave the index as sound as it was`() async throws {
        let test = try await TestStore()
        try await fill(test, seed: 6)
        var rounds = 0
        while try await test.store.mergeTerms(pageCount: 50) { rounds += 1 }
        #expect(rounds < 1_000)
        try test.expectSound()
    }

    private func counts(_ expression: FullTextExpression, _ reader: IndexReader) throws -> [ArticleCounts] {
        var found: [ArticleCounts] = []
        try reader.forEachMatch(expression) { id, counts in
            found.append(
                ArticleCounts(
                    id: id, length: counts.length, title: counts.titleFrequency(0),
                    body: counts.bodyFrequency(0)))
        }
        return found
    }
}

struct ArticleCounts: Equatable {
    var id: Int64
    var length: Int
    var title: Int
    var body: Int
}

/// The terms of an article at their positions, and counting by looking at each.
struct IndexedArticle {
    let id: Int64
    private let title: [Set<String>]
    private let body: [Set<String>]

    init(_ stored: StoredArticle) {
        id = stored.id
        let analyzer = TextAnalyzer(language: stored.article.language.flatMap { Language($0) })
        title = Self.positions(stored.article.title, analyzer)
        body = Self.positions(stored.article.body, analyzer)
    }

    var length: Int { title.count + body.count }

    /// `nil` when the phrase stands nowhere in the column.
    func counts(_ phrase: [String], isPrefix: Bool, in column: FullTextExpression.Column?) -> ArticleCounts? {
        let found = ArticleCounts(
            id: id, length: length, title: column == .body ? 0 : Self.count(phrase, isPrefix, title),
            body: column == .title ? 0 : Self.count(phrase, isPrefix, body))
        return found.title + found.body > 0 ? found : nil
    }

    private static func count(_ phrase: [String], _ isPrefix: Bool, _ positions: [Set<String>]) -> Int {
        positions.indices.count { start in
            start + phrase.count <= positions.count
                && phrase.enumerated().allSatisfy { index, term in
                    let terms = positions[start + index]
                    return isPrefix && index == phrase.count - 1
                        ? terms.contains { $0.utf8.starts(with: term.utf8) } : terms.contains(term)
                }
        }
    }

    private static func positions(_ text: String, _ analyzer: TextAnalyzer) -> [Set<String>] {
        var positions: [Set<String>] = []
        analyzer.tokens(of: text).forEach { term, _, isColocated in
            let term = String(decoding: term.indices.map { term[$0] }, as: UTF8.self)
            if isColocated { positions[positions.count - 1].insert(term) } else { positions.append([term]) }
            return true
        }
        return positions
    }
}
