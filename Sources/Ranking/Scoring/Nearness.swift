internal import Postings
internal import QueryLanguage

/// What the nearness of the query's words adds to the relevance of the best articles.
///
///     nearness = 0.4 · Σ min(weight of the one word, of the other) / distance
///     weight   = idf · factor
///
/// over the pairs of words that stand at most ``reach`` words apart in the query and at most ``window``
/// tokens apart in title or text. Only the ``candidateCount`` articles that are best by their words have it,
/// so that the positions of no others need be read; as it is never below 0, these stay the first.
struct Nearness {
    /// So many of the best by words. Twenty or two hundred make no difference in the ten best
    /// (Tests/Benchmarks).
    static let candidateCount = 32
    /// How much it counts beside the words.
    static let share = 0.4
    /// The words of a question that belong together have small words between them.
    static let reach = 3
    /// Beyond a distance of eight, an eighth of the weight and less is left, as likely by chance.
    static let window = 8
    /// Of words in more than a fifth of all articles, nearness tells nothing, and their positions are many.
    private static let leastIDF = 1.5

    /// Two words.
    struct Pair {
        let first: Leaf
        let second: Leaf
        /// What the lesser of the two weighs.
        let weight: Double
        fileprivate let indices: (Int, Int)

        /// What the pair adds at a distance; 0 for one of 0, which stands for far away.
        func relevance(at distance: Int) -> Double { distance > 0 ? share * weight / Double(distance) : 0 }
    }

    /// The words, in the order of the query.
    let words: [Leaf]
    /// The pairs, whose relevance is added in this order.
    let pairs: [Pair]

    /// The indices of the words of each pair.
    var pairIndices: [(Int, Int)] { pairs.map(\.indices) }

    /// Finds the pairs of a query; `nil` for one without a pair.
    ///
    /// - Parameters:
    ///   - analysed: The query.
    ///   - formula: How relevance is counted.
    ///   - documentFrequency: How many articles have a leaf.
    init?(
        _ analysed: AnalysedQuery, _ formula: RelevanceFormula, documentFrequency: (Leaf) throws -> Int
    ) rethrows {
        let candidates = analysed.singleWords
        guard candidates.count > 1 else { return nil }
        var words: [Leaf] = []
        var weights: [Double] = []
        // Words that do not count keep their place between those that do.
        var places: [Int] = []
        for (place, leaf) in candidates.enumerated() {
            let idf = formula.inverseDocumentFrequency(try documentFrequency(leaf))
            guard idf >= Self.leastIDF else { continue }
            words.append(leaf)
            weights.append(idf * analysed.factor(of: leaf))
            places.append(place)
        }
        var pairs: [Pair] = []
        for first in words.indices {
            for second in words.indices.dropFirst(first + 1)
            where places[second] - places[first] <= Self.reach {
                let weight = min(weights[first], weights[second])
                guard weight > 0 else { continue }
                pairs.append(
                    Pair(
                        first: words[first], second: words[second], weight: weight, indices: (first, second)))
            }
        }
        guard !pairs.isEmpty else { return nil }
        self.words = words
        self.pairs = pairs
    }

    /// What nearness adds for an article.
    ///
    /// - Parameter distances: Of each pair, 0 for far away.
    /// - Returns: The sum over the pairs.
    func relevance(of distances: [UInt8]) -> Double {
        zip(pairs, distances).reduce(0) { $0 + $1.0.relevance(at: Int($1.1)) }
    }
}
