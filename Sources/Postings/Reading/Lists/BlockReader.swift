/// Reads a list block by block, and keeps the block that was read last.
///
/// For one thread, as long as the list is held, which it does.
@safe final class BlockReader {
    let list: PostingList
    let slab: PostingSlab
    /// The articles of the block, by which its postings are found.
    let ids: UnsafeMutablePointer<UInt32>
    private let codes: UnsafeMutablePointer<UInt32>
    /// The block that was read; -1 before the first.
    private(set) var block = -1
    /// Its postings.
    private(set) var count = 0
    /// Room for the lengths of the block's articles.
    let lengths: UnsafeMutablePointer<UInt32>
    private var hasCodes = false
    private var hasLengths = false
    private var header = PostingSlab.Block(
        offset: 0, idWidth: 0, bodyWidth: 0, titleWidth: 0, otherBodyWidth: 0, otherTitleWidth: 0,
        lengthWidth: 0)
    /// Where ``seek(_:)`` has come to in the block.
    private(set) var index = 0

    init(_ list: PostingList) {
        self.list = list
        slab = list.slab
        unsafe ids = .allocate(capacity: PostingList.blockSize)
        unsafe codes = .allocate(capacity: PostingList.blockSize)
        unsafe lengths = .allocate(capacity: PostingList.blockSize)
        // Eight are looked at where fewer are there.
        unsafe codes.initialize(repeating: 0, count: PostingList.blockSize)
        unsafe lengths.initialize(repeating: 1, count: PostingList.blockSize)
    }

    deinit {
        unsafe ids.deallocate()
        unsafe codes.deallocate()
        unsafe lengths.deallocate()
    }

    /// Reads the articles of a block of the list, unless it is the last one read.
    @inline(__always)
    func read(_ block: Int) {
        guard block != self.block else { return }
        unsafe slab.readIDs(ofBlock: block, into: ids)
        self.block = block
        count = slab.count(ofBlock: block)
        hasCodes = false
        hasLengths = false
        index = 0
    }

    /// The occurrences of the block's postings, as they are written.
    @inline(__always)
    func readCodes() -> (codes: UnsafeMutablePointer<UInt32>, header: PostingSlab.Block) {
        if !hasCodes {
            unsafe slab.readCodes(ofBlock: block, into: codes)
            header = unsafe slab.blocks[block]
            hasCodes = true
        }
        return unsafe (codes, header)
    }

    /// The lengths of the block's articles; `nil` where they are not in it.
    @inline(__always)
    func readLengths() -> UnsafeMutablePointer<UInt32>? {
        guard unsafe slab.blocks[block].lengthWidth > 0 else { return nil }
        if !hasLengths {
            unsafe slab.readLengths(ofBlock: block, into: lengths)
            hasLengths = true
        }
        return unsafe lengths
    }

    /// How often the word stands in the article at an index of the block.
    @inline(__always)
    func counts(at index: Int) -> Counts {
        let (codes, header) = unsafe readCodes()
        let counts = unsafe PostingSlab.counts(codes[index], header)
        guard _slowPath(counts.title == 0xFF || counts.body == 0xFF) else { return counts }
        return unsafe list.exact[ids[index]] ?? counts
    }

    /// Goes to the first article from `id` on; `nil` without one. To go back costs no more than to go on.
    @inline(__always)
    func seek(_ id: UInt32) -> UInt32? {
        // Both are checked against the block that is read.
        let isBehind = block < 0 || (unsafe ids[count - 1] < id)
        if isBehind || id <= slab.base(ofBlock: block) {
            let start = block >= 0 && id > slab.base(ofBlock: block) ? block : 0
            let next = slab.firstBlock(reaching: id, from: start)
            guard next < slab.blockCount else { return nil }
            read(next)
            index = 0
        }
        let isLater = unsafe ids[index] < id
        index = unsafe Self.firstIndex(reaching: id, in: ids, from: isLater ? index : 0, count: count)
        return unsafe ids[index]
    }

    /// How often the word stands in an article; `nil` where it does not.
    @inline(__always)
    func counts(of id: UInt32) -> Counts? {
        guard seek(id) == id else { return nil }
        return counts(at: index)
    }

    /// The indices of the block's articles in a range.
    @inline(__always)
    func indices(in range: ClosedRange<UInt32>) -> Range<Int> {
        let start = unsafe Self.firstIndex(reaching: range.lowerBound, in: ids, from: 0, count: count)
        guard range.upperBound < .max else { return start..<count }
        return
            start..<(unsafe Self.firstIndex(
                reaching: range.upperBound + 1, in: ids, from: start, count: count))
    }

    /// The first index whose article is `id` or above; `count` without one.
    @inline(__always)
    static func firstIndex(
        reaching id: UInt32, in ids: UnsafePointer<UInt32>, from start: Int, count: Int
    ) -> Int {
        var low = start
        var length = count - start
        while length > 0 {
            let half = length >> 1
            let isBefore = unsafe ids[low + half] < id
            low = isBefore ? low + half + 1 : low
            length = isBefore ? length - half - 1 : half
        }
        return low
    }
}
