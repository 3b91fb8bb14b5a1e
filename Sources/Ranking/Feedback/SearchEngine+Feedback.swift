internal import ArticleStore
internal import Postings

extension SearchEngine {
    /// The query with words of its best articles; `nil` where there are none, or no time is left for them.
    func expanded(
        _ analysed: AnalysedQuery, isExact: Bool, _ reader: IndexReader, by ranking: inout some QueryRanking
    ) throws -> AnalysedQuery? {
        guard let query = analysed.query, !analysed.leaves.isEmpty else { return nil }
        do {
            let page = try ranking.rankNear(query, count: Feedback.articleCount, order: .relevance)
            guard !page.isCut else { return nil }
            let languages = isExact ? nil : try languages(reader)
            let feedback = try Feedback(
                page.articles.map(\.id), beside: analysed, RelevanceFormula(try reader.statistics())
            ) { id in
                try reader.checkCancellation()
                return try reader.article(id)?.article
            } makeLeaf: {
                engine.leaves.leaf(of: $0, analyzer: analyzer, languages: languages, parts: PartTerms())
            } documentFrequency: { leaf in
                try reader.checkCancellation()
                return try ranking.counts(of: leaf, in: 0).documentFrequency
            }
            return feedback.words.isEmpty ? nil : analysed.expanded(by: feedback)
        } catch is ReadDeadline.Passed {
            return nil
        }
    }
}
