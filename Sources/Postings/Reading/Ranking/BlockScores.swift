/// About what the postings of a block add to the relevance of their articles: fast, and a little too much
/// rather than too little once it is multiplied by ``slack``.
///
/// Eight postings at a time, for the whole block that its reader has read; kept as long as that is the same
/// one.
@safe final class BlockScores {
    /// More than what 32 bits and the order of adding can change.
    static let slack: Float = 1 + 1e-4

    private typealias Floats = SIMD8<Float>
    private typealias Numbers = SIMD8<UInt32>

    private let weights: BoundWeights
    private let weight: Float
    private let exactWeight: Float
    private let reader: BlockReader
    private let lengths: ArticleLengths.Reading
    private let scores: UnsafeMutablePointer<Float>
    private var block = -1
    /// Whether an article of the block may have so many tokens that its score is too much.
    private var mayBeLong = false

    init(
        _ word: WeighedWord, _ reader: BlockReader, _ weights: BoundWeights, _ lengths: ArticleLengths.Reading
    ) {
        self.weights = weights
        self.reader = reader
        self.lengths = lengths
        weight = Float(word.idf * word.factor) * weights.scale
        exactWeight = Float(word.exactIDF * word.exactFactor) * weights.scale
        unsafe scores = .allocate(capacity: PostingList.blockSize)
        unsafe scores.initialize(repeating: 0, count: PostingList.blockSize)
    }

    deinit { unsafe scores.deallocate() }

    /// What the postings of the block add that was read last, those with an index in `range`.
    @inline(__always)
    func forEach(_ range: Range<Int>, _ visit: (UInt32, Float) -> Void) {
        if block != reader.block { score() }
        let ids = unsafe reader.ids
        let scores = unsafe scores
        // Within the block by the caller.
        for index in range { visit(unsafe ids[index], unsafe scores[index]) }
    }

    /// What each posting of the block adds, by its index.
    @inline(__always)
    func forEachIndex(_ visit: (Int, Float) -> Void) {
        if block != reader.block { score() }
        let scores = unsafe scores
        for index in 0..<reader.count { visit(index, unsafe scores[index]) }
    }

    /// What none of the best `count` articles of the block is below: their scores, times ``slack``, are as
    /// much or more. Below 0 where that is not known.
    func least(ofBest count: Int) -> Float {
        if block != reader.block { score() }
        guard count > 0, count < reader.count, !mayBeLong else { return -1 }
        let scores = unsafe UnsafeBufferPointer(start: scores, count: reader.count)
        let most = unsafe scores.reduce(0) { max($0, $1) }
        // By one of 64 equal steps each.
        let scale = 63 / most
        guard most > 0, scale.isFinite else { return -1 }
        var counts = SIMD64<UInt8>()
        for index in 0..<scores.count { counts[unsafe Int(scores[index] * scale)] &+= 1 }
        var sum = 0
        for step in stride(from: 63, through: 0, by: -1) {
            sum += Int(counts[step])
            // A score may be too little or too much, each by its slack.
            if sum >= count { return Float(step) / scale * (1 - 5e-4) }
        }
        return -1
    }

    private func score() {
        block = reader.block
        let (codes, header) = unsafe reader.readCodes()
        let count = reader.count
        let lengths = unsafe UnsafeRawPointer(readLengths())
        let bodyMask = Numbers(repeating: (1 << UInt32(header.bodyWidth)) &- 1)
        let titleShift = Numbers(repeating: UInt32(header.bodyWidth))
        let titleMask = Numbers(repeating: (1 << UInt32(header.titleWidth)) &- 1)
        let otherBodyShift = titleShift &+ UInt32(header.titleWidth)
        let otherBodyMask = Numbers(repeating: (1 << UInt32(header.otherBodyWidth)) &- 1)
        let otherTitleShift = otherBodyShift &+ UInt32(header.otherBodyWidth)
        let otherTitleMask = Numbers(repeating: (1 << UInt32(header.otherTitleWidth)) &- 1)
        let isPlain = header.otherBodyWidth == 0 && header.otherTitleWidth == 0
        let mayBeSaturated = header.bodyWidth == 8 || header.titleWidth == 8
        let raw = UnsafeRawPointer(codes)
        var allLengths = Numbers()
        for start in stride(from: 0, to: count, by: 8) {
            // A block has room for a multiple of eight; what is behind its postings counts for nothing.
            let code = unsafe raw.loadUnaligned(fromByteOffset: start * 4, as: Numbers.self)
            let length = unsafe lengths.loadUnaligned(fromByteOffset: start * 4, as: Numbers.self)
            allLengths |= length
            let body = code & bodyMask
            let title = code &>> titleShift & titleMask
            let norm = Self.floats(length) * weights.perToken + weights.constant
            let frequency = Self.floats(title) * weights.title + Self.floats(body) * weights.body
            var sum: Floats
            if isPlain {
                sum = frequency * (weight + exactWeight) / (frequency + norm)
            } else {
                let exactBody = body &- (code &>> otherBodyShift & otherBodyMask)
                let exactTitle = title &- (code &>> otherTitleShift & otherTitleMask)
                let exact = Self.floats(exactTitle) * weights.title + Self.floats(exactBody) * weights.body
                sum = frequency * weight / (frequency + norm) + exact * exactWeight / (exact + norm)
            }
            if _slowPath(mayBeSaturated) {
                for lane in 0..<min(8, count - start) where body[lane] == 0xFF || title[lane] == 0xFF {
                    sum[lane] = score(
                        reader.counts(at: start + lane),
                        length: self.lengths.total(of: unsafe reader.ids[start + lane]))
                }
            }
            unsafe UnsafeMutableRawPointer(scores).storeBytes(
                of: sum, toByteOffset: start * 4, as: Floats.self)
        }
        mayBeLong = any(allLengths .>= 0xFFFF)
    }

    @inline(__always)
    private static func floats(_ numbers: Numbers) -> Floats {
        // Below 65,536 each, and so none is negative.
        Floats(SIMD8<Int32>(truncatingIfNeeded: numbers))
    }

    /// The lengths of the block's articles. One of 65,535 stands for more: then the score is too much, which
    /// does no harm.
    private func readLengths() -> UnsafeMutablePointer<UInt32> {
        if let own = unsafe reader.readLengths() { return unsafe own }
        let lengths = unsafe reader.lengths
        let ids = unsafe reader.ids
        let count = reader.count
        let bits = ArticleTable<UInt16>.chunkBits
        // Both are postings of the block.
        let (first, last) = unsafe (ids[0], ids[count - 1])
        if first >> UInt32(bits) == last >> UInt32(bits) {
            let chunk = unsafe self.lengths.totals.chunk(of: first)
            let mask = (1 << bits) - 1
            for index in 0..<count { unsafe lengths[index] = UInt32(chunk[Int(ids[index]) & mask]) }
        } else {
            for index in 0..<count {
                unsafe lengths[index] = UInt32(self.lengths.totals.element(of: ids[index]))
            }
        }
        return unsafe lengths
    }

    /// What an article's counts add.
    @inline(__always)
    func score(_ counts: Counts, length: UInt32) -> Float {
        let norm = weights.constant + weights.perToken * Float(length)
        let frequency = weights.title * Float(counts.title) + weights.body * Float(counts.body)
        let exact = weights.title * Float(counts.exactTitle) + weights.body * Float(counts.exactBody)
        return weight * frequency / (frequency + norm) + exactWeight * exact / (exact + norm)
    }
}
