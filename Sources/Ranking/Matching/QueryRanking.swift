internal import Postings
internal import QueryLanguage

/// One way to carry out a search.
protocol QueryRanking {
    /// The best `count` articles that match, and how many match.
    mutating func rank(
        _ query: Query, count: Int, order: RankedOrder
    ) throws -> (articles: [RankedArticle], total: Int)

    /// The best of the articles that have some of the words, with the words they lack.
    mutating func partialMatches(
        of query: Query, free: [Query], fullCount: Int, offset: Int, limit: Int
    ) throws -> [RankedHit]
}

extension Query {
    /// A part of a query as it is shown among what is missing.
    var shownText: String {
        if case .words(let words) = self { return words.text }
        return description
    }
}
