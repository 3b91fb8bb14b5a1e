/// Articles in a short range, a bit for each: to ask for one costs no branch.
struct CandidateBits {
    /// From the first of the articles to the last.
    let ids: ClosedRange<UInt32>
    /// A bit for each number from the first of ``ids`` on.
    let words: [UInt64]

    /// So many numbers for each article, and for few articles as many as make 32 KB of bits.
    private static let widestSpread = 64
    private static let fewCount = 4_096

    /// Takes articles that ascend; `nil` where there is none, or their range is too wide.
    init?(_ articles: [UInt32]) {
        guard let first = articles.first, let last = articles.last,
            Int(last - first) < Self.widestSpread * max(articles.count, Self.fewCount)
        else { return nil }
        ids = first...last
        var words = [UInt64](repeating: 0, count: Int(last - first) / 64 + 1)
        for id in articles { words[Int(id - first) >> 6] |= 1 << UInt64((id - first) & 63) }
        self.words = words
    }
}
