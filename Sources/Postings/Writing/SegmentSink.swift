/// Where the pages of a new segment go.
public protocol SegmentSink {
    /// Takes a leaf; they come in order, from 1.
    ///
    /// - Parameters:
    ///   - bytes: The leaf, valid during the call only.
    ///   - page: Its number.
    /// - Throws: What keeps it from being stored, which ends the segment.
    mutating func writeLeaf(_ bytes: Span<UInt8>, page: Int) throws

    /// Takes the index of a doclist that fills several leaves.
    ///
    /// - Parameters:
    ///   - bytes: The index, valid during the call only.
    ///   - page: The leaf that its term is on.
    /// - Throws: What keeps it from being stored.
    mutating func writeDoclistIndex(_ bytes: Span<UInt8>, page: Int) throws

    /// Takes the key by which a leaf is found: no larger than its first term and larger than all before it.
    ///
    /// - Parameters:
    ///   - key: The key, valid during the call only; empty for the first leaf.
    ///   - page: The leaf.
    ///   - hasDoclistIndex: Whether the last term of the leaf has a doclist index.
    /// - Throws: What keeps it from being stored.
    mutating func writeKey(_ key: Span<UInt8>, page: Int, hasDoclistIndex: Bool) throws
}
