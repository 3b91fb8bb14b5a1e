internal import ArticleStore
internal import Articles
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// A search by postings: what FTS5 would find, in the same order, without looking at what cannot be among the best.
struct PostingsRanking: QueryRanking {
    private let analysed: AnalysedQuery
    private let reader: IndexReader
    private let times: TieTimes
    private let formula: RelevanceFormula
    private var matcher: PostingsMatcher
    private var ranker: ArticleRanker?

    init(
        _ analysed: AnalysedQuery, reader: IndexReader, analyzer: TextAnalyzer, engine: PostingsEngine
    ) throws {
        let revision = try reader.revision()
        self.analysed = analysed
        self.reader = reader
        times = TieTimes(reader, at: revision, engine: engine)
        formula = RelevanceFormula(try reader.statistics())
        matcher = PostingsMatcher(
            analysed, reader: reader, view: try engine.view(reader, at: revision), analyzer: analyzer)
    }

    mutating func rank(_ query: Query, count: Int, order: RankedOrder) throws -> RankedPage {
        if order == .relevance, let lists = try listsOfWordsAlone(query) {
            // Nothing but words, each of which ranks: what matches is what any of them has.
            let (articles, isCut) = try best(count)
            guard isCut, lists.count > 1 else {
                let total = lists.count == 1 ? lists[0].count : ArticleIDs(anyOf: lists).count
                return RankedPage(articles: articles, total: total, isCut: isCut)
            }
            return RankedPage(
                articles: articles, total: lists.reduce(0) { max($0, $1.count) }, isCounted: false,
                isCut: true)
        }
        let matches = try matcher.articles(matching: query)
        do {
            if order == .relevance {
                let (articles, isCut) = try best(count, of: matches)
                return RankedPage(articles: articles, total: matches.count, isCut: isCut)
            }
            let ids = try TimeOrder(reader).first(
                count, of: matches.ids, order: order, contains: { matches.contains($0) })
            let ranker = try makeRanker()
            return RankedPage(
                articles: ids.map { RankedArticle(id: $0, relevance: ranker.relevance(of: $0)) },
                total: matches.count)
        } catch is ReadDeadline.Passed {
            return RankedPage(articles: [], total: matches.count, isCut: true)
        }
    }

    mutating func partialMatches(
        of query: Query, free: [Query], fullCount: Int, offset: Int, limit: Int
    ) throws -> [RankedHit] {
        var allowed = try matcher.articles(matching: .any(free))
        for restriction in query.conjuncts where restriction.isRestriction && !allowed.isEmpty {
            allowed = allowed.intersection(try matcher.articles(matching: restriction))
        }
        if fullCount > 0 { allowed = allowed.subtracting(try matcher.articles(matching: query)) }
        let (best, isCut) = try best(offset.addingClamped(limit), of: allowed)
        // The hits that are there already are worth more than some of these.
        if isCut { throw ReadDeadline.Passed() }
        let articles = best.dropFirst(offset)
        var hits: [RankedHit] = []
        for article in articles {
            var missing: [String] = []
            for part in free where try !matcher.contains(article.id, part) { missing.append(part.shownText) }
            hits.append(RankedHit(id: article.id, relevance: article.relevance, missing: missing))
        }
        return hits
    }

    mutating func counts(of leaf: Leaf, in id: Int64) throws -> LeafCounts {
        let list = try matcher.list(of: leaf)
        let found = list.occurrences(in: id)
        return LeafCounts(documentFrequency: list.count, title: found.title, body: found.body)
    }

    mutating func length(of id: Int64) throws -> Int { matcher.length(of: id) }

    mutating func matches(_ id: Int64, _ part: Query) throws -> Bool { try matcher.contains(id, part) }

    /// The lists of a query that is one word, or words of which any is enough; `nil` of any other.
    private mutating func listsOfWordsAlone(_ query: Query) throws -> [PostingList]? {
        let parts: [Query] =
            switch query {
            case .words: [query]
            case .any(let children): children
            default: []
            }
        var lists: [PostingList] = []
        for part in parts {
            guard case .words(let words) = part else { return nil }
            lists.append(try matcher.list(of: words))
        }
        return lists.isEmpty ? nil : lists
    }

    /// The best of the articles that have any word, and whether the time was over before all were looked at.
    private mutating func best(_ count: Int) throws -> (articles: [RankedArticle], isCut: Bool) {
        var best = makeBest(count)
        let isCut = try rank(into: &best, allowed: nil)
        return (try best.sorted(), isCut)
    }

    /// The best of a set; those without any word that ranks come last, the latest first.
    private mutating func best(
        _ count: Int, of set: ArticleIDs
    ) throws -> (articles: [RankedArticle], isCut: Bool) {
        var best = makeBest(count)
        let isCut = try rank(into: &best, allowed: set)
        let ranked = try best.sorted()
        guard !isCut, ranked.count < min(count, set.count) else { return (ranked, isCut) }
        var lists: [PostingList] = []
        for leaf in analysed.leaves { lists.append(try matcher.list(of: leaf)) }
        let rest = set.subtracting(ArticleIDs(anyOf: lists))
        let ids = try TimeOrder(reader).first(
            count - ranked.count, of: rest.ids, order: .newest, contains: { rest.contains($0) })
        return (ranked + ids.map { RankedArticle(id: $0, relevance: 0) }, false)
    }

    /// Whether the time was over before all were looked at.
    private mutating func rank(into best: inout BestArticles, allowed: ArticleIDs?) throws -> Bool {
        let ranker = try makeRanker()
        do {
            try ranker.rank(into: &best, allowed: allowed, checking: reader.checkCancellation)
            return false
        } catch is ReadDeadline.Passed {
            return true
        }
    }

    private func makeBest(_ count: Int) -> BestArticles {
        BestArticles(count: count) { [times] id in try times.time(of: id) }
    }

    private mutating func makeRanker() throws -> ArticleRanker {
        if let ranker { return ranker }
        var words: [ArticleRanker.Word] = []
        for leaf in analysed.leaves {
            words.append(.init(try matcher.list(of: leaf), factor: analysed.factor(of: leaf)))
        }
        let made = ArticleRanker(words, formula: formula)
        ranker = made
        return made
    }
}
