internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// A search by FTS5's own `MATCH`: what the postings are held against, and used where they cannot be read.
struct ReferenceRanking: QueryRanking {
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
    mutating func rank(_ query: Query, count: Int, order: RankedOrder) throws -> RankedPage {
        if order != .relevance {
            let matches = try evaluator.articles(matching: query)
            let ids = try TimeOrder(reader).first(
                count, of: matches.ids, order: order, contains: matches.contains)
            let scorer = try makeScorer()
            return RankedPage(
                articles: try ids.map {
                    RankedArticle(id: $0, relevance: try scorer.relevance(of: $0, reader))
                },
                total: matches.ids.count)
        }
        guard !analysed.isExpanded, let text = analysed.textQuery, text.countsEveryLeaf else {
            let matches = try evaluator.articles(matching: query)
            return RankedPage(articles: try rank(matches, count: count), total: matches.ids.count)
        }
        let scorer = try makeScorer()
        var best = makeBest(count)
        var total = 0
        var isCut = false
        do {
            try reader.forEachMatch(text.expression) { id, counts in
                total += 1
                try best.offer(id, scorer.relevance(of: counts, owners: text.owners))
            }
        } catch is ReadDeadline.Passed {
            isCut = true
        }
        return RankedPage(articles: try best.sorted(), total: total, isCounted: !isCut, isCut: isCut)
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
        let ranked = try rank(partial, count: offset.addingClamped(limit)).dropFirst(offset)
        return try ranked.map { article in
            RankedHit(
                id: article.id, relevance: article.relevance,
                missing: try free.filter { try !matches(article.id, $0) }.map(\.shownText))
        }
    }

    func nearness() throws -> Nearness? {
        try Nearness(analysed, RelevanceFormula(try reader.statistics())) { leaf in
            try leaf.expression.map { try reader.count(matching: $0) } ?? 0
        }
    }

    func distances(of nearness: Nearness, in ids: [Int64]) throws -> [[UInt8]] {
        try ids.map { id in
            guard let article = try reader.article(id)?.article else { return nearness.pairs.map { _ in 0 } }
            let places = WordPlaces(of: nearness.words, in: article)
            return nearness.pairIndices.map { first, second in
                UInt8(
                    clamping: Position.distance(
                        places.positions[first], places.positions[second], within: Nearness.window))
            }
        }
    }

    func counts(of leaf: Leaf, in id: Int64) throws -> LeafCounts {
        guard let text = TextQuery(leaf, index: 0, part: 0) else {
            return LeafCounts(documentFrequency: 0, title: 0, body: 0)
        }
        var found = (title: 0, body: 0)
        try reader.forEachMatch(text.expression, only: id) { _, counts in
            found = Scorer.occurrences(counts, owners: text.owners, of: [leaf])[0]
        }
        return LeafCounts(
            documentFrequency: try reader.count(matching: text.expression), title: found.title,
            body: found.body)
    }

    func length(of id: Int64) throws -> Int {
        var lengths = ArticleLengths()
        try reader.readLengths(into: &lengths, after: nil)
        let length = lengths[id]
        return length.title + length.body
    }

    func matches(_ id: Int64, _ part: Query) throws -> Bool {
        if let expression = analysed.expression(of: part) {
            return try reader.article(id, matches: expression)
        }
        return try evaluator.articles(matching: part).contains(id)
    }

    /// The best `count` of a set; those without any word that ranks come last, the latest first.
    private mutating func rank(_ set: ArticleSet, count: Int) throws -> [RankedArticle] {
        let scorer = try makeScorer()
        var best = makeBest(count)
        guard let text = analysed.scoringQuery else {
            let ids = try TimeOrder(reader).first(count, of: set.ids, order: .newest, contains: set.contains)
            return ids.map { RankedArticle(id: $0, relevance: 0) }
        }
        var rest = set.ids[...]
        try reader.forEachMatch(text.expression) { id, counts in
            while let first = rest.first, first < id {
                try best.offer(first, 0)
                rest.removeFirst()
            }
            guard rest.first == id else { return }
            rest.removeFirst()
            try best.offer(id, scorer.relevance(of: counts, owners: text.owners))
        }
        for id in rest { try best.offer(id, 0) }
        return try best.sorted()
    }

    func makeBest(_ count: Int) -> BestArticles {
        BestArticles(count: count) { [reader] id in try reader.sortTime(of: id) ?? 0 }
    }

    private mutating func makeScorer() throws -> Scorer {
        if let scorer { return scorer }
        let made = try Scorer(analysed, reader: reader)
        scorer = made
        return made
    }
}
