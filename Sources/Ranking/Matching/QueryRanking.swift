internal import Postings
internal import QueryLanguage

/// One way to carry out a search.
protocol QueryRanking {
    /// The best `count` articles that match, and how many match. Where the time is over once some were found,
    /// those.
    mutating func rank(_ query: Query, count: Int, order: RankedOrder) throws -> RankedPage

    /// The best of the articles that have some of the words, with the words they lack.
    mutating func partialMatches(
        of query: Query, free: [Query], fullCount: Int, offset: Int, limit: Int
    ) throws -> [RankedHit]

    /// How often a leaf stands in an article, and how many articles have it.
    mutating func counts(of leaf: Leaf, in id: Int64) throws -> LeafCounts

    /// The tokens of an article; 0 where there is none.
    mutating func length(of id: Int64) throws -> Int

    /// Whether an article matches a part of the query.
    mutating func matches(_ id: Int64, _ part: Query) throws -> Bool
}

extension Query {
    /// A part of a query as it is shown among what is missing.
    var shownText: String {
        if case .words(let words) = self { return words.text }
        return description
    }
}
