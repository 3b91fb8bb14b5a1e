/// Bytes as a deflate stream that does not deflate them: blocks of type 00 (RFC 1951, 3.2.4), which every
/// inflater copies.
enum PlainBlocks {
    /// As many bytes as a block's length, of two bytes, can tell.
    private static let blockByteCount = 65_535
    /// Its kind, which takes a whole byte where a block begins at one, its length, and the length inverted.
    private static let headByteCount = 5

    /// The stream; nothing is longer than ``SnapshotFormat/storedBound(_:)``.
    static func stream(of plain: ArraySlice<UInt8>) -> [UInt8] {
        var stream: [UInt8] = []
        stream.reserveCapacity(
            plain.count + (plain.count / blockByteCount + 1) * headByteCount)
        var rest = plain
        repeat {
            let block = rest.prefix(blockByteCount)
            rest = rest.dropFirst(block.count)
            let count = UInt16(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            stream.append(littleEndian: count)
            stream.append(littleEndian: ~count)
            stream.append(contentsOf: block)
        } while !rest.isEmpty
        return stream
    }
}
