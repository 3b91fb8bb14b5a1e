/// Turns the tokens of an article into its ``ArticleTerms``; one is used for article after article.
///
/// Each term's positions gather in a chain of chunks, so that an article of many megabytes takes little more
/// memory than its postings.
@safe public struct ArticleTermsBuilder: ~Copyable {
    /// Where the positions of one term stand so far.
    private struct Positions {
        /// The column of the last one.
        var column: UInt8
        /// How many bytes the chunk that is written to has left.
        var room: UInt16
        /// The last one in that column.
        var last: UInt32
        var byteCount: UInt32
        /// Where the first chunk begins, in the arena.
        var first: UInt32
        /// Where the next byte goes.
        var end: UInt32
        /// The size of the chunk that is written to.
        var chunkByteCount: UInt16
    }

    /// Most terms stand once or twice in an article and need no second chunk.
    private static let firstChunkByteCount = 6
    private static let largestChunkByteCount = 4_096
    /// A chunk ends with the place of the next one.
    private static let linkByteCount = 4
    private static let keptByteCount = 1 << 18

    private var table = TermNumbering()
    private var positions: UnsafeMutablePointer<Positions>
    private var positionsCapacity: Int
    private var chunks = ByteArena(capacity: 1 << 14)
    private var lengths = ArticleTerms.Lengths()
    private var column = 0
    private var nextPosition = 0

    /// A builder with nothing in it.
    public init() {
        positionsCapacity = 1 << 10
        unsafe positions = .allocate(capacity: positionsCapacity)
    }

    deinit { unsafe positions.deallocate() }

    /// Begins the tokens of a column; columns come in ascending order.
    ///
    /// - Parameter column: Its number, 0 to 3.
    public mutating func begin(column: Int) {
        lengths[self.column] = nextPosition
        self.column = column
        nextPosition = 0
    }

    /// Adds the next token of the column.
    ///
    /// - Parameters:
    ///   - term: 1 to 255 bytes, none of them 0.
    ///   - isColocated: Whether it stands at the position of the token before it.
    public mutating func add(_ term: Span<UInt8>, isColocated: Bool) {
        if !isColocated || nextPosition == 0 { nextPosition += 1 }
        let position = UInt32(truncatingIfNeeded: nextPosition - 1)
        unsafe term.withUnsafeBufferPointer { term in
            guard let start = term.baseAddress else { return }
            let hash = unsafe TermNumbering.hash(start, count: term.count)
            var isNew = false
            let number = unsafe table.number(of: start, count: term.count, hash: hash, isNew: &isNew)
            if isNew { begin(number) }
            append(position, to: number)
        }
    }

    private mutating func begin(_ number: Int) {
        if number == positionsCapacity {
            let larger = UnsafeMutablePointer<Positions>.allocate(capacity: positionsCapacity * 2)
            unsafe larger.update(from: positions, count: positionsCapacity)
            unsafe positions.deallocate()
            unsafe positions = larger
            positionsCapacity *= 2
        }
        let start = UInt32(chunks.skip(Self.firstChunkByteCount + Self.linkByteCount))
        unsafe positions[number] = Positions(
            column: 0, room: UInt16(Self.firstChunkByteCount), last: 0, byteCount: 0, first: start,
            end: start, chunkByteCount: UInt16(Self.firstChunkByteCount))
    }

    /// Appends a position as FTS5 writes it: a mark where another column begins, then the distance from the
    /// position before, plus two.
    @inline(__always)
    private mutating func append(_ position: UInt32, to number: Int) {
        var state = unsafe positions[number]
        if Int(state.column) != column {
            push(1, to: &state)
            push(UInt8(column), to: &state)
            state.column = UInt8(column)
            state.last = 0
        }
        let distance = UInt64(position - state.last) + 2
        state.last = position
        if distance < 0x80 {
            push(UInt8(truncatingIfNeeded: distance), to: &state)
        } else {
            pushLong(distance, to: &state)
        }
        unsafe positions[number] = state
    }

    private mutating func pushLong(_ value: UInt64, to state: inout Positions) {
        for shift in stride(from: (Varint.byteCount(of: value) - 1) * 7, through: 0, by: -7) {
            push(
                UInt8(truncatingIfNeeded: value >> UInt64(shift) & 0x7F) | (shift > 0 ? 0x80 : 0), to: &state)
        }
    }

    @inline(__always)
    private mutating func push(_ byte: UInt8, to state: inout Positions) {
        if state.room == 0 { addChunk(to: &state) }
        unsafe chunks.start[Int(state.end)] = byte
        state.end += 1
        state.room -= 1
        state.byteCount += 1
    }

    @inline(never)
    private mutating func addChunk(to state: inout Positions) {
        let byteCount = min(Int(state.chunkByteCount) * 2, Self.largestChunkByteCount)
        let start = UInt32(chunks.skip(byteCount + Self.linkByteCount))
        unsafe UnsafeMutableRawPointer(chunks.start).storeBytes(
            of: start, toByteOffset: Int(state.end), as: UInt32.self)
        state.end = start
        state.room = UInt16(byteCount)
        state.chunkByteCount = UInt16(byteCount)
    }

    /// The terms of the article, after which the next one can begin.
    ///
    /// - Returns: All that was added since the last call.
    /// - Complexity: O(n) in the bytes of its postings.
    public mutating func finish() -> ArticleTerms {
        lengths[column] = nextPosition
        var byteCount = table.arena.count + table.count * ArticleTerms.Header.byteCount
        for number in 0..<table.count { byteCount += unsafe Int(positions[number].byteCount) }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
            if var address = output.baseAddress {
                for number in 0..<table.count { unsafe address = write(number, to: address) }
            }
            count = byteCount
        }
        let terms = ArticleTerms(count: table.count, lengths: lengths, bytes: bytes)
        reset()
        return terms
    }

    private func write(_ number: Int, to address: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    {
        let state = unsafe positions[number]
        let term = unsafe table.term(number)
        unsafe ArticleTerms.Header(
            hash: table.keys[number].hash, positionByteCount: state.byteCount,
            termByteCount: UInt8(term.count)
        ).write(to: address)
        var output = unsafe address + ArticleTerms.Header.byteCount
        if let start = term.baseAddress { unsafe output.update(from: start, count: term.count) }
        unsafe output += term.count
        var rest = Int(state.byteCount)
        var chunk = Int(state.first)
        var chunkByteCount = Self.firstChunkByteCount
        while true {
            let part = min(rest, chunkByteCount)
            unsafe output.update(from: chunks.start + chunk, count: part)
            unsafe output += part
            rest -= part
            guard rest > 0 else { return unsafe output }
            chunk = unsafe Int(
                UnsafeRawPointer(chunks.start).loadUnaligned(fromByteOffset: chunk + part, as: UInt32.self))
            chunkByteCount = min(chunkByteCount * 2, Self.largestChunkByteCount)
        }
    }

    private mutating func reset() {
        table.removeAll()
        chunks.removeAll(keeping: Self.keptByteCount)
        lengths = ArticleTerms.Lengths()
        column = 0
        nextPosition = 0
        if positionsCapacity > TermNumbering.keptTermCount {
            unsafe positions.deallocate()
            positionsCapacity = 1 << 10
            unsafe positions = .allocate(capacity: positionsCapacity)
        }
    }
}
