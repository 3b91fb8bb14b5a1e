/// The postings of a word, or of whatever is searched like one, by article: in blocks of 128, each with its
/// last article and with what its best posting can be.
///
/// A posting takes a byte or two: the numbers of a block are written with as many bits as the largest of them
/// needs. Nothing in it changes once it is made, so that any number of searches can share it.
@safe public final class PostingList: @unchecked Sendable {
    /// The postings of a block.
    static let blockSize = 128

    /// How many articles it has: of a word, its document frequency.
    public let count: Int
    /// How many articles have the word as it was asked for, and not only in another form.
    public let exactCount: Int
    /// The true numbers of saturated postings, by article.
    let exact: [UInt32: Counts]
    /// The list's memory.
    let slab: PostingSlab
    private let payloadByteCount: Int

    /// The list of no article.
    public static let empty = PostingList(PostingListBuilder.Parts())

    /// Makes a list of postings none of which is a removal.
    ///
    /// - Throws: ``PostingsError`` when one has no length, which the article then has lost.
    convenience init(_ run: PostingRun, _ lengths: ArticleLengths) throws(PostingsError) {
        var builder = PostingListBuilder()
        self.init(try builder.list(appending: run, lengths))
    }

    /// Makes this list with postings behind it, none of which is a removal.
    func appending(_ run: PostingRun, _ lengths: ArticleLengths) throws(PostingsError) -> PostingList {
        var builder = PostingListBuilder(continuing: self)
        return PostingList(try builder.list(appending: run, lengths))
    }

    /// Makes a list of what a builder has made.
    init(_ parts: PostingListBuilder.Parts) {
        count = parts.count
        exactCount = parts.exactCount
        exact = parts.exact
        // Reading a number reads eight bytes.
        payloadByteCount = parts.payload.count + 16
        let payload = UnsafeMutableRawPointer.allocate(byteCount: payloadByteCount, alignment: 8)
        unsafe parts.payload.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress {
                unsafe payload.copyMemory(from: start, byteCount: bytes.count)
            }
            unsafe (payload + bytes.count).initializeMemory(as: UInt8.self, repeating: 0, count: 16)
        }
        unsafe slab = PostingSlab(
            count: parts.count, blockCount: parts.blocks.count, base: parts.base,
            lastIDs: Self.copy(parts.lastIDs), blocks: Self.copy(parts.blocks),
            bounds: Self.copy(parts.bounds), payload: UnsafeRawPointer(payload))
    }

    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
        let copy = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        unsafe copy.initialize(from: elements, count: elements.count)
        return unsafe UnsafePointer(copy)
    }

    deinit {
        unsafe slab.lastIDs.deallocate()
        unsafe slab.blocks.deallocate()
        unsafe slab.bounds.deallocate()
        unsafe slab.payload.deallocate()
    }

    /// The bytes of memory that it takes, roughly.
    var byteCount: Int { 256 + payloadByteCount + slab.blockCount * 52 + exact.count * 48 }

    /// How many blocks.
    var blockCount: Int { slab.blockCount }

    /// The first article; 0 in an empty list.
    var firstID: UInt32 { slab.base }

    /// The last article; 0 in an empty list.
    var lastID: UInt32 {
        // The last of the blocks, of which there is one.
        slab.blockCount == 0 ? 0 : unsafe slab.lastIDs[slab.blockCount - 1]
    }

    /// How often it stands in an article; `nil` where the article is not in the list. O(log *n*).
    func counts(of id: UInt32) -> Counts? { count == 0 ? nil : BlockReader(self).counts(of: id) }

    /// Whether an article is in the list. O(log *n*).
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Whether it is.
    public func contains(_ id: Int64) -> Bool { UInt32(exactly: id).flatMap { counts(of: $0) } != nil }

    /// How often it stands in an article. O(log *n*).
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The occurrences in title and body; zeros where the article is not in the list.
    public func occurrences(in id: Int64) -> (title: Int, body: Int) {
        guard let counts = UInt32(exactly: id).flatMap({ counts(of: $0) }) else { return (0, 0) }
        return (Int(counts.title), Int(counts.body))
    }

    /// Calls `visit` with the articles of each block.
    @inline(__always)
    func forEachBlock(_ visit: (UnsafeBufferPointer<UInt32>) -> Void) {
        let reader = BlockReader(self)
        for block in 0..<slab.blockCount {
            reader.read(block)
            unsafe visit(UnsafeBufferPointer(start: reader.ids, count: reader.count))
        }
    }

    /// All postings, and their true numbers.
    var run: PostingRun { run(fromBlock: 0) }

    /// The postings from a block on, and their true numbers.
    func run(fromBlock first: Int) -> PostingRun {
        var run = PostingRun()
        guard first < slab.blockCount else { return run }
        let reader = BlockReader(self)
        run.postings.reserveCapacity(count - first * Self.blockSize)
        for block in first..<slab.blockCount {
            reader.read(block)
            let (codes, header) = unsafe reader.readCodes()
            for index in 0..<reader.count {
                run.postings.append(
                    unsafe Posting(id: reader.ids[index], PostingSlab.counts(codes[index], header)).bits)
            }
        }
        if !exact.isEmpty {
            let firstID = run.firstID
            run.exact = first == 0 ? exact : exact.filter { $0.key >= firstID }
        }
        return run
    }

    /// What the first blocks are made of.
    func parts(ofBlocks blockCount: Int) -> PostingListBuilder.Parts {
        // No more than there are.
        precondition(blockCount <= slab.blockCount, "blocks of another list")
        var parts = PostingListBuilder.Parts()
        guard blockCount > 0 else { return parts }
        parts.count = blockCount * Self.blockSize
        parts.base = slab.base
        parts.exact = exact
        let end =
            blockCount < slab.blockCount ? unsafe Int(slab.blocks[blockCount].offset) : payloadByteCount - 16
        parts.lastIDs = unsafe Array(UnsafeBufferPointer(start: slab.lastIDs, count: blockCount))
        parts.blocks = unsafe Array(UnsafeBufferPointer(start: slab.blocks, count: blockCount))
        parts.bounds = unsafe Array(UnsafeBufferPointer(start: slab.bounds, count: blockCount))
        parts.payload = unsafe Array(UnsafeRawBufferPointer(start: slab.payload, count: end))
        return parts
    }
}

