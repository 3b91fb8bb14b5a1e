import Postings

/// A table's blocks, each of which is counted that is read.
final class CountedBlocks: BlockSource {
    private let blocks: TableBlocks
    private(set) var count = 0

    init(_ blocks: TableBlocks) { self.blocks = blocks }

    func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
        count += 1
        return try blocks.readBlock(row, into: &bytes)
    }

    func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
        try blocks.page(ofSegment: segment, atOrBefore: key)
    }

    func page(ofSegment segment: Int, after key: [UInt8]) throws -> Int? {
        try blocks.page(ofSegment: segment, after: key)
    }
}
