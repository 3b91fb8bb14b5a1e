internal import CMemoryHints

/// Where the postings of a block are packed, block after block.
///
/// Of one builder, and so for one thread at a time.
@safe final class PackingRoom: @unchecked Sendable {
    /// A block as it is written.
    struct Block {
        /// How, but for where.
        var header: PostingSlab.Block
        let byteCount: Int
        let lastID: UInt32
        /// How many articles have the word as it was asked for.
        let exactCount: Int
        let bounds: BlockBounds
    }

    /// 32: the lengths of so many articles share a line of the processor's cache.
    private static let sparseDistance = 32
    /// So many postings ahead the length is fetched: of articles far apart each is a look into slow memory.
    private static let prefetchDistance = 24

    private typealias Numbers = SIMD8<UInt32>

    /// A block's numbers, and as many more as eight at a time reach behind them.
    private static var capacity: Int { PostingList.blockSize + 8 }

    /// The article before the first, and those of the block.
    private let ids = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 1)
    private let distances = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    private let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    private let sizes = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    /// A copy of a block whose postings are no multiple of eight.
    private let padded = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    /// Room for distances, codes and lengths of 32 bits, and for what is written behind the last one.
    private let output = UnsafeMutableRawPointer.allocate(
        byteCount: 3 * 4 * PostingList.blockSize + 16, alignment: 8)
    private let bounds = BlockBounds.Collector()

    init() {
        // Eight are looked at where fewer are there.
        unsafe sizes.initialize(repeating: 0, count: Self.capacity)
        unsafe ids.initialize(repeating: 0, count: Self.capacity + 1)
        unsafe distances.initialize(repeating: 0, count: Self.capacity)
        unsafe codes.initialize(repeating: 0, count: Self.capacity)
        unsafe padded.initialize(repeating: 0, count: Self.capacity)
    }

    deinit {
        unsafe ids.deallocate()
        unsafe distances.deallocate()
        unsafe codes.deallocate()
        unsafe sizes.deallocate()
        unsafe padded.deallocate()
        unsafe output.deallocate()
    }

    /// The bytes that were packed last.
    func withBytes(_ count: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        unsafe body(UnsafeRawBufferPointer(start: output, count: count))
    }

    /// Has the lengths fetched of articles that are packed next, where these lie so far apart that each is a
    /// look into slow memory: all that are under way together take hardly longer than one.
    func prefetchLengths(of postings: ArraySlice<UInt64>, _ lengths: ArticleLengths.Reading) {
        guard let first = postings.first, let last = postings.last,
            Int(Posting(bits: last).id) - Int(Posting(bits: first).id)
                >= postings.count * Self.sparseDistance
        else { return }
        for posting in postings { lengths.prefetch(Posting(bits: posting).id) }
    }

    /// Packs postings, at least one and no more than a block has, the last article before which is `lastID`.
    func pack(
        _ postings: UnsafeBufferPointer<UInt64>, behind lastID: UInt32, _ lengths: ArticleLengths.Reading
    ) -> Result<Block, PostingsError> {
        precondition(
            (1...PostingList.blockSize).contains(postings.count), "a block without or with too many postings")
        let count = postings.count
        let raw = unsafe UnsafeRawPointer(inEights(postings))
        let read = unsafe readNumbers(raw, count, behind: lastID)
        let last = unsafe ids[count]
        // So many articles apart that each is on a cache line of its own in the table of lengths.
        let isSparse = Int(last &- lastID) >= count * Self.sparseDistance
        guard let allSizes = readSizes(count, lengths, isSparse: isSparse) else {
            let lost = (1...count).first { lengths.total(of: unsafe ids[$0]) == 0 } ?? 0
            return .failure(
                PostingsError(.damaged, "article \(unsafe ids[lost]) has postings and no length"))
        }
        let header = PostingSlab.Block(
            offset: 0,
            idWidth: UInt8(BitPacking.width(of: read.distances)),
            bodyWidth: UInt8(BitPacking.width(of: read.all & 0xFF)),
            titleWidth: UInt8(BitPacking.width(of: read.all >> 8 & 0xFF)),
            otherBodyWidth: UInt8(BitPacking.width(of: read.others & 0xFF)),
            otherTitleWidth: UInt8(BitPacking.width(of: read.others >> 8)),
            lengthWidth: isSparse ? UInt8(BitPacking.width(of: allSizes)) : 0)
        unsafe writeCodes(of: raw, count, header)
        for index in 0..<count {
            // Below the count.
            unsafe bounds.insert(Posting(bits: postings[index]), at: index, length: sizes[index])
        }
        return .success(
            Block(
                header: header, byteCount: write(count, header), lastID: last,
                exactCount: read.exactCount, bounds: bounds.take()))
    }

    /// The postings, with the last one again behind it up to a multiple of eight.
    private func inEights(_ postings: UnsafeBufferPointer<UInt64>) -> UnsafePointer<UInt64>? {
        guard !postings.count.isMultiple(of: 8), let start = postings.baseAddress else {
            return postings.baseAddress
        }
        let count = postings.count
        unsafe padded.update(from: start, count: count)
        // Seven at most, for which there is room.
        unsafe (padded + count).update(repeating: postings[count - 1], count: 7)
        return unsafe UnsafePointer(padded)
    }

    /// Reads the articles, and the bits that are set in any of the numbers.
    private func readNumbers(
        _ raw: UnsafeRawPointer?, _ count: Int, behind lastID: UInt32
    ) -> (distances: UInt32, all: UInt32, others: UInt32, exactCount: Int) {
        guard let raw = unsafe raw else { return (0, 0, 0, 0) }
        unsafe ids[0] = lastID
        var all = Numbers()
        var others = Numbers()
        for start in stride(from: 0, to: count, by: 8) {
            // Within the multiple of eight, as are all below.
            let (numbers, ids) = unsafe Self.load(raw, start)
            unsafe UnsafeMutableRawPointer(self.ids + 1).storeBytes(
                of: ids, toByteOffset: start * 4, as: Numbers.self)
            all |= numbers
            others |= Self.otherBody(numbers) | Self.otherTitle(numbers) &<< 8
        }
        var distances = Numbers()
        for start in stride(from: 0, to: count, by: 8) {
            let before = unsafe UnsafeRawPointer(ids).loadUnaligned(
                fromByteOffset: start * 4, as: Numbers.self)
            let own = unsafe UnsafeRawPointer(ids).loadUnaligned(
                fromByteOffset: start * 4 + 4, as: Numbers.self)
            distances |= own &- before
            unsafe UnsafeMutableRawPointer(self.distances).storeBytes(
                of: own &- before, toByteOffset: start * 4, as: Numbers.self)
        }
        var exactCount = 0
        for index in 0..<count {
            exactCount &+=
                unsafe raw.load(fromByteOffset: index * 8, as: UInt64.self) & 0xFFFF_0000 != 0 ? 1 : 0
        }
        return (Self.joined(distances), Self.joined(all), Self.joined(others), exactCount)
    }

    /// Reads the lengths; `nil` where one is 0. Else the bits that are set in any.
    private func readSizes(_ count: Int, _ lengths: ArticleLengths.Reading, isSparse: Bool) -> UInt32? {
        let (ids, sizes) = unsafe (ids + 1, sizes)
        let bits = ArticleTable<UInt16>.chunkBits
        var all: UInt32 = 0
        var least = UInt32.max
        // All indices are below the count.
        if unsafe ids[0] >> UInt32(bits) == ids[count - 1] >> UInt32(bits) {
            let chunk = unsafe lengths.totals.chunk(of: ids[0])
            let mask = (1 << bits) - 1
            for index in 0..<count {
                let size = unsafe UInt32(chunk[Int(ids[index]) & mask])
                unsafe sizes[index] = size
                all |= size
                least = min(least, size)
            }
        } else {
            if isSparse {
                for index in 0..<min(Self.prefetchDistance, count) { lengths.prefetch(unsafe ids[index]) }
            }
            for index in 0..<count {
                if isSparse, index &+ Self.prefetchDistance < count {
                    lengths.prefetch(unsafe ids[index &+ Self.prefetchDistance])
                }
                let size = UInt32(lengths.totals.element(of: unsafe ids[index]))
                unsafe sizes[index] = size
                all |= size
                least = min(least, size)
            }
        }
        return least == 0 ? nil : all
    }

    private func writeCodes(of raw: UnsafeRawPointer?, _ count: Int, _ header: PostingSlab.Block) {
        guard let raw = unsafe raw else { return }
        let titleShift = Numbers(repeating: UInt32(header.bodyWidth))
        let otherBodyShift = titleShift &+ UInt32(header.titleWidth)
        let otherTitleShift = otherBodyShift &+ UInt32(header.otherBodyWidth)
        let hasTitles = header.titleWidth > 0
        let hasOthers = header.otherBodyWidth > 0 || header.otherTitleWidth > 0
        for start in stride(from: 0, to: count, by: 8) {
            let (numbers, _) = unsafe Self.load(raw, start)
            var code = numbers & 0xFF
            if hasTitles { code |= (numbers &>> 8 & 0xFF) &<< titleShift }
            if hasOthers {
                code |= Self.otherBody(numbers) &<< otherBodyShift
                code |= Self.otherTitle(numbers) &<< otherTitleShift
            }
            unsafe UnsafeMutableRawPointer(codes).storeBytes(
                of: code, toByteOffset: start * 4, as: Numbers.self)
        }
    }

    /// Writes the three parts of a block behind each other; returns how many bytes they take.
    private func write(_ count: Int, _ header: PostingSlab.Block) -> Int {
        unsafe BitPacking.pack(distances, count: count, width: Int(header.idWidth), into: output)
        var byteCount = BitPacking.byteCount(count, width: Int(header.idWidth))
        unsafe BitPacking.pack(codes, count: count, width: header.codeWidth, into: output + byteCount)
        byteCount += BitPacking.byteCount(count, width: header.codeWidth)
        unsafe BitPacking.pack(
            sizes, count: count, width: Int(header.lengthWidth), into: output + byteCount)
        return byteCount + BitPacking.byteCount(count, width: Int(header.lengthWidth))
    }

    /// Eight postings: how often the word stands there, and the articles.
    @inline(__always)
    private static func load(_ raw: UnsafeRawPointer, _ start: Int) -> (numbers: Numbers, ids: Numbers) {
        let eight = unsafe raw.loadUnaligned(fromByteOffset: start * 8, as: SIMD16<UInt32>.self)
        return (eight.evenHalf, eight.oddHalf)
    }

    /// What other forms add to the occurrences in the body of the word that was asked for.
    @inline(__always)
    private static func otherBody(_ numbers: Numbers) -> Numbers {
        difference(numbers & 0xFF, numbers &>> 16 & 0xFF)
    }

    /// Likewise in the title.
    @inline(__always)
    private static func otherTitle(_ numbers: Numbers) -> Numbers {
        difference(numbers &>> 8 & 0xFF, numbers &>> 24)
    }

    /// By how much small numbers are more than others; 0 where they are not. What was asked for is never more
    /// than what is there in any form; damage must not be taken for it.
    @inline(__always)
    private static func difference(_ numbers: Numbers, _ others: Numbers) -> Numbers {
        let difference = numbers &- others
        // All bits where it is below 0.
        let isBelow = 0 &- (difference &>> 31)
        return difference & ~isBelow
    }

    private static func joined(_ bits: Numbers) -> UInt32 {
        (0..<8).reduce(0) { $0 | bits[$1] }
    }
}
