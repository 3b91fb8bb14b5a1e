/// Where the postings of a list lie in memory: what the inner loops work on, without counting references.
///
/// Valid as long as its ``PostingList`` is held by somebody else.
@safe struct PostingSlab: BitwiseCopyable {
    /// How the postings of one block are written.
    struct Block: BitwiseCopyable {
        /// Where they are in the payload.
        var offset: UInt32
        /// The bits of the distance of a number from the one before it.
        var idWidth: UInt8
        var bodyWidth: UInt8
        var titleWidth: UInt8
        /// The bits of what other forms add to the occurrences of the word that was asked for.
        var otherBodyWidth: UInt8
        var otherTitleWidth: UInt8
        /// The bits of the articles' lengths, of which 65,535 stands for more; 0 where they are to be looked
        /// up. Where articles lie far apart, so do their lengths in the table, and each look is one into slow
        /// memory.
        var lengthWidth: UInt8

        @inline(__always)
        var codeWidth: Int {
            Int(bodyWidth) + Int(titleWidth) + Int(otherBodyWidth) + Int(otherTitleWidth)
        }
    }

    /// How many postings.
    let count: Int
    /// How many blocks.
    let blockCount: Int
    /// The article before the first, or that one itself where it is 0.
    let base: UInt32
    /// The last article of each block.
    let lastIDs: UnsafePointer<UInt32>
    /// How each is written.
    let blocks: UnsafePointer<Block>
    /// What the best of each block can be.
    let bounds: UnsafePointer<BlockBounds>
    /// Of each block the distances of the numbers, and then the occurrences.
    let payload: UnsafeRawPointer

    /// How many postings a block has.
    @inline(__always)
    func count(ofBlock block: Int) -> Int {
        min(PostingList.blockSize, count - block * PostingList.blockSize)
    }

    /// The last article before a block.
    @inline(__always)
    func base(ofBlock block: Int) -> UInt32 {
        // Callers take blocks of this list only.
        block == 0 ? base : unsafe lastIDs[block - 1]
    }

    /// Whether there is a block of that number, and it may have articles up to `id`.
    @inline(__always)
    func begins(_ block: Int, upTo id: UInt32) -> Bool {
        block < blockCount && (block == 0 ? base <= id : base(ofBlock: block) < id)
    }

    /// Writes the articles of a block.
    @inline(__always)
    func readIDs(ofBlock block: Int, into ids: UnsafeMutablePointer<UInt32>) {
        assert(block >= 0 && block < blockCount)
        let header = unsafe blocks[block]
        let width = Int(header.idWidth)
        let mask = (1 << UInt64(width)) &- 1 as UInt64
        let input = unsafe payload + Int(header.offset)
        var id = base(ofBlock: block)
        // Of a block that is not full, too many are read: what follows is in the payload or its padding.
        var index = 0
        let count = count(ofBlock: block)
        while index < count {
            id = id &+ (unsafe BitPacking.value(input, at: index, width: width, mask: mask))
            unsafe ids[index] = id
            index += 1
        }
    }

    /// Writes the occurrences of a block, as ``Block`` says.
    @inline(__always)
    func readCodes(ofBlock block: Int, into codes: UnsafeMutablePointer<UInt32>) {
        assert(block >= 0 && block < blockCount)
        let header = unsafe blocks[block]
        let count = count(ofBlock: block)
        let width = header.codeWidth
        let mask = (1 << UInt64(width)) &- 1 as UInt64
        let start = Int(header.offset) + BitPacking.byteCount(count, width: Int(header.idWidth))
        let input = unsafe payload + start
        for index in 0..<count {
            unsafe codes[index] = BitPacking.value(input, at: index, width: width, mask: mask)
        }
    }

    /// Writes the lengths of a block's articles, if they are in it.
    @inline(__always)
    func readLengths(ofBlock block: Int, into lengths: UnsafeMutablePointer<UInt32>) {
        assert(block >= 0 && block < blockCount)
        let header = unsafe blocks[block]
        let count = count(ofBlock: block)
        let width = Int(header.lengthWidth)
        let mask = (1 << UInt64(width)) &- 1 as UInt64
        let start =
            Int(header.offset) + BitPacking.byteCount(count, width: Int(header.idWidth))
            + BitPacking.byteCount(count, width: header.codeWidth)
        let input = unsafe payload + start
        for index in 0..<count {
            unsafe lengths[index] = BitPacking.value(input, at: index, width: width, mask: mask)
        }
    }

    /// The occurrences that a code of a block stands for.
    @inline(__always)
    static func counts(_ code: UInt32, _ block: Block) -> Counts {
        var rest = UInt64(code)
        func next(_ width: UInt8) -> UInt32 {
            let value = UInt32(truncatingIfNeeded: rest & ((1 << UInt64(width)) &- 1))
            rest >>= UInt64(width)
            return value
        }
        let body = next(block.bodyWidth)
        let title = next(block.titleWidth)
        let otherBody = next(block.otherBodyWidth)
        return Counts(
            title: title, body: body, exactTitle: title &- next(block.otherTitleWidth),
            exactBody: body &- otherBody)
    }

    /// The first block from `start` on whose last article is `id` or above; ``blockCount`` without one.
    @inline(__always)
    func firstBlock(reaching id: UInt32, from start: Int) -> Int {
        var step = 1
        var low = start
        var high = start
        // Every index below is checked against the count of blocks.
        while high < blockCount, unsafe lastIDs[high] < id {
            low = high + 1
            high += step
            step <<= 1
        }
        high = min(high, blockCount)
        while low < high {
            let middle = (low + high) >> 1
            if unsafe lastIDs[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
