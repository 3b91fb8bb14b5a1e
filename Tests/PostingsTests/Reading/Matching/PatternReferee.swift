import GRDB
import Postings
import TestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension FullTextTable {
    /// The lengths of all articles.
    func lengths() throws -> ArticleLengths {
        try database.read { database in
            var lengths = ArticleLengths()
            let rows = try Row.fetchCursor(database, sql: "SELECT id, sz FROM t_docsize")
            while let row = try rows.next() { try lengths.set(row[0], record: [UInt8](row[1] as Data).span) }
            return lengths
        }
    }

    /// The formula of FTS5 with its own numbers.
    func formula(titleWeight: Double = 1, bodyWeight: Double = 1) throws -> RelevanceFormula {
        let lengths = try lengths()
        let ids = try database.read { try Int64.fetchAll($0, sql: "SELECT id FROM t_docsize") }
        let tokenCount = ids.reduce(0) { $0 + lengths[$1].title + lengths[$1].body }
        return RelevanceFormula(
            titleWeight: titleWeight, bodyWeight: bodyWeight, articleCount: ids.count,
            averageLength: Double(tokenCount) / Double(max(ids.count, 1)), rarity: .fullText, k1: 1.2, b: 0.75
        )
    }

    /// What FTS5 finds and how it scores, with 3 for the title and 1 for the body.
    func matches(_ expression: String) throws -> [Int64: Double] {
        try database.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT rowid, -bm25(t, 1.0, 3.0) FROM t WHERE t MATCH ?",
                arguments: [expression])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as Double) })
        }
    }

    /// Looks at the postings through a cache.
    func view<Value>(
        _ cache: PostingsCache, revision: Int64, _ body: (PostingsView<TableBlocks>) throws -> Value
    ) throws -> Value {
        let lengths = try lengths()
        return try read { blocks in
            try body(PostingsView(blocks, revision: revision, lengths: lengths, cache: cache))
        }
    }
}

extension SearchPattern {
    /// What FTS5 is asked for the same.
    var expression: String {
        let parts = alternatives.map { alternative in
            switch alternative {
            case .phrase(let phrase): "(\(phrase.expression))"
            case .near(let phrases, let distance):
                "NEAR(\(phrases.map(\.expression).joined(separator: " ")), \(distance))"
            }
        }
        let all = parts.joined(separator: " OR ")
        return column.map { "{\($0 == .title ? "title" : "body")} : (\(all))" } ?? all
    }

    /// One of many kinds.
    static func random(_ words: [String], _ random: inout SeededGenerator) -> SearchPattern {
        func word() -> String {
            let first = Double.random(in: 0..<1, using: &random)
            return words[Int(first * first * Double(words.count))]
        }
        func phrase() -> TermPhrase {
            let terms = (0..<[1, 1, 2, 2, 3][Int.random(in: 0..<5, using: &random)]).map { _ in word() }
            guard Int.random(in: 0..<4, using: &random) == 0, let last = terms.last else {
                return .init(terms)
            }
            let kept = Int.random(in: 1...last.count, using: &random)
            return .init(terms.dropLast() + [String(last.prefix(kept))], isPrefix: true)
        }
        let column: Column? = [nil, nil, .title, .body].randomElement(using: &random) ?? nil
        guard Int.random(in: 0..<4, using: &random) == 0 else {
            return .init([.phrase(phrase())], in: column)
        }
        let phrases = (0..<Int.random(in: 2...3, using: &random)).map { _ in phrase() }
        return .init([.near(phrases, distance: Int.random(in: 0...6, using: &random))], in: column)
    }
}

extension TermPhrase {
    fileprivate var expression: String {
        terms.map { "\"\($0)\"" }.joined(separator: " + ") + (isPrefix ? " *" : "")
    }
}
