public import Postings

/// The order of the hits.
public enum RankedOrder: Sendable, Equatable {
    /// Best first; of equal relevance the article that came later first.
    case relevance
    /// Latest first, by the declared date or else when it was first seen.
    case newest
    /// Earliest first.
    case oldest
}

/// One hit, not yet fetched.
public struct RankedHit: Sendable, Equatable {
    /// The article's number.
    public let id: Int64
    /// The relevance, in which the nearness of words counts for the first ones; 0 where no word ranks.
    public let relevance: Double
    /// The words that the article lacks, as typed; empty in a full match.
    public let missing: [String]
}

/// What a search found.
public struct RankedAnswer: Sendable {
    /// The articles that match in full; where ``isCounted`` is false, at least so many.
    public let total: Int
    /// Whether ``total`` is a count.
    public let isCounted: Bool
    /// Whether the time was over before the search was done: each hit has its true relevance, and better ones
    /// may be missing.
    public let isPartial: Bool
    /// The page that was asked for: full matches, and then partial ones.
    public let hits: [RankedHit]
    /// Words of the query in which there is nothing to search for.
    public let unsearchable: [String]
    /// Parts of words, without their asterisks, that were not looked for whole, each with what was done
    /// instead.
    public let cutParts: [(text: String, reason: String)]
    /// Makes excerpts for the hits. Made anew each time: take it once for all of them.
    public var excerpts: ExcerptMaker { ExcerptMaker(leaves: hits.isEmpty ? [] : leaves) }
    /// Why FTS5 was asked and not the postings; `nil` where these could be read.
    public let fallback: PostingsError?
    /// What the excerpts mark.
    let leaves: [Leaf]
}
