internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// One piece of searched text as terms: what FTS5 is asked for, and what an excerpt marks.
struct Leaf: Sendable {
    /// The piece as typed.
    let words: Words
    /// The terms that stand for it, and where.
    let pattern: SearchPattern
    /// Those of its phrases that stand for other forms and spellings of a word.
    let forms: Set<TermPhrase>

    /// The terms of `words`, for a word with its other forms and names in `languages`, unless that is `nil`; `nil`
    /// when the analysis finds none in it.
    init?(_ words: Words, analyzer: TextAnalyzer, languages: [Language]?) {
        self.words = words
        let column: SearchPattern.Column? =
            switch words.field {
            case .title: .title
            case .body: .body
            case nil: nil
            }
        let alternatives: [SearchPattern.Alternative]
        if words.kind == .word, !words.isExact, let languages {
            let phrases = analyzer.queryPhrases(for: words.text, in: languages)
            alternatives = phrases.flatMap(Self.alternatives)
            forms = Set(phrases.filter { $0.count == 1 }.flatMap { $0[0].forms }.compactMap(Self.form))
        } else {
            alternatives = Self.alternatives(words, analyzer)
            forms = []
        }
        pattern = SearchPattern(alternatives, in: column)
        if pattern.alternatives.isEmpty { return nil }
    }

    /// The phrases of each alternative.
    var phrases: [[TermPhrase]] {
        pattern.alternatives.map {
            switch $0 {
            case .phrase(let phrase): [phrase]
            case .near(let phrases, _): phrases
            }
        }
    }

    /// What FTS5 is asked for.
    var expression: FullTextExpression? {
        let column: FullTextExpression.Column? =
            switch pattern.column {
            case .title: .title
            case .body: .body
            case nil: nil
            }
        return .any(
            pattern.alternatives.map {
                switch $0 {
                case .phrase(let phrase): .phrase(phrase.terms, isPrefix: phrase.isPrefix, in: column)
                case .near(let phrases, let distance):
                    .near(phrases.map { ($0.terms, $0.isPrefix) }, distance: distance, in: column)
                }
            })
    }

    /// A word with its other forms; a spelling of several terms stands in an article as it is.
    private static func alternatives(_ phrase: [QueryWord]) -> [SearchPattern.Alternative] {
        guard phrase.count == 1 else { return [.phrase(TermPhrase(phrase.map(\.term)))] }
        return phrase[0].forms.map { .phrase(TermPhrase([$0.term])) }
    }

    private static func form(_ form: QueryForm) -> TermPhrase? {
        form.kind == .exact ? nil : TermPhrase([form.term])
    }

    private static func alternatives(
        _ words: Words, _ analyzer: TextAnalyzer
    ) -> [SearchPattern.Alternative] {
        switch words.kind {
        case .word, .phrase, .prefix:
            return analyzer.queryPhrases(for: words.text).map {
                .phrase(TermPhrase($0, isPrefix: words.kind == .prefix))
            }
        case .near(let distance, let parts):
            let phrases = parts.compactMap { part in
                analyzer.queryPhrases(for: part.text).first.map {
                    TermPhrase($0, isPrefix: part.kind == .prefix)
                }
            }
            guard phrases.count == parts.count else { return [] }
            return [.near(phrases, distance: distance)]
        }
    }
}
