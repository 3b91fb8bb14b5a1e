internal import ArticleStore
internal import QueryLanguage
internal import TextAnalysis

/// One piece of searched text as terms: what FTS5 is asked for, and what an excerpt marks.
struct Leaf: Sendable {
    /// The piece as typed.
    let words: Words
    /// Where it must stand.
    let column: FullTextExpression.Column?
    /// Each alternative as parts that must all be there: one phrase, or several near each other.
    let alternatives: [Alternative]

    struct Alternative: Sendable {
        let phrases: [Phrase]
        /// How near the phrases must be; `nil` for a single one.
        let distance: Int?

        func expression(in column: FullTextExpression.Column?) -> FullTextExpression? {
            if let distance {
                return .near(phrases.map { ($0.terms, $0.isPrefix) }, distance: distance, in: column)
            }
            return phrases.first.map { .phrase($0.terms, isPrefix: $0.isPrefix, in: column) }
        }
    }

    /// The terms of `words`; `nil` when the analysis finds none in it.
    init?(_ words: Words, analyzer: TextAnalyzer) {
        self.words = words
        column =
            switch words.field {
            case .title: .title
            case .body: .body
            case nil: nil
            }
        alternatives = Self.alternatives(words, analyzer)
        if alternatives.isEmpty { return nil }
    }

    /// What FTS5 is asked for.
    var expression: FullTextExpression? { .any(alternatives.compactMap { $0.expression(in: column) }) }

    private static func alternatives(_ words: Words, _ analyzer: TextAnalyzer) -> [Alternative] {
        switch words.kind {
        case .word, .phrase, .prefix:
            return analyzer.queryPhrases(for: words.text).map {
                Alternative(phrases: [Phrase(terms: $0, isPrefix: words.kind == .prefix)], distance: nil)
            }
        case .near(let distance, let parts):
            let phrases = parts.compactMap { part in
                analyzer.queryPhrases(for: part.text).first.map {
                    Phrase(terms: $0, isPrefix: part.kind == .prefix)
                }
            }
            guard phrases.count == parts.count else { return [] }
            return [Alternative(phrases: phrases, distance: distance)]
        }
    }
}

/// Terms in a row.
struct Phrase: Hashable, Sendable {
    let terms: [String]
    /// Whether the last term may go on.
    let isPrefix: Bool
}
