internal import CMemoryHints

/// The sums of the pieces of text that were met last, in memory of a fixed size: as ``WordCache``, which keeps terms.
///
/// A slot of ``SlotMemory`` holds two pieces, the newer one first, of 32 bytes each, or one that is longer. So nearly every
/// word has a place next to another one, and looking for a piece is waiting for one line of memory. A piece is
///
/// | offset | width | meaning |
/// | --- | --- | --- |
/// | 0 | 1 | how long the piece is, P; 0 where none is |
/// | 1 | 1 | the mark that it was remembered under |
/// | 2 | 1 | how many positions it has, N |
/// | 3 | P | the piece |
/// | 3 + P | 8 · N | the sum of each position |
@safe struct PieceMemory: ~Copyable {
    private static let slotByteCount = SlotMemory.slotByteCount
    private static let halfByteCount = slotByteCount / 2
    private static let headByteCount = 3

    private let memory: SlotMemory

    /// Room for twice 2 to the power of `slotBits` words.
    init(slotBits: Int) { memory = SlotMemory(slotBits: slotBits) }

    /// Forgets all pieces.
    func removeAll() { memory.removeAll() }

    /// Where a piece would be remembered, which the processor begins to fetch: whoever asks for some pieces ahead waits
    /// once for all.
    @inline(__always)
    func place(of piece: Span<UInt8>, mark: UInt8) -> UnsafeMutableRawPointer {
        let place = unsafe memory.slot(of: WordBytes.hash(piece) &+ UInt64(mark) << 1)
        unsafe gazette_prefetch(place)
        return unsafe place
    }

    /// Calls `visit` with each sum of a piece; `false` where it is not remembered.
    @inline(__always)
    func forEachSum(
        of piece: Span<UInt8>, mark: UInt8, at place: UnsafeMutableRawPointer, _ visit: (UInt64) -> Void
    ) -> Bool {
        var start = unsafe place
        if unsafe !Self.holds(start, piece, mark) {
            guard unsafe Self.byteCount(at: start) <= Self.halfByteCount else { return false }
            unsafe start += Self.halfByteCount
            guard unsafe Self.holds(start, piece, mark) else { return false }
        }
        let sums = unsafe start + Self.headByteCount + piece.count
        for number in 0..<Int(unsafe start.load(fromByteOffset: 2, as: UInt8.self)) {
            visit(unsafe sums.loadUnaligned(fromByteOffset: 8 &* number, as: UInt64.self))
        }
        return true
    }

    /// Remembers the sums of a piece, where both fit; older pieces may be forgotten for it.
    func remember(
        _ sums: [UInt64], of piece: Span<UInt8>, mark: UInt8, at place: UnsafeMutableRawPointer
    ) {
        let byteCount = Self.headByteCount + piece.count + 8 * sums.count
        guard byteCount <= Self.slotByteCount else { return }
        if byteCount <= Self.halfByteCount {
            let second = unsafe place + Self.halfByteCount
            if unsafe Self.byteCount(at: place) <= Self.halfByteCount {
                unsafe second.copyMemory(from: place, byteCount: Self.halfByteCount)
            } else {
                unsafe second.storeBytes(of: 0, as: UInt8.self)
            }
        }
        unsafe place.storeBytes(of: UInt8(piece.count), as: UInt8.self)
        unsafe place.storeBytes(of: mark, toByteOffset: 1, as: UInt8.self)
        unsafe place.storeBytes(of: UInt8(sums.count), toByteOffset: 2, as: UInt8.self)
        let start = unsafe place + Self.headByteCount
        for index in piece.indices {
            unsafe start.storeBytes(of: piece[index], toByteOffset: index, as: UInt8.self)
        }
        for (number, sum) in sums.enumerated() {
            unsafe start.storeBytes(of: sum, toByteOffset: piece.count + 8 * number, as: UInt64.self)
        }
    }

    @inline(__always)
    private static func holds(
        _ start: UnsafeMutableRawPointer, _ piece: Span<UInt8>, _ mark: UInt8
    ) -> Bool {
        guard piece.count <= slotByteCount,
            unsafe start.load(as: UInt16.self)
                == UInt16(littleEndian: UInt16(mark) << 8 | UInt16(truncatingIfNeeded: piece.count))
        else { return false }
        return unsafe WordBytes.isEqual(start + headByteCount, piece)
    }

    /// How long what is remembered there is.
    @inline(__always)
    private static func byteCount(at start: UnsafeMutableRawPointer) -> Int {
        unsafe headByteCount &+ Int(start.load(as: UInt8.self))
            &+ 8 &* Int(start.load(fromByteOffset: 2, as: UInt8.self))
    }
}
