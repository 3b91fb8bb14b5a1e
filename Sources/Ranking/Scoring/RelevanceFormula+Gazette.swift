internal import ArticleStore
internal import Postings

extension RelevanceFormula {
    /// Gazette's: four for the title.
    ///
    /// Of an empty index the average length is 1.
    init(_ statistics: CorpusStatistics) {
        self.init(
            titleWeight: 4, articleCount: statistics.articleCount, averageLength: statistics.averageLength)
    }
}
