internal import GazetteAPI
internal import Ranking

extension NothingFound {
    /// What the engine found out.
    init(_ diagnosis: Diagnosis) {
        let reason: Reason =
            switch diagnosis.reason {
            case .nothingToSearch: .nothingToSearch
            case .emptyIndex: .emptyIndex
            case .unknownWord: .unknownWord
            case .restrictions: .restrictions
            case .neverTogether: .neverTogether
            }
        self.init(
            reason: reason, toBlame: diagnosis.toBlame,
            words: diagnosis.words.map { Part(text: $0.text, articles: $0.articleCount) },
            pairs: diagnosis.pairs.map { Pair(texts: $0.texts, articles: $0.articleCount) },
            filters: diagnosis.restrictions.map { Part(text: $0.text, articles: $0.articleCount) },
            suggestion: diagnosis.suggestion.map { Part(text: $0.query, articles: $0.articleCount) })
    }
}
