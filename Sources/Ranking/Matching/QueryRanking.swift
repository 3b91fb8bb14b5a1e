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

    /// What the nearness of words can add; `nil` for a query without two of them.
    mutating func nearness() throws -> Nearness?

    /// How far the words of each pair stand apart in each of some articles; 0 for far away.
    mutating func distances(of nearness: Nearness, in ids: [Int64]) throws -> [[UInt8]]

    /// Keeps the best of the articles that it is offered.
    func makeBest(_ count: Int) -> BestArticles

    /// How often a leaf stands in an article, and how many articles have it.
    mutating func counts(of leaf: Leaf, in id: Int64) throws -> LeafCounts

    /// The tokens of an article; 0 where there is none.
    mutating func length(of id: Int64) throws -> Int

    /// Whether an article matches a part of the query.
    mutating func matches(_ id: Int64, _ part: Query) throws -> Bool
}

extension QueryRanking {
    /// The best `count` articles that match, nearness counted; and how many match.
    mutating func rankNear(_ query: Query, count: Int, order: RankedOrder) throws -> RankedPage {
        guard count > 0, let nearness = try nearness() else {
            return try rank(query, count: count, order: order)
        }
        guard order == .relevance else {
            var page = try rank(query, count: count, order: order)
            guard !page.isCut else { return page }
            let best = try rank(query, count: Nearness.candidateCount, order: .relevance)
            let near = try raised(best.articles, by: nearness)
            let relevances = Dictionary(uniqueKeysWithValues: near.map { ($0.id, $0.relevance) })
            page.articles = page.articles.map {
                RankedArticle(id: $0.id, relevance: relevances[$0.id] ?? $0.relevance)
            }
            return page
        }
        var page = try rank(query, count: max(count, Nearness.candidateCount), order: order)
        // Without time for all articles, none is left for this either.
        if !page.isCut { page.articles = try raised(page.articles, by: nearness) }
        page.articles = Array(page.articles.prefix(count))
        return page
    }

    /// The best of the articles that have some of the words, nearness counted.
    mutating func partialMatchesNear(
        of query: Query, free: [Query], fullCount: Int, offset: Int, limit: Int
    ) throws -> [RankedHit] {
        guard limit > 0, let nearness = try nearness() else {
            return try partialMatches(
                of: query, free: free, fullCount: fullCount, offset: offset, limit: limit)
        }
        let count = max(offset.addingClamped(limit), Nearness.candidateCount)
        let hits = try partialMatches(of: query, free: free, fullCount: fullCount, offset: 0, limit: count)
        let missing = Dictionary(uniqueKeysWithValues: hits.map { ($0.id, $0.missing) })
        let articles = try raised(
            hits.map { RankedArticle(id: $0.id, relevance: $0.relevance) }, by: nearness)
        return articles.dropFirst(offset).prefix(limit).map {
            RankedHit(id: $0.id, relevance: $0.relevance, missing: missing[$0.id] ?? [])
        }
    }

    /// The articles, best first, the first of them raised by nearness and put in order again.
    private mutating func raised(_ articles: [RankedArticle], by nearness: Nearness) throws -> [RankedArticle]
    {
        let candidates = articles.prefix(Nearness.candidateCount)
        let distances = try distances(of: nearness, in: candidates.map(\.id))
        guard distances.contains(where: { $0.contains { $0 > 0 } }) else { return articles }
        var best = makeBest(candidates.count)
        for (article, distances) in zip(candidates, distances) {
            try best.offer(article.id, article.relevance + nearness.relevance(of: distances))
        }
        return try best.sorted() + articles.dropFirst(Nearness.candidateCount)
    }
}

extension Query {
    /// A part of a query as it is shown among what is missing: as it was asked for, in canonical form,
    /// without its weight.
    var shownText: String { withoutWeights.query.description }
}
