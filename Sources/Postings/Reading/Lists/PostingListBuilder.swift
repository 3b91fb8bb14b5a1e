/// Puts a list together, posting by posting, or from where another one ends.
struct PostingListBuilder {
    /// What a list is made of.
    struct Parts {
        var count = 0
        var base: UInt32 = 0
        var lastIDs: [UInt32] = []
        var blocks: [PostingSlab.Block] = []
        var bounds: [BlockBounds] = []
        var payload: [UInt8] = []
        /// The true numbers of saturated postings, by article.
        var exact: [UInt32: Counts] = [:]
        /// How many articles have the word as it was asked for.
        var exactCount = 0

        /// Puts blocks behind these, all of which are full.
        mutating func append(_ later: Parts) throws(PostingsError) {
            guard payload.count + later.payload.count <= Int(UInt32.max) else {
                throw PostingsError(.outOfRange, "a word with 4 GB of postings")
            }
            let start = UInt32(truncatingIfNeeded: payload.count)
            count += later.count
            lastIDs += later.lastIDs
            blocks += later.blocks.map { block in
                var moved = block
                moved.offset += start
                return moved
            }
            bounds += later.bounds
            payload += later.payload
            exact.merge(later.exact) { _, newer in newer }
            exactCount += later.exactCount
        }
    }

    /// 32: the lengths of so many articles share a line of the processor's cache.
    private static let sparseDistance = 32

    private(set) var parts = Parts()
    /// The postings of the last block while it is not full.
    private var pending: [UInt64] = []
    /// The last article of the block before.
    private var lastID: UInt32?

    init() {}

    /// Makes blocks that stand behind others, the last article of which is `lastID`.
    init(behind lastID: UInt32) {
        self.lastID = lastID
        parts.base = lastID
    }

    /// Whether it has no posting yet.
    var isEmpty: Bool { parts.blocks.isEmpty && pending.isEmpty }

    /// Goes on where `list` ends, whose full blocks are taken as they are.
    init(continuing list: PostingList) {
        let fullCount = list.count / PostingList.blockSize
        parts = list.parts(ofBlocks: fullCount)
        lastID = parts.lastIDs.last
        let last = list.run(fromBlock: fullCount)
        pending = last.postings
        // What is written again is counted again.
        parts.exactCount = list.exactCount - pending.count { $0 & 0xFFFF_0000 != 0 }
    }

    /// Appends postings whose articles are larger than all before them, none of them a removal.
    mutating func append(
        _ postings: ArraySlice<UInt64>, _ lengths: ArticleLengths.Reading
    ) throws(PostingsError) {
        parts.payload.reserveCapacity(parts.payload.count + postings.count * 2)
        var rest = postings
        if !pending.isEmpty {
            let taken = rest.prefix(PostingList.blockSize - pending.count)
            pending += taken
            rest = rest.dropFirst(taken.count)
            if pending.count == PostingList.blockSize {
                try appendBlock(pending[...], lengths)
                pending = []
            }
        }
        while rest.count >= PostingList.blockSize {
            try appendBlock(rest.prefix(PostingList.blockSize), lengths)
            rest = rest.dropFirst(PostingList.blockSize)
        }
        pending += rest
    }

    /// Takes over the true numbers of saturated postings.
    mutating func append(exact: [UInt32: Counts]) { parts.exact.merge(exact) { _, newer in newer } }

    /// Makes a block of what is left.
    mutating func finish(_ lengths: ArticleLengths.Reading) throws(PostingsError) {
        if !pending.isEmpty { try appendBlock(pending[...], lengths) }
        pending = []
    }

