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

    private(set) var parts = Parts()
    private let room = PackingRoom()
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

    /// Makes room for the postings of doclists of so many bytes: a few of those make one byte.
    mutating func reserve(byteCount: Int) {
        parts.payload.reserveCapacity(parts.payload.count + byteCount / 4)
    }

    /// Appends postings whose articles are larger than all before them, none of them a removal.
    mutating func append(
        _ postings: ArraySlice<UInt64>, _ lengths: ArticleLengths.Reading
    ) throws(PostingsError) {
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
        room.prefetchLengths(of: rest.prefix(PostingList.blockSize), lengths)
        while rest.count >= PostingList.blockSize {
            let block = rest.prefix(PostingList.blockSize)
            rest = rest.dropFirst(PostingList.blockSize)
            room.prefetchLengths(of: rest.prefix(PostingList.blockSize), lengths)
            try appendBlock(block, lengths)
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
        let packed = unsafe postings.withUnsafeBufferPointer { postings in
            unsafe room.pack(postings, behind: lastID ?? parts.base, lengths)
        }
        switch packed {
        case .failure(let error): throw error
        case .success(var block):
            guard parts.payload.count + block.byteCount <= Int(UInt32.max) else {
                throw PostingsError(.outOfRange, "a word with 4 GB of postings")
            }
            block.header.offset = UInt32(truncatingIfNeeded: parts.payload.count)
            unsafe room.withBytes(block.byteCount) { unsafe parts.payload.append(contentsOf: $0) }
            parts.blocks.append(block.header)
            parts.exactCount += block.exactCount
            parts.lastIDs.append(block.lastID)
            lastID = block.lastID
            parts.bounds.append(block.bounds)
            parts.count += postings.count
        }
    }
}
