public import ArticleStore

#if canImport(Glibc)
    internal import Glibc
#endif

/// How relevance is counted: Okapi BM25 over the words of a query, a word in the title counting several
/// times.
///
///     relevance = Σ idf · f · (k₁ + 1) / (f + k₁ · (1 − b + b · length / average length))
///     f         = title weight · occurrences in the title + occurrences in the body
///     idf       = ln(1 + (N − n + ½) / (n + ½))
///
/// for N articles of which n have the word. The form of the inverse document frequency is Lucene's, positive
/// even in an archive of one; k₁ and b are Robertson's customary values, and FTS5's.
public struct BM25: Sendable, Equatable {
    /// How soon more occurrences of a word stop counting.
    public static let k1 = 1.2
    /// How much the length of an article counts.
    public static let b = 0.75
    /// How many times an occurrence in the title counts.
    public static let titleWeight = 4.0

    /// Articles and tokens of the whole index.
    public let statistics: CorpusStatistics

    /// Counts relevance in a corpus.
    public init(statistics: CorpusStatistics) { self.statistics = statistics }

    /// The weight of a word that `documentFrequency` articles have; larger for a rarer one, always positive.
    public func inverseDocumentFrequency(_ documentFrequency: Int) -> Double {
        // A count taken beside a growing index may be ahead of it.
        let n = Double(min(documentFrequency, statistics.articleCount))
        return log(1 + (Double(statistics.articleCount) - n + 0.5) / (n + 0.5))
    }

    /// What one word adds to the relevance of an article.
    ///
    /// - Parameters:
    ///   - idf: The word's ``inverseDocumentFrequency(_:)``.
    ///   - title: Its occurrences in the title.
    ///   - body: Its occurrences in the body.
    ///   - length: The article's tokens.
    /// - Returns: 0 or more; larger is better.
    public func relevance(idf: Double, title: Int, body: Int, length: Int) -> Double {
        let frequency = Self.titleWeight * Double(title) + Double(body)
        let norm = 1 - Self.b + Self.b * Double(length) / statistics.averageLength
        return idf * frequency * (Self.k1 + 1) / (frequency + Self.k1 * norm)
    }
}
