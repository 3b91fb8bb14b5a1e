/// Finds the most relevant articles by the words of a query, exactly, and without looking at those that
/// cannot be among them.
public struct ArticleRanker {
    /// A word, or whatever is searched like one.
    public struct Word: Sendable {
        /// The articles that have it.
        public let list: PostingList
        /// How much it counts: 1 where it was typed once.
        public let factor: Double
        /// How much the word as it was asked for counts beside all its forms; 0 where it does not.
        public let exactFactor: Double

        /// Makes a word.
        ///
        /// - Parameters:
        ///   - list: The articles that have it.
        ///   - factor: How much it counts, as how many times it was typed; above 0.
        ///   - exactFactor: How much the word as it was asked for counts besides, 0 or more.
        public init(_ list: PostingList, factor: Double = 1, exactFactor: Double = 0) {
            self.list = list
            self.factor = factor
            self.exactFactor = exactFactor
        }
    }

    /// How relevance is counted.
    public let formula: RelevanceFormula
    private let asked: [Word]
    let words: [WeighedWord]
    private let lengths: ArticleLengths

    /// Makes a ranker.
    ///
    /// - Parameters:
    ///   - words: The words, whose relevance is added in this order, of each first that of all its forms.
    ///   - formula: How relevance is counted.
    ///   - lengths: Of the articles of the commit that the words' lists are of.
    public init(_ words: [Word], formula: RelevanceFormula, lengths: ArticleLengths) {
        self.formula = formula
        asked = words
        self.words = words.map { WeighedWord($0, formula) }
        self.lengths = lengths
    }

    /// The relevance of an article; 0 when it has none of the words.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The sum over the words, in their order.
    public func relevance(of id: Int64) -> Double {
        guard let id = UInt32(exactly: id) else { return 0 }
        return lengths.withReading { lengths in
            words.reduce(0) { sum, word in
                guard let counts = word.list.counts(of: id) else { return sum }
                return word.add(counts, length: Int(lengths.total(of: id)), to: sum, formula)
            }
        }
    }

    /// Finds the best articles that have any of the words.
    ///
    /// - Parameters:
    ///   - best: Gets them; what is in it already counts.
    ///   - allowed: Only these; `nil` for all.
    ///   - check: Called every few thousand articles; what it throws ends the work.
    /// - Throws: What an article's time throws, and what `check` throws.
    /// - Complexity: O(*p*) at worst in the postings of the words, and far less where few articles matter.
    public func rank(
        into best: inout BestArticles, allowed: ArticleIDs? = nil, checking check: () throws -> Void = {}
    ) throws {
        let words = words.filter { $0.list.count > 0 }
        guard !words.isEmpty else { return }
        let postingCount = words.reduce(0) { $0 + $1.list.count }
        try lengths.withReading { lengths in
            if let allowed, allowed.count < postingCount / 16 {
                let ranker = MemberRanker(words, formula, lengths)
                try ranker.rank(allowed.numbers, into: &best, checking: check)
            } else if try rankOnTwoCores(words, into: &best, allowed, counting: [], checking: check) == nil {
                var ranker = WindowRanker(words, formula, lengths)
                try ranker.rank(allowed, into: &best, checking: check)
            }
        }
    }

    /// Finds the best articles that have any of the words, and counts those that have any of some lists.
    ///
    /// - Parameters:
    ///   - best: Gets them; what is in it already counts.
    ///   - lists: The lists.
    ///   - check: Called every few thousand articles; what it throws ends the work.
    /// - Returns: How many articles have any of the lists.
    /// - Throws: What an article's time throws, and what `check` throws.
    public func rank(
        into best: inout BestArticles, counting lists: [PostingList], checking check: () throws -> Void = {}
    ) throws -> Int {
        let words = words.filter { $0.list.count > 0 }
        if let count = try rankOnTwoCores(words, into: &best, nil, counting: lists, checking: check) {
            return count
        }
        try rank(into: &best, checking: check)
        return PostingList.count(ofAny: lists)
    }

    /// `nil` where that is not worth it, or the second core is not free: then nothing is done.
    private func rankOnTwoCores(
        _ words: [WeighedWord], into best: inout BestArticles, _ allowed: ArticleIDs?,
        counting lists: [PostingList], checking check: () throws -> Void
    ) throws -> Int? {
        guard PairedRanker.isWorthIt(words, count: best.count) else { return nil }
        let asked = asked.filter { $0.list.count > 0 }
        return try PairedRanker(words: asked, formula: formula, lengths: lengths, allowed: allowed)
            .rank(into: &best, counting: lists, checking: check)
    }

    /// Finds the best articles that have all of some lists.
    ///
    /// - Parameters:
    ///   - lists: The lists, one or more, each of them that of one of the words.
    ///   - best: Gets them.
    ///   - isCounted: Whether to count the articles; where not, those are not looked at that cannot be among
    ///     the best.
    ///   - check: Called every few thousand articles; what it throws ends the work.
    /// - Returns: How many articles have all of the lists; 0 where they are not counted.
    /// - Throws: What an article's time throws, and what `check` throws.
    public func rank(
        havingAll lists: [PostingList], into best: inout BestArticles, isCounted: Bool,
        checking check: () throws -> Void = {}
    ) throws -> Int {
        guard !lists.isEmpty, lists.allSatisfy({ $0.count > 0 }) else { return 0 }
        return try lengths.withReading { lengths in
            var ranker = CommonRanker(lists, words.filter { $0.list.count > 0 }, formula, lengths)
            return try ranker.rank(into: &best, isCounted: isCounted, checking: check)
        }
    }
}

/// A word with what its rarity makes of it.
struct WeighedWord {
    let list: PostingList
    /// The list's memory.
    let slab: PostingSlab
    /// The inverse document frequency of all its forms.
    let idf: Double
    let factor: Double
    /// That of the word as it was asked for.
    let exactIDF: Double
    let exactFactor: Double
    /// What a ``BlockBounds`` is multiplied by: what stands there as asked for is no more than what stands
    /// there.
    let weight: Double

    init(_ word: ArticleRanker.Word, _ formula: RelevanceFormula) {
        list = word.list
        slab = word.list.slab
        idf = formula.inverseDocumentFrequency(word.list.count)
        factor = word.factor
        exactIDF = formula.inverseDocumentFrequency(word.list.exactCount)
        exactFactor = word.list.exactCount > 0 ? word.exactFactor : 0
        weight = idf * factor + exactIDF * exactFactor
    }

    /// Adds what the word adds to the relevance of an article.
    @inline(__always)
    func add(_ counts: Counts, length: Int, to sum: Double, _ formula: RelevanceFormula) -> Double {
        var sum = sum
        sum +=
            factor
            * formula.relevance(
                idf: idf, title: Int(counts.title), body: Int(counts.body), length: length)
        if exactFactor > 0, counts.exactTitle > 0 || counts.exactBody > 0 {
            sum +=
                exactFactor
                * formula.relevance(
                    idf: exactIDF, title: Int(counts.exactTitle), body: Int(counts.exactBody), length: length)
        }
        return sum
    }

    /// A little more than the most that a block can add.
    @inline(__always)
    func bound(ofBlock block: Int, _ weights: BoundWeights) -> Float {
        // Callers take blocks of this list only.
        assert(block >= 0 && block < slab.blockCount)
        return unsafe slab.bounds[block].bound(weights) * Float(weight)
    }
}
