/// The articles of one window that several words have, with about what these words add: for words of about
/// the same number of articles, all of whose postings are gone through.
///
/// The numbers of the articles alone are unpacked. Of a posting that is not common, nothing else is looked
/// at.
@safe final class CommonWindow {
    /// 4,096 articles, whose lengths lie in one piece: of a word in one of thirty articles it has a whole
    /// block.
    static let bits = ArticleTable<UInt16>.chunkBits
    private static let size = 1 << bits
    /// Eight postings are scored at a time.
    private static let lanes = 8

    /// The postings of a word in the window.
    @safe private final class Column {
        let word: WeighedWord
        /// The articles of the blocks that reach into the window.
        let ids: UnsafeMutablePointer<UInt32>
        /// The index among these of an article of the window, by its place there. For one that the word does
        /// not have it is any index.
        let indices: UnsafeMutablePointer<UInt16>
        private var firstBlock = 0

        init(_ word: WeighedWord) {
            self.word = word
            // The first and the last block may reach beyond the window.
            let capacity = CommonWindow.size + 2 * PostingList.blockSize
            unsafe ids = .allocate(capacity: capacity)
            unsafe ids.initialize(repeating: .max, count: capacity)
            unsafe indices = .allocate(capacity: CommonWindow.size)
            unsafe indices.initialize(repeating: 0, count: CommonWindow.size)
        }

        deinit {
            unsafe ids.deallocate()
            unsafe indices.deallocate()
        }

        /// Unpacks the articles of the blocks from `block` on, and returns the indices of those in the
        /// window.
        func read(_ window: ClosedRange<UInt32>, from block: Int) -> Range<Int> {
            let slab = word.slab
            firstBlock = block
            var count = 0
            var lastStart = 0
            var block = block
            while slab.begins(block, upTo: window.upperBound) {
                lastStart = count
                unsafe slab.readIDs(ofBlock: block, into: ids + count)
                count += slab.count(ofBlock: block)
                block += 1
            }
            let start = unsafe BlockReader.firstIndex(
                reaching: window.lowerBound, in: ids, from: 0, count: min(count, PostingList.blockSize))
            guard window.upperBound < .max else { return start..<count }
            let end = unsafe BlockReader.firstIndex(
                reaching: window.upperBound + 1, in: ids, from: max(start, lastStart), count: count)
            return start..<end
        }

        /// Notes where each article of the window is.
        @inline(__always)
        func place(_ range: Range<Int>, _ base: UInt32) {
            let (ids, indices) = unsafe (ids, indices)
            // Each is in the window, and so below its size.
            for index in range {
                unsafe indices[Int(ids[index] &- base)] = UInt16(truncatingIfNeeded: index)
            }
        }

        /// What the posting of an article of the window is written as, and how.
        @inline(__always)
        func code(at slot: Int) -> (code: UInt32, header: PostingSlab.Block) {
            let slab = word.slab
            // All blocks but the last of the list are full.
            let index = Int(unsafe indices[slot])
            let block = firstBlock &+ index / PostingList.blockSize
            let header = unsafe slab.blocks[block]
            let width = header.codeWidth
            let input =
                unsafe slab.payload + Int(header.offset)
                + BitPacking.byteCount(slab.count(ofBlock: block), width: Int(header.idWidth))
            let code = unsafe BitPacking.value(
                input, at: index % PostingList.blockSize, width: width, mask: (1 << UInt64(width)) &- 1)
            return (code, header)
        }
    }

    private let columns: [Column]
    private let weights: BoundWeights
    private let lengths: ArticleLengths.Reading
    /// The places of the common articles in the window, ascending.
    private let slots: UnsafeMutablePointer<UInt16>
    /// What the words add to each of them.
    private let sums: UnsafeMutablePointer<Float>
    private let norms: UnsafeMutablePointer<Float>
    private let frequencies: UnsafeMutablePointer<Float>
    private let exactFrequencies: UnsafeMutablePointer<Float>
    /// How many articles all words have.
    private(set) var count = 0

