public import ArticleStore
internal import Articles
public import QueryLanguage
public import TextAnalysis

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
    /// The relevance; 0 where no word ranks.
    public let relevance: Double
    /// The words that the article lacks, as typed; empty in a full match.
    public let missing: [String]
}

/// What a search found.
public struct RankedAnswer: Sendable {
    /// The articles that match in full.
    public let total: Int
    /// The page that was asked for: full matches, and then partial ones.
    public let hits: [RankedHit]
    /// Words of the query in which there is nothing to search for.
    public let unsearchable: [String]
    /// Makes excerpts for the hits.
    public let excerpts: ExcerptMaker
}

/// Finds and ranks articles in one commit of the index.
///
/// FTS5 matches and counts; relevance is ``BM25``. Filters are part of the match, never a sieve behind a
/// first page.
public struct SearchEngine: Sendable {
    private let analyzer: TextAnalyzer

    /// Makes an engine; it keeps nothing between searches.
    public init(analyzer: TextAnalyzer = TextAnalyzer()) { self.analyzer = analyzer }

    /// The articles that match a query, and where all words are asked for and too few articles have them, the
    /// best of those that have some.
    ///
    /// - Parameters:
    ///   - parsed: The query; one without anything to search for finds nothing.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches; partial ones follow by relevance.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: O(p) in the postings of the query's words. Blocks.
    public func search(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder, in reader: IndexReader
    ) throws -> RankedAnswer {
        let analysed = AnalysedQuery(parsed.query, analyzer: analyzer)
        let excerpts = ExcerptMaker(leaves: analysed.leaves, analyzer: analyzer)
        guard let query = analysed.query else {
            return RankedAnswer(total: 0, hits: [], unsearchable: analysed.unsearchable, excerpts: excerpts)
        }
        var ranking = Ranking(analysed, reader: reader, analyzer: analyzer)
        let full = try ranking.rank(query, count: offset.addingClamped(limit), order: order)
        var hits = full.ids.dropFirst(offset).map {
            RankedHit(id: $0.id, relevance: $0.relevance, missing: [])
        }
        let free = query.conjuncts.filter { !$0.isRestriction }
        if parsed.match == .all, hits.count < limit, free.count >= 2 {
            hits += try ranking.partialMatches(
                of: query, free: free, fullCount: full.total, offset: max(0, offset - full.total),
                limit: limit - hits.count)
        }
        return RankedAnswer(
            total: full.total, hits: hits, unsearchable: analysed.unsearchable, excerpts: excerpts)
    }
}

extension Int {
    /// The sum, or the largest number: no page is too far away to be asked for.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
