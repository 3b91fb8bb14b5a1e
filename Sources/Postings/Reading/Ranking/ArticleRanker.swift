/// Finds the most relevant articles by the words of a query, exactly, and without looking at those that cannot be
/// among them.
public struct ArticleRanker {
    /// A word, or whatever is searched like one.
    public struct Word {
        /// The articles that have it.
        public let list: PostingList
        /// How much it counts: 1 where it was typed once.
        public let factor: Double

        /// Makes a word.
        ///
        /// - Parameters:
        ///   - list: The articles that have it.
        ///   - factor: How much it counts, as how many times it was typed; above 0.
        public init(_ list: PostingList, factor: Double = 1) {
            self.list = list
            self.factor = factor
        }
    }

    /// How relevance is counted.
    public let formula: RelevanceFormula
    let words: [WeighedWord]

    /// Makes a ranker.
    ///
    /// - Parameters:
    ///   - words: The words, whose relevance is added in this order.
    ///   - formula: How relevance is counted.
    public init(_ words: [Word], formula: RelevanceFormula) {
        self.formula = formula
        self.words = words.map { WeighedWord($0, formula) }
    }

    /// The relevance of an article; 0 when it has none of the words.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The sum over the words, in their order.
    public func relevance(of id: Int64) -> Double {
        guard let id = UInt32(exactly: id) else { return 0 }
        return words.reduce(0) { sum, word in
            word.list.posting(of: id).map { sum + word.relevance(of: $0, formula) } ?? sum
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
        if let allowed, allowed.count < postingCount / 4 {
            var ranker = MemberRanker(words, formula)
            try ranker.rank(allowed.numbers, into: &best, checking: check)
        } else {
            var ranker = WindowRanker(words, formula)
            try ranker.rank(allowed, into: &best, checking: check)
        }
    }
}

/// A word with what its rarity makes of it.
struct WeighedWord {
    let list: PostingList
    /// The list's memory.
    let slab: PostingSlab
    /// The inverse document frequency.
    let idf: Double
    let factor: Double
    /// What a ``BlockBounds`` is multiplied by.
    let weight: Double

    init(_ word: ArticleRanker.Word, _ formula: RelevanceFormula) {
        list = word.list
        slab = word.list.slab
        idf = formula.inverseDocumentFrequency(word.list.count)
        factor = word.factor
        weight = idf * factor
    }

    /// What the word adds to the relevance of a posting's article.
    @inline(__always)
    func relevance(of posting: Posting, _ formula: RelevanceFormula) -> Double {
        // The true numbers are in a dictionary of the list, which few postings need.
        if _slowPath(posting.isSaturated) { return relevance(of: list.counts(of: posting), formula) }
        return relevance(
            of: Counts(title: posting.title, body: posting.body, length: posting.length), formula)
    }

    @inline(__always)
    private func relevance(of counts: Counts, _ formula: RelevanceFormula) -> Double {
        factor
            * formula.relevance(
                idf: idf, title: Int(counts.title), body: Int(counts.body), length: Int(counts.length))
    }

    /// A little more than the most that a block can add.
    @inline(__always)
    func bound(ofBlock block: Int, _ weights: BoundWeights) -> Double {
        // Callers take blocks of this list only.
        assert(block >= 0 && block < slab.blockCount)
        return unsafe Double(slab.bounds[block].bound(weights)) * weight
    }
}
