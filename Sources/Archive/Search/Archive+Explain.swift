internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Postings
internal import QueryLanguage
internal import Ranking
internal import TextAnalysis

extension Archive {
    /// Why an article has its relevance to a query.
    public func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
        try request.validate()
        let parsed = QueryParser(today: CalendarDay.today())
            .parse(request.q, match: request.match == .any ? .any : .all)
        return try await answering {
            try await store.read { reader in
                guard let article = try reader.article(request.id) else {
                    throw APIError(
                        .noSuchArticle, "there is no article \(request.id); its file may have been deleted")
                }
                let explained = try engine.explain(
                    parsed, of: request.id, isExact: request.exact, usesFeedback: request.feedback,
                    in: reader)
                if let fallback = explained.fallback { onFallback("\(fallback)", engine.fallbackCount) }
                return ExplainResponse(
                    revision: try reader.revision().rawValue,
                    query: .init(
                        parsed, unsearchable: explained.unsearchable, cutParts: explained.cutParts),
                    id: request.id,
                    path: try reader.places(of: request.id).first?.displayText ?? "",
                    title: article.article.title, score: explained.relevance,
                    matches: explained.isFullMatch, missing: explained.missing,
                    formula: .init(explained.formula, length: explained.length),
                    words: explained.words.map { .init($0, explained.formula) },
                    nearness: explained.nearness.map {
                        .init(
                            texts: $0.texts, distance: $0.distance, weight: $0.weight, score: $0.relevance)
                    })
            }
        }
    }
}

extension ExplainResponse.Formula {
    fileprivate init(_ formula: RelevanceFormula, length: Int) {
        self.init(
            k1: formula.k1, b: formula.b, titleWeight: formula.titleWeight,
            bodyWeight: formula.bodyWeight, nearWeight: RankedExplanation.nearWeight,
            articles: formula.articleCount,
            averageLength: formula.averageLength, length: length)
    }
}

extension ExplainResponse.Word {
    fileprivate init(_ word: RankedExplanation.Word, _ formula: RelevanceFormula) {
        self.init(
            text: word.text, exact: word.isExact, feedback: word.isFeedback, factor: word.factor,
            articles: word.documentFrequency,
            idf: word.idf, title: word.title, body: word.body,
            frequency: formula.titleWeight * Double(word.title) + formula.bodyWeight * Double(word.body),
            score: word.relevance, matched: word.forms.map(ExplainResponse.Form.init))
    }
}

extension ExplainResponse.Form {
    /// Terms of the index begin with a mark where they are no plain words.
    fileprivate init(_ form: RankedExplanation.Form) {
        let only = form.phrases.count == 1 && form.phrases[0].terms.count == 1 && !form.phrases[0].isPrefix
        let term = form.phrases.map { $0.terms.joined(separator: " ") + ($0.isPrefix ? "*" : "") }
            .joined(separator: " … ")
        switch term.utf8.first {
        case StemTerm.mark where only:
            // The mark, two letters for the language, the stem.
            let letters = term.unicodeScalars.dropFirst()
            self.init(
                term: String(letters.dropFirst(2)), kind: .stem, language: String(letters.prefix(2)),
                title: form.title, body: form.body)
        case NameTerm.mark where only:
            self.init(
                term: String(term.unicodeScalars.dropFirst()), kind: .name, language: nil, title: form.title,
                body: form.body)
        default:
            self.init(
                term: term, kind: only ? .word : nil, language: nil, title: form.title, body: form.body)
        }
    }
}
