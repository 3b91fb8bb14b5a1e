public import ArticleStore
internal import Postings
public import QueryLanguage
public import TextAnalysis

/// Finds and ranks articles in one commit of the index.
///
/// It reads FTS5's postings by itself and keeps them decoded from search to search. Where it cannot, FTS5 is
/// asked instead: the same articles are found, and it takes longer. Their order is the same, too, but for a
/// phrase that stands in an article in several forms: FTS5 counts each form alone, and the most frequent one
/// stands for all. Filters are part of the match, never a sieve behind a first page.
///
/// An engine serves one index, and any number of searches at a time.
public struct SearchEngine: Sendable {
    /// 112 MB: about 70 million postings.
    public static let defaultCacheByteLimit = 112 << 20

    let analyzer: TextAnalyzer
    let engine: PostingsEngine

    /// Makes an engine that has read nothing yet.
    ///
    /// - Parameters:
    ///   - analyzer: Makes the terms of queries.
    ///   - cacheByteLimit: The most bytes of postings that are kept between searches.
    public init(
        analyzer: TextAnalyzer = TextAnalyzer(), cacheByteLimit: Int = Self.defaultCacheByteLimit
    ) {
        self.analyzer = analyzer
        engine = PostingsEngine(cacheByteLimit: cacheByteLimit)
    }

    /// How many searches had to ask FTS5, as the postings could not be read.
    public var fallbackCount: Int { engine.fallbackCount }

    /// The bytes of postings that are kept now, roughly.
    public var cacheByteCount: Int { engine.cache.byteCount }

    /// Drops the postings that no search has used since the last call, for who asks now and then.
    ///
    /// - Returns: The bytes that they took, roughly.
    public func removeUnusedPostings() -> Int { engine.cache.removeUnused() }

    /// The articles that match a query, and where all words are asked for and too few articles have them, the
    /// best of those that have some.
    ///
    /// - Parameters:
    ///   - parsed: The query; one without anything to search for finds nothing.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches; partial ones follow by relevance. Of equal relevance the
    ///     later article is first, by the time that it sorts by and then by its number.
    ///   - isExact: Whether words are found as they are written alone, without other forms and spellings.
    ///   - usesFeedback: Whether words that the best articles have in common count in the ranking as well, by
    ///     relevance.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits. Where the reader has a deadline and it passes, what was found until then.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: O(p) at worst in the postings of the query's words. Blocks.
    public func search(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool = false, usesFeedback: Bool = false, in reader: IndexReader
    ) throws -> RankedAnswer {
        let analysed: AnalysedQuery
        do {
            analysed = try analyse(parsed, isExact, reader)
        } catch is ReadDeadline.Passed {
            // The words were still being looked up in the analysis, or those that have a part in the index.
            return RankedAnswer(
                total: 0, isCounted: false, isPartial: true, hits: [], unsearchable: [], cutParts: [],
                fallback: nil, leaves: [])
        }
        do {
            var ranking = try PostingsRanking(analysed, reader: reader, analyzer: analyzer, engine: engine)
            if usesFeedback, limit > 0, order == .relevance,
                let expanded = try expanded(analysed, isExact: isExact, reader, by: &ranking)
            {
                ranking = try PostingsRanking(expanded, reader: reader, analyzer: analyzer, engine: engine)
            }
            return try answer(parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking)
        } catch let error as PostingsError {
            engine.countFallback()
            return try answerByMatch(
                parsed, analysed, offset: offset, limit: limit, order: order, isExact: isExact,
                usesFeedback: usesFeedback, in: reader, fallback: error)
        } catch is ReadDeadline.Passed {
            return RankedAnswer(
                total: 0, isCounted: false, isPartial: true, hits: [], unsearchable: analysed.unsearchable,
                cutParts: analysed.cutParts, fallback: nil, leaves: analysed.leaves)
        }
    }

    /// A page of what a ranking finds, full matches and then partial ones.
    func answer(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, offset: Int, limit: Int, order: RankedOrder,
        by ranking: inout some QueryRanking, fallback: PostingsError? = nil
    ) throws -> RankedAnswer {
        var page = RankedPage(articles: [], total: 0)
        var partial: [RankedHit] = []
        do {
            if let query = analysed.query {
                // Until something is found, nothing is known of what there is.
                page.isCounted = false
                page = try ranking.rankNear(query, count: offset.addingClamped(limit), order: order)
                let free = query.conjuncts.filter { !$0.isRestriction }
                let room = limit - page.articles.dropFirst(offset).count
                if parsed.match == .all, room > 0, free.count >= 2, !page.isCut {
                    partial = try ranking.partialMatchesNear(
                        of: query, free: free, fullCount: page.total, offset: max(0, offset - page.total),
                        limit: room)
                }
            }
        } catch is ReadDeadline.Passed {
            page.isCut = true
        }
        let full = page.articles.dropFirst(offset).map {
            RankedHit(id: $0.id, relevance: $0.relevance, missing: [])
        }
        return RankedAnswer(
            total: page.total, isCounted: page.isCounted, isPartial: page.isCut, hits: full + partial,
            unsearchable: analysed.unsearchable, cutParts: analysed.cutParts, fallback: fallback,
            leaves: analysed.leaves)
    }
}

extension Int {
    /// The sum, or the largest number: no page is too far away to be asked for.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
