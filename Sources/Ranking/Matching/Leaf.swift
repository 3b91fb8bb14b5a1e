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
    /// How its terms count together; `nil` where it is not one word.
    private let wordForms: WordForms?
    /// How many ``plainPhrases`` there are.
    let plainPhraseCount: Int

    /// The terms of `words`, for a word with its other forms and names in `languages`, unless that is `nil`;
    /// `nil` when the analysis finds none in it.
    init?(_ words: Words, analyzer: TextAnalyzer, languages: [Language]?, parts: PartTerms = PartTerms()) {
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
            alternatives = phrases.flatMap(Self.alternatives) + Self.numbers(words, analyzer)
            forms = Set(phrases.filter { $0.count == 1 }.flatMap { $0[0].forms }.compactMap(Self.form))
        } else if words.kind == .part {
            alternatives = parts.phrases(of: words.text).map { .phrase($0) }
            forms = []
        } else {
            alternatives = Self.alternatives(words, analyzer, languages)
            forms = Set(
                alternatives.flatMap { alternative in
                    switch alternative {
                    case .phrase(let phrase): [phrase]
                    case .near(let phrases, _): phrases
                    }
                }.filter { !$0.others.isEmpty })
        }
        pattern = SearchPattern(alternatives, in: column)
        wordForms = pattern.forms
        plainPhraseCount = Self.plainAlternatives(of: pattern).count
        if pattern.alternatives.isEmpty { return nil }
    }

    private init(words: Words, pattern: SearchPattern, forms: Set<TermPhrase>) {
        self.words = words
        self.pattern = pattern
        self.forms = forms
        wordForms = pattern.forms
        plainPhraseCount = Self.plainAlternatives(of: pattern).count
    }

    /// Whether it is one word anywhere in an article.
    var isOneWord: Bool { wordForms != nil && pattern.column == nil && words.kind == .word }

    /// The same with each of the alternatives alone.
    var singles: [Leaf] {
        pattern.alternatives.map {
            Leaf(words: words, pattern: SearchPattern([$0], in: pattern.column), forms: forms)
        }
    }

    /// The phrases of each alternative.
    var phrases: [[TermPhrase]] { Self.phrases(of: pattern.alternatives) }

    /// The phrases of each alternative of ``expression``, in its order.
    var plainPhrases: [[TermPhrase]] { Self.phrases(of: plainAlternatives) }

    private static func phrases(of alternatives: [SearchPattern.Alternative]) -> [[TermPhrase]] {
        alternatives.map {
            switch $0 {
            case .phrase(let phrase): [phrase]
            case .near(let phrases, _): phrases
            }
        }
    }

    /// How often the leaf stands somewhere, by how often each of ``plainPhrases`` does.
    func count(_ titles: [Int], _ bodies: [Int]) -> (title: Int, body: Int) {
        guard let wordForms else { return (titles.max() ?? 0, bodies.max() ?? 0) }
        return (wordForms.count(titles), wordForms.count(bodies))
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
            plainAlternatives.map {
                switch $0 {
                case .phrase(let phrase): .phrase(phrase.terms, isPrefix: phrase.isPrefix, in: column)
                case .near(let phrases, let distance):
                    .near(phrases.map { ($0.terms, $0.isPrefix) }, distance: distance, in: column)
                }
            })
    }

    /// The alternatives as FTS5 knows them, which has no other terms at a place of a phrase.
    private var plainAlternatives: [SearchPattern.Alternative] { Self.plainAlternatives(of: pattern) }

    private static func plainAlternatives(of pattern: SearchPattern) -> [SearchPattern.Alternative] {
        pattern.alternatives.flatMap { alternative -> [SearchPattern.Alternative] in
            switch alternative {
            case .phrase(let phrase): return phrase.spelledOut.map { .phrase($0) }
            case .near(let phrases, let distance):
                return [TermPhrase].choices(of: phrases.map(\.spelledOut))
                    .map { .near($0, distance: distance) }
            }
        }
    }

    /// A word with its other forms; a spelling of several terms stands in an article as it is.
    private static func alternatives(_ phrase: [QueryWord]) -> [SearchPattern.Alternative] {
        guard phrase.count == 1 else { return [.phrase(TermPhrase(phrase.map(\.term)))] }
        return phrase[0].forms.map { .phrase(TermPhrase([$0.term])) }
    }

    /// The number whose group of digits a word is, where that is written as one.
    private static func numbers(_ words: Words, _ analyzer: TextAnalyzer) -> [SearchPattern.Alternative] {
        guard let number = words.number else { return [] }
        return analyzer.queryPhrases(for: number).dropFirst().map { .phrase(TermPhrase($0)) }
    }

    private static func form(_ form: QueryForm) -> TermPhrase? {
        form.kind == .exact ? nil : TermPhrase([form.term])
    }

    private static func alternatives(
        _ words: Words, _ analyzer: TextAnalyzer, _ languages: [Language]?
    ) -> [SearchPattern.Alternative] {
        switch words.kind {
        case .part: return []
        case .phrase where languages != nil:
            return phrases(words, analyzer, languages).map { .phrase($0) }
        case .word, .phrase, .prefix:
            return analyzer.queryPhrases(for: words.text).map {
                .phrase(TermPhrase($0, isPrefix: words.kind == .prefix))
            } + numbers(words, analyzer)
        case .near(let distance, let parts):
            let phrases = parts.compactMap { part in
                Self.phrases(part, analyzer, languages).first
            }
            guard phrases.count == parts.count else { return [] }
            return [.near(phrases, distance: distance)]
        }
    }

    /// What a piece of text is in an article: its words in order, each with its other forms in `languages`.
    private static func phrases(
        _ words: Words, _ analyzer: TextAnalyzer, _ languages: [Language]?
    ) -> [TermPhrase] {
        guard let languages, !words.isExact, words.kind != .prefix else {
            return analyzer.queryPhrases(for: words.text).map {
                TermPhrase($0, isPrefix: words.kind == .prefix)
            }
        }
        return analyzer.queryPhrases(for: words.text, in: languages).map { phrase in
            TermPhrase(phrase.map(\.term), others: phrase.map { $0.forms.dropFirst().map(\.term) })
        }
    }
}
