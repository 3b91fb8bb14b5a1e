/// A growing list of chunks' entries in blocks, so that it never takes twice its size while it grows.
struct EntryList: RandomAccessCollection, Sendable {
    /// 16,384 entries of 56 bytes are not quite a megabyte.
    private static let blockBits = 14
    private static let blockSize = 1 << blockBits

    private var blocks: [[ChunkEntry]] = []
    private(set) var endIndex = 0

    var startIndex: Int { 0 }

    subscript(number: Int) -> ChunkEntry {
        blocks[number >> Self.blockBits][number & (Self.blockSize - 1)]
    }

    mutating func append(_ entry: ChunkEntry) {
        if endIndex & (Self.blockSize - 1) == 0 {
            var block: [ChunkEntry] = []
            // A store of a few chunks shall not take a megabyte.
            if endIndex > 0 { block.reserveCapacity(Self.blockSize) }
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(entry)
        endIndex += 1
    }
}
