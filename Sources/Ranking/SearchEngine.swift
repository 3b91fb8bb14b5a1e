public import ArticleStore
internal import Articles
public import Postings
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
    /// Parts of words that were not looked for whole, each with what was done instead.
    public let cutParts: [(text: String, reason: String)]
    /// Makes excerpts for the hits.
    public let excerpts: ExcerptMaker
    /// Why FTS5 was asked and not the postings; `nil` where these could be read.
    public let fallback: PostingsError?
}

/// Finds and ranks articles in one commit of the index.
///
/// It reads FTS5's postings by itself and keeps them decoded from search to search. Where it cannot, FTS5 is asked
/// instead: the answer is the same, and takes longer. Filters are part of the match, never a sieve behind a first
/// page.
///
/// An engine serves one index, and any number of searches at a time.
public struct SearchEngine: Sendable {
    /// 96 MB: 12 million postings.
    public static let defaultCacheByteLimit = 96 << 20

    private let analyzer: TextAnalyzer
    private let engine: PostingsEngine

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

    /// The articles that match a query, and where all words are asked for and too few articles have them, the
    /// best of those that have some.
    ///
    /// - Parameters:
    ///   - parsed: The query; one without anything to search for finds nothing.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches; partial ones follow by relevance. Of equal relevance the later
    ///     article is first, by the time that it sorts by and then by its number.
    ///   - isExact: Whether words are found as they are written alone, without other forms and spellings.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: O(p) at worst in the postings of the query's words. Blocks.
    public func search(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool = false, in reader: IndexReader
    ) throws -> RankedAnswer {
        let analysed = try analyse(parsed, isExact, reader)
        do {
            var ranking = try PostingsRanking(analysed, reader: reader, analyzer: analyzer, engine: engine)
            return try answer(parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking)
        } catch let error as PostingsError {
            engine.countFallback()
            var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
            return try answer(
                parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking, fallback: error)
        }
    }

    /// Why a query found nothing, and what would find something.
    ///
    /// - Parameters:
    ///   - parsed: The query, which no article matches in full.
    ///   - isExact: As for the search.
    ///   - hasPartialMatches: Whether articles with some of the words were found: then only words that stand nowhere
    ///     are told of.
    ///   - reader: The commit that was searched.
    /// - Returns: The diagnosis; `nil` where there is none worth telling, and where the postings cannot be read.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: Bounded: at most 16 words, 15 pairs and 16 filters are counted, and at most two million terms
    ///   looked at.
    public func diagnose(
        _ parsed: ParsedQuery, isExact: Bool = false, hasPartialMatches: Bool, in reader: IndexReader
    ) throws -> Diagnosis? {
        do {
            let analysed = try analyse(parsed, isExact, reader)
            var diagnosis = QueryDiagnosis(
                parsed, analysed, reader: reader, view: try engine.view(reader, at: reader.revision()),
                analyzer: analyzer,
                languages: isExact ? nil : try reader.languages().compactMap { Language($0) })
            return try diagnosis.make(hasPartialMatches: hasPartialMatches)
        } catch is PostingsError {
            return nil
        }
    }

    /// What ``search(_:offset:limit:order:in:)`` finds, found by FTS5 alone.
    ///
    /// - Parameters:
    ///   - parsed: The query.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches.
    ///   - isExact: Whether words are found as they are written alone, without other forms and names.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits.
    /// - Throws: What SQLite reports.
    /// - Complexity: O(p) in the postings of the query's words, row by row. Blocks.
    package func searchByMatch(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool = false, in reader: IndexReader
    ) throws -> RankedAnswer {
        let analysed = try analyse(parsed, isExact, reader)
        var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
        return try answer(parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking)
    }

    private func analyse(
        _ parsed: ParsedQuery, _ isExact: Bool, _ reader: IndexReader
    ) throws -> AnalysedQuery {
        let query = parsed.match == .any ? parsed.query?.splittingRuns : parsed.query
        return AnalysedQuery(
            query, analyzer: analyzer,
            languages: isExact ? nil : try reader.languages().compactMap { Language($0) },
            parts: try parts(of: query, reader))
    }

    private func parts(of query: Query?, _ reader: IndexReader) throws -> PartTerms {
        guard let query, query.hasParts else { return PartTerms() }
        do {
            return try PartTerms(of: query, analyzer: analyzer, in: PostingsReader(reader.segments()))
        } catch is PostingsError {
            return try PartTerms(of: query, analyzer: analyzer, in: PostingsReader<SegmentBlocks>?.none)
        }
    }

    private func answer(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, offset: Int, limit: Int, order: RankedOrder,
        by ranking: inout some QueryRanking, fallback: PostingsError? = nil
    ) throws -> RankedAnswer {
        let excerpts = ExcerptMaker(leaves: analysed.leaves)
        guard let query = analysed.query else {
            return RankedAnswer(
                total: 0, hits: [], unsearchable: analysed.unsearchable, cutParts: analysed.cutParts,
                excerpts: excerpts, fallback: fallback)
        }
        let full = try ranking.rank(query, count: offset.addingClamped(limit), order: order)
        var hits = full.articles.dropFirst(offset).map {
            RankedHit(id: $0.id, relevance: $0.relevance, missing: [])
        }
        let free = query.conjuncts.filter { !$0.isRestriction }
        if parsed.match == .all, hits.count < limit, free.count >= 2 {
            hits += try ranking.partialMatches(
                of: query, free: free, fullCount: full.total, offset: max(0, offset - full.total),
                limit: limit - hits.count)
        }
        return RankedAnswer(
            total: full.total, hits: hits, unsearchable: analysed.unsearchable, cutParts: analysed.cutParts,
            excerpts: excerpts, fallback: fallback)
    }
}

extension Int {
    /// The sum, or the largest number: no page is too far away to be asked for.
    func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