extension PostingListBuilder {
    /// 32,768 postings are packed in some tenths of a millisecond, so that a second core is worth being
    /// called.
    private static let sharedCount = 1 << 15

    fileprivate mutating func list(
        appending run: PostingRun, _ lengths: ArticleLengths
    ) throws(PostingsError) -> Parts {
        let first = Self.firstHalf(of: run.postings)
        guard !first.isEmpty, isEmpty else {
            try append(run.postings[...], lengths)
            append(exact: run.exact)
            return parts
        }
        var all = Parts()
        try TwoCores.forEachResult(of: 2) { number -> Result<Parts, PostingsError> in
            let last = Posting(bits: run.postings[first.upperBound - 1]).id
            var builder = number == 0 ? PostingListBuilder() : PostingListBuilder(behind: last)
            let postings = number == 0 ? run.postings[first] : run.postings[first.upperBound...]
            do throws(PostingsError) {
                try builder.append(postings, lengths)
                return .success(builder.parts)
            } catch {
                return .failure(error)
            }
        } use: { half throws(PostingsError) in
            let half = try half.get()
            if all.blocks.isEmpty { all = half } else { try all.append(half) }
        }
        all.exact = run.exact
        return all
    }

    /// Full blocks that are half of the postings; empty where it is not worth it to have them made beside the
    /// rest.
    private static func firstHalf(of postings: [UInt64]) -> Range<Int> {
        let count = postings.count / 2 / PostingList.blockSize * PostingList.blockSize
        return 0..<(postings.count >= sharedCount ? count : 0)
    }

    private mutating func append(
        _ postings: ArraySlice<UInt64>, _ lengths: ArticleLengths
    ) throws(PostingsError) {
        try reading(lengths) { (builder, reading) throws(PostingsError) in
            try builder.append(postings, reading)
            try builder.finish(reading)
        }
    }

    /// Appends postings whose articles are larger than all before them, none of them a removal.
    mutating func append(_ run: PostingRun, _ lengths: ArticleLengths) throws(PostingsError) {
        try reading(lengths) { (builder, reading) throws(PostingsError) in
            try builder.append(run.postings[...], reading)
        }
        append(exact: run.exact)
    }

    /// What the list is made of, once all was appended.
    mutating func finished(_ lengths: ArticleLengths) throws(PostingsError) -> Parts {
        try reading(lengths) { (builder, reading) throws(PostingsError) in try builder.finish(reading) }
        return parts
    }

    private mutating func reading(
        _ lengths: ArticleLengths,
        _ body: (inout PostingListBuilder, ArticleLengths.Reading) throws(PostingsError) -> Void
    ) throws(PostingsError) {
        var failure: PostingsError?
        lengths.withReading { reading in
            do throws(PostingsError) {
                try body(&self, reading)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}
