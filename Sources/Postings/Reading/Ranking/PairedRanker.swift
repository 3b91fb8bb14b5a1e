internal import Synchronization

/// Ranks the articles that have any of several words on two cores, and counts them if asked to.
///
/// The second core counts first, and then takes of the windows what is left of them. It gathers contenders,
/// which are offered at the end: only who searches can be asked for the times of articles as relevant as each
/// other.
struct PairedRanker {
    /// So many postings are gone through in half a millisecond.
    private static let leastCount = 1 << 17
    /// The more articles are wanted, the more of them both gather.
    private static let mostWanted = 1_024
    private static let contendersBetweenChecks = 256

    let words: [ArticleRanker.Word]
    let formula: RelevanceFormula
    let lengths: ArticleLengths
    let allowed: ArticleIDs?

    /// Whether there is so much to do that it is worth it.
    static func isWorthIt(_ words: [WeighedWord], count: Int) -> Bool {
        words.count > 1 && (1...mostWanted).contains(count)
            && words.reduce(0) { $0 + $1.list.count } >= leastCount
    }

    /// Offers those that may be among the best.
    ///
    /// - Parameters:
    ///   - best: Gets them.
    ///   - counted: The lists of which to count the articles that have any; empty for none.
    ///   - check: Called now and then; what it throws ends the work.
    /// - Returns: How many articles have any of `counted`; `nil` where the second core was not free, and
    ///   nothing was done.
    /// - Throws: What an article's time throws, and what `check` throws.
    func rank(
        into best: inout BestArticles, counting counted: [PostingList], checking check: () throws -> Void
    ) throws -> Int? {
        try lengths.withReading { reading in
            let weighed = words.map { WeighedWord($0, formula) }
            let windows = try WindowRow(weighed, BoundWeights(formula), checking: check)
            let (count, shared) = (best.count, RankingBeside(windows, counted))
            guard TwoCores.doBeside({ help(shared, count: count) }) else { return nil }
            // The other has its own hold of all that it looks at, and need not be waited for.
            defer { shared.end() }
            var ranker = WindowRanker(weighed, formula, reading)
            var own = SinkBesideAnother(best, shared.floor)
            // What is offered in the end is there even if no time is left.
            defer { best = own.own }
            do {
                while let window = windows.next() {
                    try ranker.rank(window, of: windows.plan, allowed: allowed, into: &own, checking: check)
                }
                let (contenders, unfinished) = shared.closeWindows()
                if let unfinished {
                    try ranker.rank(
                        unfinished, of: windows.plan, allowed: allowed, into: &own, checking: check)
                }
                try Self.offer(contenders, to: &own, checking: check)
            } catch {
                // What the other has found was not looked for here, and is of the best of what there was time
                // for.
                try? Self.offer(shared.closeWindows().contenders, to: &own) {}
                throw error
            }
            return try shared.finishCount(check)
        }
    }

    /// Offers what the other has found, where each tie may ask for a time.
    private static func offer(
        _ contenders: [RankedArticle], to sink: inout SinkBesideAnother<BestArticles>,
        checking check: () throws -> Void
    ) throws {
        for (number, article) in contenders.enumerated() where article.relevance >= sink.threshold {
            if number % contendersBetweenChecks == 0 { try check() }
            try sink.offer(article.id, article.relevance)
        }
    }

    /// Counts, and gathers what may be among the best in windows that nobody else takes.
    private func help(_ shared: RankingBeside, count: Int) {
        while shared.countNext() {}
        lengths.withReading { reading in
            var ranker = WindowRanker(words.map { WeighedWord($0, formula) }, formula, reading)
            var sink = SinkBesideAnother(Contenders(count: count), shared.floor)
            while let window = shared.takeWindow() {
                // Nothing is asked that could fail.
                try? ranker.rank(window, of: shared.windows.plan, allowed: allowed, into: &sink) {}
                shared.finishWindow(sink.own.articles)
                sink.own.articles.removeAll(keepingCapacity: true)
            }
        }
    }
}
