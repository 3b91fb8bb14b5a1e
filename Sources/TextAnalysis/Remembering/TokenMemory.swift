internal import CMemoryHints

/// The tokens of the pieces of text that were met last, in memory of a fixed size: as ``WordCache``, which
/// keeps what was worked out for words.
///
/// Nearly every piece of a text was met before, written in the same way, and then neither its letters are
/// looked at nor its stems and names looked for.
///
/// A slot of ``SlotMemory``:
///
/// | offset | width | meaning |
/// | --- | --- | --- |
/// | 0 | 1 | how long the piece is, P; 0 in an empty slot |
/// | 1 | 1 | how long its tokens are, as ``TokenRecord`` writes them |
/// | 2 | 2 | the mark that it was remembered under |
/// | 4 | P | the piece |
/// | 4 + P | | its tokens |
@safe struct TokenMemory: ~Copyable {
    private static let slotByteCount = SlotMemory.slotByteCount
    private static let headByteCount = 4
    /// Longer pieces are not remembered.
    static let maximumPieceByteCount = slotByteCount - headByteCount

    private let memory: SlotMemory

    /// Room for 2 to the power of `slotBits` pieces, at least two.
    init(slotBits: Int) { memory = SlotMemory(slotBits: slotBits) }

    /// Forgets all pieces, and gives the memory back.
    func removeAll() { memory.removeAll() }

    /// Where a piece would be remembered, which the processor begins to fetch: most of the time goes into
    /// waiting for that, and whoever asks for some pieces ahead waits once for all.
    @inline(__always)
    func place(of piece: Span<UInt8>, mark: UInt16) -> UnsafeMutableRawPointer {
        let place = unsafe memory.pair(of: WordBytes.hash(piece) &+ UInt64(mark) << 1)
        unsafe gazette_prefetch(place)
        unsafe gazette_prefetch(place + Self.slotByteCount)
        return unsafe place
    }

    /// The tokens of a piece, as they were recorded; `nil` where it is not remembered. Valid until the next
    /// piece is remembered.
    @inline(__always)
    func tokens(
        of piece: Span<UInt8>, mark: UInt16, at place: UnsafeMutableRawPointer
    ) -> UnsafeBufferPointer<UInt8>? {
        unsafe Self.tokens(of: piece, mark, in: place)
            ?? Self.tokens(of: piece, mark, in: place + Self.slotByteCount)
    }

    /// Remembers the tokens of a piece, where both fit; an older piece may be forgotten for it.
    @inline(never)
    func remember(
        _ tokens: Span<UInt8>, of piece: Span<UInt8>, mark: UInt16, at place: UnsafeMutableRawPointer
    ) {
        guard Self.headByteCount + piece.count + tokens.count <= Self.slotByteCount else { return }
        unsafe (place + Self.slotByteCount).copyMemory(from: place, byteCount: Self.slotByteCount)
        unsafe place.storeBytes(of: UInt8(piece.count), as: UInt8.self)
        unsafe place.storeBytes(of: UInt8(tokens.count), toByteOffset: 1, as: UInt8.self)
        unsafe place.storeBytes(of: mark, toByteOffset: 2, as: UInt16.self)
        let start = unsafe place + Self.headByteCount
        for index in piece.indices {
            unsafe start.storeBytes(of: piece[index], toByteOffset: index, as: UInt8.self)
        }
        for index in tokens.indices {
            unsafe start.storeBytes(of: tokens[index], toByteOffset: piece.count + index, as: UInt8.self)
        }
        memory.noteWritten()
    }

    @inline(__always)
    private static func tokens(
        of piece: Span<UInt8>, _ mark: UInt16, in slot: UnsafeMutableRawPointer
    ) -> UnsafeBufferPointer<UInt8>? {
        guard unsafe slot.load(as: UInt8.self) == UInt8(truncatingIfNeeded: piece.count),
            unsafe slot.load(fromByteOffset: 2, as: UInt16.self) == mark,
            unsafe WordBytes.isEqual(slot + headByteCount, piece)
        else { return nil }
        let start = unsafe (slot + headByteCount + piece.count).assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(
            start: start, count: Int(slot.load(fromByteOffset: 1, as: UInt8.self)))
    }
}