    /// A window of words, the one of the fewest articles first.
    init(_ words: [WeighedWord], _ weights: BoundWeights, _ lengths: ArticleLengths.Reading) {
        columns = words.map { Column($0) }
        self.weights = weights
        self.lengths = lengths
        unsafe slots = .allocate(capacity: Self.size)
        unsafe sums = .allocate(capacity: 4 * Self.size)
        unsafe sums.initialize(repeating: 1, count: 4 * Self.size)
        unsafe norms = sums + Self.size
        unsafe frequencies = sums + 2 * Self.size
        unsafe exactFrequencies = sums + 3 * Self.size
    }

    deinit {
        unsafe slots.deallocate()
        unsafe sums.deallocate()
    }

    /// The place in the window of a common article; the index is below ``count``.
    @inline(__always)
    func slot(at index: Int) -> Int { Int(unsafe slots[index]) }

    /// About what the words add to a common article, a little too much rather than too little once it is
    /// multiplied by ``BlockScores/slack``. Known behind ``score(_:)``.
    @inline(__always)
    func sum(at index: Int) -> Float { unsafe sums[index] }

    /// Finds the common articles of a window.
    ///
    /// - Parameters:
    ///   - ids: Its articles.
    ///   - blocks: For each word the first block that reaches into it.
    func read(_ ids: ClosedRange<UInt32>, from blocks: [UInt32]) {
        count = 0
        guard !blocks.contains(.max) else { return }
        let base = ids.lowerBound
        for (number, column) in columns.enumerated() {
            let range = column.read(ids, from: Int(blocks[number]))
            column.place(range, base)
            if number == 0 {
                for index in range {
                    unsafe slots[count] = UInt16(truncatingIfNeeded: column.ids[index] &- base)
                    count += 1
                }
            } else {
                keep(in: column, base)
            }
            if count == 0 { return }
        }
    }

    /// Keeps the articles that a word has, without a branch that the processor has to guess.
    private func keep(in column: Column, _ base: UInt32) {
        let (slots, ids, indices) = unsafe (slots, column.ids, column.indices)
        var kept = 0
        for index in 0..<count {
            // Any index is one of the column's memory, and no more are kept than were looked at.
            let slot = unsafe slots[index]
            unsafe slots[kept] = slot
            kept += unsafe ids[Int(indices[Int(slot)])] == base &+ UInt32(slot) ? 1 : 0
        }
        count = kept
    }

    /// Adds up what the words add to each common article of the window that was read last, which begins with
    /// `base`.
    func score(_ base: UInt32) {
        let chunk = unsafe lengths.totals.chunk(of: base)
        for index in 0..<count {
            // A length of 65,535 stands for more: then the score is too much, which does no harm.
            let length = Float(unsafe chunk[Int(slots[index])])
            unsafe norms[index] = weights.constant + weights.perToken * length
            unsafe sums[index] = 0
        }
        for column in columns { add(column) }
    }

    private func add(_ column: Column) {
        let word = column.word
        for index in 0..<count {
            let (code, header) = column.code(at: Int(unsafe slots[index]))
            let counts = PostingSlab.counts(code, header)
            if _slowPath(counts.title == 0xFF || counts.body == 0xFF) {
                // It may stand there any number of times.
                unsafe frequencies[index] = 1e9
                unsafe exactFrequencies[index] = 1e9
                continue
            }
            unsafe frequencies[index] =
                weights.title * Float(counts.title) + weights.body * Float(counts.body)
            unsafe exactFrequencies[index] =
                weights.title * Float(counts.exactTitle) + weights.body * Float(counts.exactBody)
        }
        let weight = Float(word.idf * word.factor) * weights.scale
        let exactWeight = Float(word.exactIDF * word.exactFactor) * weights.scale
        // There is room for a multiple of eight; what is behind the common articles counts for nothing.
        for start in stride(from: 0, to: count, by: Self.lanes) {
            let norm = unsafe Self.load(norms + start)
            let frequency = unsafe Self.load(frequencies + start)
            let exact = unsafe Self.load(exactFrequencies + start)
            var sum = unsafe Self.load(sums + start)
            sum += frequency * weight / (frequency + norm)
            sum += exact * exactWeight / (exact + norm)
            unsafe UnsafeMutableRawPointer(sums + start).storeBytes(of: sum, as: SIMD8<Float>.self)
        }
    }

    @inline(__always)
    private static func load(_ floats: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
        unsafe UnsafeRawPointer(floats).loadUnaligned(as: SIMD8<Float>.self)
    }
}
