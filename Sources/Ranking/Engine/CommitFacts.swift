internal import ArticleStore
internal import Articles
internal import Postings
internal import TextAnalysis

/// What every search in a commit needs to know of it.
struct CommitFacts: Sendable {
    let revision: Revision
    /// The languages that articles are in.
    let languages: [Language]
    let statistics: CorpusStatistics
    let lengths: ArticleLengths
    /// The rebuild of the full-text index that goes on.
    let rebuild: AnalysisRebuild?
    /// What counts no more of the older terms meanwhile.
    let superseded: SupersededArticles?
}
