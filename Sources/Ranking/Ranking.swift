internal import ArticleStore
internal import QueryLanguage
internal import TextAnalysis

/// The work of one search.
struct Ranking {
    /// Above so many matches, sorting by time reads the articles in that order instead of looking each one
    /// up.
    private static let lookupBound = 1_000

    private let analysed: AnalysedQuery
    private let reader: IndexReader
    private let analyzer: TextAnalyzer
    private let evaluator: SetEvaluator
    private var scorer: Scorer?

    init(_ analysed: AnalysedQuery, reader: IndexReader, analyzer: TextAnalyzer) {
        self.analysed = analysed
        self.reader = reader
        self.analyzer = analyzer
        evaluator = SetEvaluator(reader: reader, analysed: analysed, analyzer: analyzer)
    }

    /// The best `count` articles that match, and how many match.
    mutating func rank(
        _ query: Query, count: Int, order: RankedOrder
    ) throws -> (ids: [ScoredArticle], total: Int) {
        if order != .relevance {
            let matches = try evaluator.articles(matching: query)
            let ids = try ordered(matches, order: order, count: count)
            let scorer = try makeScorer()
            return (
                try ids.map { ScoredArticle(id: $0, relevance: try scorer.relevance(of: $0, reader)) },
                matches.ids.count
            )
        }
        guard let text = analysed.textQuery, text.countsEveryLeaf else {
            return try rank(evaluator.articles(matching: query), count: count)
        }
        let scorer = try makeScorer()
        var best = BestArticles(count: count)
        var total = 0
        try reader.forEachMatch(text.expression) { id, counts in
            total += 1
            best.offer(ScoredArticle(id: id, relevance: scorer.relevance(of: counts, owners: text.owners)))
        }
        return (best.sorted, total)
    }

    /// The best of the articles that have some of the words, with the words they lack.
    mutating func partialMatches(
        of query: Query, free: [Query], fullCount: Int, offset: Int, limit: Int
    ) throws -> [RankedHit] {
        let restrictions = query.conjuncts.filter(\.isRestriction)
        let some = try evaluator.articles(matching: .any(free))
        let allowed =
            restrictions.isEmpty
            ? some
            : try some.intersection(
                evaluator.articles(matching: restrictions.count == 1 ? restrictions[0] : .all(restrictions)))
        let partial = fullCount == 0 ? allowed : try allowed.subtracting(evaluator.articles(matching: query))
        let ranked = try rank(partial, count: offset.addingClamped(limit)).ids.dropFirst(offset)
        return try ranked.map { article in
            RankedHit(
                id: article.id, relevance: article.relevance,
                missing: try free.filter { try !matches(article.id, $0) }.map(\.shownText))
        }
    }

    private func matches(_ id: Int64, _ part: Query) throws -> Bool {
        if let expression = analysed.expression(of: part) {
            return try reader.article(id, matches: expression)
        }
        return try evaluator.articles(matching: part).contains(id)
    }

    /// The best `count` of a set; those without any word that ranks come last, the latest first.
    private mutating func rank(_ set: ArticleSet, count: Int) throws -> (ids: [ScoredArticle], total: Int) {
        let scorer = try makeScorer()
        var best = BestArticles(count: count)
        guard let text = analysed.scoringQuery else {
            let ids = try ordered(set, order: .newest, count: count)
            return (ids.map { ScoredArticle(id: $0, relevance: 0) }, set.ids.count)
        }
        var rest = set.ids[...]
        try reader.forEachMatch(text.expression) { id, counts in
            while let first = rest.first, first < id {
                best.offer(ScoredArticle(id: first, relevance: 0))
                rest.removeFirst()
            }
            guard rest.first == id else { return }
            rest.removeFirst()
            best.offer(ScoredArticle(id: id, relevance: scorer.relevance(of: counts, owners: text.owners)))
        }
        for id in rest { best.offer(ScoredArticle(id: id, relevance: 0)) }
        return (best.sorted, set.ids.count)
    }

    private func ordered(_ set: ArticleSet, order: RankedOrder, count: Int) throws -> [Int64] {
        let isOldest = order == .oldest
        if set.ids.count <= Self.lookupBound {
            let timed = try set.ids.map { (time: try reader.sortTime(of: $0) ?? 0, id: $0) }
            let sorted = timed.sorted { ($0.time, $0.id) < ($1.time, $1.id) }.map(\.id)
            return Array((isOldest ? sorted : sorted.reversed()).prefix(count))
        }
        var ids: [Int64] = []
        guard count > 0 else { return [] }
        let visit: (Int64) -> Bool = { id in
            if set.contains(id) { ids.append(id) }
            return ids.count < count
        }
        if isOldest { try reader.forEachIDByTimeReversed(visit) } else { try reader.forEachIDByTime(visit) }
        return ids
    }

    private mutating func makeScorer() throws -> Scorer {
        if let scorer { return scorer }
        let made = try Scorer(analysed, reader: reader)
        scorer = made
        return made
    }
}

extension Query {
    /// A part of a query as it is shown among what is missing.
    fileprivate var shownText: String {
        if case .words(let words) = self { return words.text }
        return description
    }
}