    private mutating func appendBlock(
        _ postings: ArraySlice<UInt64>, _ lengths: ArticleLengths.Reading
    ) throws(PostingsError) {
        if lastID == nil { parts.base = postings.first.map { Posting(bits: $0).id } ?? 0 }
        let first = lastID ?? parts.base
        var base = first
        // The bits that are set in any of them.
        var allIDs: UInt32 = 0
        var all = Counts(title: 0, body: 0)
        var allSizes: UInt32 = 0
        var exactCount = 0
        let bounds = BlockBounds.Collector()
        let count = postings.count
        let lost = unsafe withUnsafeTemporaryAllocation(
            of: UInt32.self, capacity: 6 * PostingList.blockSize
        ) { room -> UInt32? in
            guard let ids = room.baseAddress else { return nil }
            let codes = unsafe ids + PostingList.blockSize
            let sizes = unsafe ids + 2 * PostingList.blockSize
            // Room for all three at 32 bits; what is written beyond one is written over by the next.
            let output = unsafe UnsafeMutableRawPointer(ids + 3 * PostingList.blockSize)
            var index = 0
            for bits in postings {
                let posting = Posting(bits: bits)
                let length = lengths.total(of: posting.id)
                if length == 0 { return posting.id }
                unsafe ids[index] = posting.id &- base
                allIDs |= posting.id &- base
                base = posting.id
                all.body |= posting.body
                all.title |= posting.title
                // Never more than in any form; damage must not be taken for it.
                all.exactBody |= posting.body &- min(posting.body, posting.exactBody)
                all.exactTitle |= posting.title &- min(posting.title, posting.exactTitle)
                exactCount += posting.bits & 0xFFFF_0000 != 0 ? 1 : 0
                bounds.insert(posting, length: length)
                unsafe sizes[index] = min(length, 0xFFFF)
                allSizes |= min(length, 0xFFFF)
                index += 1
            }
            // So many articles apart that each is on a cache line of its own in the table of lengths.
            let isSparse = Int(base &- first) >= count * Self.sparseDistance
            let header = PostingSlab.Block(
                offset: UInt32(clamping: parts.payload.count),
                idWidth: UInt8(BitPacking.width(of: allIDs)),
                bodyWidth: UInt8(BitPacking.width(of: all.body)),
                titleWidth: UInt8(BitPacking.width(of: all.title)),
                otherBodyWidth: UInt8(BitPacking.width(of: all.exactBody)),
                otherTitleWidth: UInt8(BitPacking.width(of: all.exactTitle)),
                lengthWidth: isSparse ? UInt8(BitPacking.width(of: allSizes)) : 0)
            index = 0
            let titleShift = UInt32(header.bodyWidth)
            let otherBodyShift = titleShift + UInt32(header.titleWidth)
            let otherTitleShift = otherBodyShift + UInt32(header.otherBodyWidth)
            for bits in postings {
                let posting = Posting(bits: bits)
                var code = posting.body | posting.title << titleShift
                code |= (posting.body &- min(posting.body, posting.exactBody)) << otherBodyShift
                code |= (posting.title &- min(posting.title, posting.exactTitle)) << otherTitleShift
                unsafe codes[index] = code
                index += 1
            }
            unsafe BitPacking.pack(ids, count: count, width: Int(header.idWidth), into: output)
            let idByteCount = BitPacking.byteCount(count, width: Int(header.idWidth))
            unsafe BitPacking.pack(codes, count: count, width: header.codeWidth, into: output + idByteCount)
            var byteCount = idByteCount + BitPacking.byteCount(count, width: header.codeWidth)
            unsafe BitPacking.pack(
                sizes, count: count, width: Int(header.lengthWidth), into: output + byteCount)
            byteCount += BitPacking.byteCount(count, width: Int(header.lengthWidth))
            unsafe parts.payload.append(
                contentsOf: UnsafeRawBufferPointer(start: output, count: byteCount))
            parts.blocks.append(header)
            return nil
        }
        if let lost { throw PostingsError(.damaged, "article \(lost) has postings and no length") }
        guard parts.payload.count <= Int(UInt32.max) else {
            throw PostingsError(.outOfRange, "a word with 4 GB of postings")
        }
        parts.exactCount += exactCount
        parts.lastIDs.append(base)
        lastID = base
        parts.bounds.append(bounds.bounds)
        parts.count += count
    }
}
