#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How relevance is counted: Okapi BM25 over two columns.
///
///     relevance = Σ idf · f · (k₁ + 1) / (f + k₁ · (1 − b + b · length / average length))
///     f         = title weight · occurrences in the title + body weight · occurrences in the body
public struct RelevanceFormula: Sendable, Equatable {
    /// How much a word counts by how rare it is, for N articles of which n have it.
    public enum Rarity: Sendable, Equatable {
        /// ln(1 + (N − n + ½) / (n + ½)), always positive: Gazette's, and Lucene's.
        case positive
        /// ln((N − n + ½) / (n + ½)), or a millionth where that is not above 0: that of FTS5's `bm25()`.
        case fullText
    }

    /// How soon more occurrences of a word stop counting: 1.2 in FTS5.
    public let k1: Double
    /// How much the length of an article counts, from 0 to 1: 0.75 in FTS5.
    public let b: Double
    /// How many times an occurrence in the title counts.
    public let titleWeight: Double
    /// How many times one in the body does.
    public let bodyWeight: Double
    /// The articles of the index.
    public let articleCount: Int
    /// The tokens of an average article, above 0.
    public let averageLength: Double
    /// How rarity counts.
    public let rarity: Rarity

    /// Makes a formula.
    ///
    /// - Parameters:
    ///   - titleWeight: How many times an occurrence in the title counts, 0 or more.
    ///   - bodyWeight: How many times one in the body does.
    ///   - articleCount: The articles of the index.
    ///   - averageLength: The tokens of an average article; taken as 1 where it is not above 0.
    ///   - rarity: How rarity counts.
    ///   - k1: How soon more occurrences stop counting, 0 or more. Gazette's numbers are measured
    ///     (Tests/Benchmarks/README.md).
    ///   - b: How much length counts, from 0 to 1.
    public init(
        titleWeight: Double, bodyWeight: Double = 1, articleCount: Int, averageLength: Double,
        rarity: Rarity = .positive, k1: Double = 1.5, b: Double = 0.65
    ) {
        self.k1 = k1
        self.b = b
        self.titleWeight = titleWeight
        self.bodyWeight = bodyWeight
        self.articleCount = articleCount
        self.averageLength = averageLength > 0 ? averageLength : 1
        self.rarity = rarity
    }

    /// The weight of a word that `documentFrequency` articles have.
    ///
    /// - Parameter documentFrequency: The articles; counted as the whole index where they are more.
    /// - Returns: More than 0; larger for a rarer word.
    public func inverseDocumentFrequency(_ documentFrequency: Int) -> Double {
        // A count taken beside a growing index may be ahead of it.
        let n = Double(min(documentFrequency, articleCount))
        let ratio = (Double(articleCount) - n + 0.5) / (n + 0.5)
        switch rarity {
        case .positive: return log(1 + ratio)
        case .fullText:
            let weight = log(ratio)
            return weight > 0 ? weight : 1e-6
        }
    }

    /// What one word adds to the relevance of an article.
    ///
    /// - Parameters:
    ///   - idf: The word's ``inverseDocumentFrequency(_:)``.
    ///   - title: Its occurrences in the title.
    ///   - body: Its occurrences in the body.
    ///   - length: The article's tokens.
    /// - Returns: 0 or more; larger is better.
    @inline(__always)
    public func relevance(idf: Double, title: Int, body: Int, length: Int) -> Double {
        let frequency = titleWeight * Double(title) + bodyWeight * Double(body)
        let norm = 1 - b + b * Double(length) / averageLength
        return idf * frequency * (k1 + 1) / (frequency + k1 * norm)
    }
}
