/// Cuts articles into ranges of about as many postings each.
enum ArticlePieces {
    /// 16 leaves of 8 KB, of all doclists together: some 30,000 postings, which fit into the processor's
    /// cache with all that is made of them.
    static let leafCount = 16

    /// Ranges that make up `ids`, each of about `leafCount` leaves, whichever doclists and segments these are
    /// in.
    ///
    /// - Parameters:
    ///   - ids: The articles.
    ///   - starts: The first article of each leaf, in any order.
    ///   - leafCount: How many leaves for each range.
    /// - Returns: The ranges, ascending; one at least.
    static func ranges(
        of ids: ClosedRange<UInt32> = 0...UInt32.max, by starts: some Sequence<UInt32>,
        leafCount: Int = leafCount
    ) -> [ClosedRange<UInt32>] {
        let starts = starts.filter { ids.contains($0) }.sorted()
        guard starts.count > leafCount else { return [ids] }
        var ranges: [ClosedRange<UInt32>] = []
        var first = ids.lowerBound
        for index in stride(from: leafCount, to: starts.count, by: leafCount) where starts[index] > first {
            ranges.append(first...starts[index] - 1)
            first = starts[index]
        }
        return ranges + [first...ids.upperBound]
    }
}
