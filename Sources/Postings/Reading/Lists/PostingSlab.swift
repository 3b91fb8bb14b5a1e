/// Where the postings of a list lie in memory: what the inner loops work on, without counting references.
///
/// Valid as long as its ``PostingList`` is held by somebody else.
@safe struct PostingSlab: BitwiseCopyable {
    /// Each a ``Posting``, by article.
    let postings: UnsafePointer<UInt64>
    /// How many.
    let count: Int
    /// The last article of each block.
    let lastIDs: UnsafePointer<UInt32>
    /// What the best of each block can be.
    let bounds: UnsafePointer<BlockBounds>
    /// How many blocks.
    let blockCount: Int

    /// The posting at an index below ``count``.
    @inline(__always)
    subscript(index: Int) -> Posting {
        // A promise of every caller here; asserted while testing.
        assert(index >= 0 && index < count)
        return unsafe Posting(bits: postings[index])
    }

    /// The indices of a block.
    @inline(__always)
    func range(ofBlock block: Int) -> Range<Int> { Self.range(ofBlock: block, count: count) }

    @inline(__always)
    static func range(ofBlock block: Int, count: Int) -> Range<Int> {
        block * PostingList.blockSize..<min(count, (block + 1) * PostingList.blockSize)
    }

    /// The index of the first posting from `start` on whose article is `id` or above; ``count`` without one.
    ///
    /// - Complexity: O(log *d*) for a distance of *d*.
    @inline(__always)
    func index(of id: UInt32, from start: Int) -> Int {
        guard start < count, self[start].id < id else { return start }
        var low = start
        var step = 1
        // In dense lists it is a few steps away.
        while step < 32, low + step < count, self[low + step].id < id {
            low += step
            step <<= 1
        }
        var high = min(count, low + step)
        low += 1
        if step == 32 {
            let block = firstBlock(reaching: id, from: low / PostingList.blockSize)
            guard block < blockCount else { return count }
            low = max(low, block * PostingList.blockSize)
            high = min(count, (block + 1) * PostingList.blockSize)
        }
        while low < high {
            let middle = (low + high) >> 1
            if self[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
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
