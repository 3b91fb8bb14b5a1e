internal import ArticleStore
internal import Articles
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// A search by postings: what FTS5 would find, in the same order, without looking at what cannot be among the
/// best.
struct PostingsRanking: QueryRanking {
    private let analysed: AnalysedQuery
    private let reader: IndexReader
    private let times: TieTimes
    private let formula: RelevanceFormula
    private let facts: CommitFacts
    private let view: PostingsView<AnyBlocks>
    private var matcher: PostingsMatcher
    private var ranker: ArticleRanker?

    init(
        _ analysed: AnalysedQuery, reader: IndexReader, analyzer: TextAnalyzer, engine: PostingsEngine
    ) throws {
        facts = try engine.facts(reader)
        self.analysed = analysed
        self.reader = reader
        times = TieTimes(reader, at: facts.revision, engine: engine)
        formula = RelevanceFormula(facts.statistics)
        view = engine.view(reader, of: facts)
        matcher = PostingsMatcher(analysed, reader: reader, view: view, analyzer: analyzer)
    }

    mutating func rank(_ query: Query, count: Int, order: RankedOrder) throws -> RankedPage {
        if order == .relevance, let words = wordsAlone(query, joinedBy: .any) {
            // Nothing but words, each of which ranks: what matches is what any of them has.
            return try rank(anyOf: words, count: count)
        }
        if order == .relevance, let words = wordsAlone(query, joinedBy: .all),
            let page = try rank(allOf: words, count: count)
        {
            return page
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
        let (best, isCut) = try bestPartial(
            of: query, free: free, fullCount: fullCount, count: offset.addingClamped(limit))
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

    mutating func nearness() throws -> Nearness? {
        try view.prepare(analysed.singleWords.map(\.pattern))
        return try Nearness(analysed, formula) { try matcher.list(of: $0).count }
    }

    func distances(of nearness: Nearness, in ids: [Int64]) throws -> [[UInt8]] {
        try view.distances(
            of: nearness.pairIndices, among: nearness.words.map(\.pattern), within: Nearness.window, in: ids)
    }

    mutating func counts(of leaf: Leaf, in id: Int64) throws -> LeafCounts {
        let list = try matcher.list(of: leaf)
        let found = list.occurrences(in: id)
        return LeafCounts(documentFrequency: list.count, title: found.title, body: found.body)
    }

    mutating func length(of id: Int64) throws -> Int { matcher.length(of: id) }

    mutating func matches(_ id: Int64, _ part: Query) throws -> Bool { try matcher.contains(id, part) }

    /// The words of a query that is nothing but words, all of which or any of which are asked for.
    private func wordsAlone(_ query: Query, joinedBy match: Match) -> [Leaf]? {
        // With words that rank and do not match, what ranks is not what matches.
        guard !analysed.isExpanded else { return nil }
        let parts: [Query] =
            switch query {
            case .words: [query]
            case .any(let children) where match == .any: children
            case .all(let children) where match == .all: children
            default: []
            }
        var leaves: [Leaf] = []
        for part in parts {
            guard case .words(let words) = part, let leaf = analysed.leaf(of: words) else { return nil }
            leaves.append(leaf)
        }
        return leaves.isEmpty ? nil : leaves
    }

    /// The best of the articles that have any of some words, all of which rank.
    private mutating func rank(anyOf words: [Leaf], count: Int) throws -> RankedPage {
        let lists = try words.map { try matcher.list(of: $0) }
        let patterns = words.map(\.pattern)
        let known = lists.count == 1 ? lists[0].count : view.knownCount(of: patterns, isOfAll: false)
        var best = makeBest(count)
        let ranker = try makeRanker()
        do {
            try reader.checkCancellation()
            let total = try ranker.rank(
                into: &best, counting: known == nil ? lists : [], checking: reader.checkCancellation)
            if known == nil { view.keep(count: total, of: patterns, isOfAll: false) }
            return RankedPage(articles: try best.sorted(), total: known ?? total)
        } catch is ReadDeadline.Passed {
            let least = lists.reduce(0) { max($0, $1.count) }
            return RankedPage(
                articles: try best.sorted(), total: known ?? least, isCounted: known != nil, isCut: true)
        }
    }

    /// The best of the articles that have all of some words; `nil` where one of them counts nothing.
    private mutating func rank(allOf words: [Leaf], count: Int) throws -> RankedPage? {
        guard words.allSatisfy({ analysed.factor(of: $0) > 0 }) else { return nil }
        let lists = try words.map { try matcher.list(of: $0) }
        let patterns = words.map(\.pattern)
        let known = view.knownCount(of: patterns, isOfAll: true)
        var best = makeBest(count)
        do {
            let counted = try makeRanker().rank(
                havingAll: lists, into: &best, isCounted: known == nil, checking: reader.checkCancellation)
            if known == nil { view.keep(count: counted, of: patterns, isOfAll: true) }
            return RankedPage(articles: try best.sorted(), total: known ?? counted)
        } catch is ReadDeadline.Passed {
            let articles = try best.sorted()
            return RankedPage(
                articles: articles, total: known ?? articles.count, isCounted: known != nil, isCut: true)
        }
    }

    /// The best of the articles that have some of the words and not all that is asked for.
    private mutating func bestPartial(
        of query: Query, free: [Query], fullCount: Int, count: Int
    ) throws -> (articles: [RankedArticle], isCut: Bool) {
        if let words = wordsAlone(query, joinedBy: .all), words.allSatisfy({ analysed.factor(of: $0) > 0 }),
            free.count == words.count, fullCount < Self.fewCount
        {
            // The full matches are among the best that have any word, or they are not; then they are taken
            // out.
            let (articles, isCut) = try best(count.addingClamped(fullCount))
            let lists = try words.map { try matcher.list(of: $0) }
            let partial = articles.filter { article in !lists.allSatisfy { $0.contains(article.id) } }
            return (Array(partial.prefix(count)), isCut)
        }
        var allowed = try matcher.articles(matching: .any(free))
        for restriction in query.conjuncts where restriction.isRestriction && !allowed.isEmpty {
            allowed = allowed.intersection(try matcher.articles(matching: restriction))
        }
        if fullCount > 0 { allowed = allowed.subtracting(try matcher.articles(matching: query)) }
        return try best(count, of: allowed)
    }

    /// So many articles more are ranked sooner than a set is made that leaves them out.
    private static let fewCount = 1_000

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
            // With feedback the time may have been over before this was begun, and thousands of words take a
            // while.
            try reader.checkCancellation()
            try ranker.rank(into: &best, allowed: allowed, checking: reader.checkCancellation)
            return false
        } catch is ReadDeadline.Passed {
            return true
        }
    }

    func makeBest(_ count: Int) -> BestArticles {
        BestArticles(count: count) { [times] id in try times.time(of: id) }
    }

    private mutating func makeRanker() throws -> ArticleRanker {
        if let ranker { return ranker }
        let words = try analysed.rankingWords.map {
            ArticleRanker.Word(
                try matcher.list(of: $0.leaf), factor: $0.factor, exactFactor: $0.exactFactor)
        }
        let made = ArticleRanker(words, formula: formula, lengths: facts.lengths)
        ranker = made
        return made
    }
}
