/// Blocks from wherever they come.
///
/// What reads these is compiled in this library for this type: for a source that is not known here, each step
/// would first look up what that is, which took a twentieth of a search for a rare word.
public final class AnyBlocks: BlockSource {
    private let source: any BlockSource

    /// Stands for a source.
    ///
    /// - Parameter source: What is read.
    public init(_ source: some BlockSource) { self.source = source }

    /// Reads a block of the source.
    ///
    /// - Parameters:
    ///   - row: The row's number.
    ///   - bytes: Becomes the block.
    /// - Returns: Whether there is such a row.
    /// - Throws: What the source throws.
    public func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
        try source.readBlock(row, into: &bytes)
    }

    /// Looks for the leaf of a term in the source.
    ///
    /// - Parameters:
    ///   - segment: The segment's number.
    ///   - key: The term, with the mark of its index before it.
    /// - Returns: The leaf; `nil` where all terms are larger.
    /// - Throws: What the source throws.
    public func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
        try source.page(ofSegment: segment, atOrBefore: key)
    }

    /// Looks for the next leaf of the source on which a term begins.
    ///
    /// - Parameters:
    ///   - segment: The segment's number.
    ///   - key: The last term of a leaf, with the mark of its index before it.
    /// - Returns: The leaf; `nil` where the source tells of none.
    /// - Throws: What the source throws.
    public func page(ofSegment segment: Int, after key: [UInt8]) throws -> Int? {
        try source.page(ofSegment: segment, after: key)
    }

    /// The articles of which a segment's postings count no more.
    ///
    /// - Parameter segment: The segment's number.
    /// - Returns: What the source says.
    public func supersededArticles(inSegment segment: Int) -> SupersededArticles? {
        source.supersededArticles(inSegment: segment)
    }

    /// Ends work that nobody waits for any more.
    ///
    /// - Throws: What the source throws.
    public func checkCancellation() throws { try source.checkCancellation() }
}
