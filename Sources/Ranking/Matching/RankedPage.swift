internal import Postings

/// The best of what matches, and how much that is.
struct RankedPage {
    /// The best, in their order.
    var articles: [RankedArticle]
    /// How many articles match; where ``isCounted`` is false, at least so many.
    var total: Int
    /// Whether ``total`` is a count.
    var isCounted = true
    /// Whether the time was over before all were looked at: each of ``articles`` matches and has its true
    /// relevance, and better ones may be missing.
    var isCut = false
}
