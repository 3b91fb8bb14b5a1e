/// The tables of an FTS5 index, as one read transaction sees them.
///
/// Every call must see the same commit, and nothing that the connection has written itself and not yet
/// flushed: rows that FTS5 still holds in memory are in no block.
public protocol BlockSource {
    /// Reads a block of the `%_data` table.
    ///
    /// - Parameters:
    ///   - row: The row's number.
    ///   - bytes: Becomes the block; its capacity is used again.
    /// - Returns: Whether there is such a row; `bytes` is empty where there is none.
    /// - Throws: What keeps it from being read.
    func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool

    /// Looks into the `%_idx` table for the leaf on which a term would stand.
    ///
    /// - Parameters:
    ///   - segment: The segment's number.
    ///   - key: The term, with the mark of its index before it.
    /// - Returns: The `pgno` of the row with the largest key that is not above `key`, halved: the lowest bit
    ///   only tells of a doclist index. `nil` where there is no such row.
    /// - Throws: What keeps it from being read.
    func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int?

    /// Looks into the `%_idx` table for the next leaf on which a term begins.
    ///
    /// - Parameters:
    ///   - segment: The segment's number.
    ///   - key: The last term of a leaf, with the mark of its index before it.
    /// - Returns: The `pgno` of the row with the smallest key above `key`, halved; `nil` where there is no
    ///   such row, and where the source does not tell.
    /// - Throws: What keeps it from being read.
    func page(ofSegment segment: Int, after key: [UInt8]) throws -> Int?

    /// The articles of which a segment's postings count no more, as another index has them.
    ///
    /// - Parameter segment: The segment's number.
    /// - Returns: `nil` where all postings of the segment count.
    func supersededArticles(inSegment segment: Int) -> SupersededArticles?

    /// Called now and then between two blocks, so that work can be ended that nobody waits for any more.
    ///
    /// - Throws: What ends it.
    func checkCancellation() throws
}

extension BlockSource {
    /// Leaves are gone through one by one, unless the source says where a term begins.
    public func page(ofSegment segment: Int, after key: [UInt8]) -> Int? { nil }

    /// All postings count, unless the source says otherwise.
    public func supersededArticles(inSegment segment: Int) -> SupersededArticles? { nil }

    /// Nothing ends the work, unless the source says otherwise.
    public func checkCancellation() {}
}
