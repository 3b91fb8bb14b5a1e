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
    /// Parts of words that were not looked for whole, each with what was done instead.
    public let cutParts: [(text: String, reason: String)]
    /// Makes excerpts for the hits. Made anew each time: take it once for all of them.
    public var excerpts: ExcerptMaker { ExcerptMaker(leaves: hits.isEmpty ? [] : leaves) }
    /// Why FTS5 was asked and not the postings; `nil` where these could be read.
    public let fallback: PostingsError?
    /// What the excerpts mark.
    let leaves: [Leaf]
}

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

    /// Why a query found nothing, and what would find something.
    ///
    /// - Parameters:
    ///   - parsed: The query, which no article matches in full.
    ///   - isExact: As for the search.
    ///   - hasPartialMatches: Whether articles with some of the words were found: then only words that stand
    ///     nowhere are told of.
    ///   - reader: The commit that was searched.
    /// - Returns: The diagnosis; `nil` where there is none worth telling, where the postings cannot be read,
    ///   and where the reader's time is over.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: Bounded: at most 16 words, 15 pairs and 16 filters are counted, and at most two million
    ///   terms looked at.
    public func diagnose(
        _ parsed: ParsedQuery, isExact: Bool = false, hasPartialMatches: Bool, in reader: IndexReader
    ) throws -> Diagnosis? {
        do {
            let analysed = try analyse(parsed, isExact, reader)
            var diagnosis = QueryDiagnosis(
                parsed, analysed, reader: reader, view: engine.view(reader, of: try engine.facts(reader)),
                analyzer: analyzer, languages: isExact ? nil : try languages(reader))
            return try diagnosis.make(hasPartialMatches: hasPartialMatches)
        } catch is PostingsError {
            return nil
        } catch is ReadDeadline.Passed {
            return nil
        }
    }

    /// What ``search(_:offset:limit:order:isExact:usesFeedback:in:)`` finds, found by FTS5 alone.
    ///
    /// - Parameters:
    ///   - parsed: The query.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches.
    ///   - isExact: Whether words are found as they are written alone, without other forms and names.
    ///   - usesFeedback: Whether words that the best articles have in common count as well.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits.
    /// - Throws: What SQLite reports.
    /// - Complexity: O(p) in the postings of the query's words, row by row. Blocks.
    public func searchByMatch(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool = false, usesFeedback: Bool = false, in reader: IndexReader
    ) throws -> RankedAnswer {
        try answerByMatch(
            parsed, try analyse(parsed, isExact, reader), offset: offset, limit: limit, order: order,
            isExact: isExact, usesFeedback: usesFeedback, in: reader)
    }

    private func answerByMatch(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool, usesFeedback: Bool, in reader: IndexReader, fallback: PostingsError? = nil
    ) throws -> RankedAnswer {
        var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
        if usesFeedback, limit > 0, order == .relevance,
            let expanded = try expanded(analysed, isExact: isExact, reader, by: &ranking)
        {
            ranking = ReferenceRanking(expanded, reader: reader, analyzer: analyzer)
        }
        return try answer(
            parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking, fallback: fallback)
    }

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

    func analyse(
        _ parsed: ParsedQuery, _ isExact: Bool, _ reader: IndexReader
    ) throws -> AnalysedQuery {
        let query = parsed.match == .any ? parsed.query?.splittingRuns : parsed.query
        let languages = isExact ? nil : try languages(reader)
        return try engine.queries.analysed(query, languages: languages) {
            try AnalysedQuery(
                query, analyzer: analyzer, languages: languages, parts: try parts(of: query, reader),
                known: engine.leaves, checking: reader.checkCancellation)
        }
    }

    /// The languages that articles are in.
    private func languages(_ reader: IndexReader) throws -> [Language] {
        do {
            return try engine.facts(reader).languages
        } catch is PostingsError {
            return try reader.languages().compactMap { Language($0) }
        }
    }

    private func parts(of query: Query?, _ reader: IndexReader) throws -> PartTerms {
        guard let query, query.hasParts else { return PartTerms() }
        do {
            return try PartTerms(
                of: query, analyzer: analyzer, in: PostingsReader(AnyBlocks(reader.segments())))
        } catch is PostingsError {
            return try PartTerms(of: query, analyzer: analyzer, in: nil)
        }
    }

    private func answer(
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
