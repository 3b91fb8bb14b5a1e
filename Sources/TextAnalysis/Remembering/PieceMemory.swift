#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The sums of the pieces of text that were met last, in memory of a fixed size: as ``WordCache``, which keeps terms.
///
/// A slot of ``SlotMemory``:
///
/// | offset | width | meaning |
/// | --- | --- | --- |
/// | 0 | 1 | how long the piece is; 0 in an empty slot |
/// | 1 | 1 | the mark that it was remembered under |
/// | 2 | 1 | how many positions it has, N |
/// | 8 | 8 · N | the sum of each position |
/// | 8 + 8 · N | | the piece |
@safe struct PieceMemory: ~Copyable {
    private static let slotByteCount = SlotMemory.slotByteCount
    private static let headByteCount = 8

    private let memory: SlotMemory

    /// Room for 2 to the power of `slotBits` pieces, at least two.
    init(slotBits: Int) { memory = SlotMemory(slotBits: slotBits) }

    /// Forgets all pieces.
    func removeAll() { memory.removeAll() }

    /// Calls `visit` with each sum of a piece; `false` where it is not remembered.
    @inline(__always)
    func forEachSum(of piece: UnsafeBufferPointer<UInt8>, mark: UInt8, _ visit: (UInt64) -> Void) -> Bool {
        var slot = unsafe pair(of: piece, mark)
        if unsafe !holds(slot, piece, mark) {
            unsafe slot += Self.slotByteCount
            guard unsafe holds(slot, piece, mark) else { return false }
        }
        for number in 0..<Int(unsafe slot.load(fromByteOffset: 2, as: UInt8.self)) {
            visit(unsafe slot.load(fromByteOffset: Self.headByteCount + 8 * number, as: UInt64.self))
        }
        return true
    }

    /// Remembers the sums of a piece, where both fit; an older piece may be forgotten for it.
    func remember(_ sums: [UInt64], of piece: UnsafeBufferPointer<UInt8>, mark: UInt8) {
        guard let start = piece.baseAddress,
            Self.headByteCount + 8 * sums.count + piece.count <= Self.slotByteCount
        else { return }
        let pair = unsafe pair(of: piece, mark)
        unsafe (pair + Self.slotByteCount).copyMemory(from: pair, byteCount: Self.slotByteCount)
        unsafe pair.storeBytes(of: UInt8(piece.count), as: UInt8.self)
        unsafe pair.storeBytes(of: mark, toByteOffset: 1, as: UInt8.self)
        unsafe pair.storeBytes(of: UInt8(sums.count), toByteOffset: 2, as: UInt8.self)
        for (number, sum) in sums.enumerated() {
            unsafe pair.storeBytes(of: sum, toByteOffset: Self.headByteCount + 8 * number, as: UInt64.self)
        }
        unsafe (pair + Self.headByteCount + 8 * sums.count).copyMemory(from: start, byteCount: piece.count)
    }

    @inline(__always)
    private func pair(of piece: UnsafeBufferPointer<UInt8>, _ mark: UInt8) -> UnsafeMutableRawPointer {
        unsafe memory.pair(of: WordBytes.hash(Span(_unsafeElements: piece)) &+ UInt64(mark) << 1)
    }

    @inline(__always)
    private func holds(
        _ slot: UnsafeMutableRawPointer, _ piece: UnsafeBufferPointer<UInt8>, _ mark: UInt8
    ) -> Bool {
        guard unsafe slot.load(as: UInt8.self) == UInt8(truncatingIfNeeded: piece.count),
            unsafe slot.load(fromByteOffset: 1, as: UInt8.self) == mark, piece.count <= Self.slotByteCount,
            let start = piece.baseAddress
        else { return false }
        let sumCount = Int(unsafe slot.load(fromByteOffset: 2, as: UInt8.self))
        return unsafe memcmp(slot + Self.headByteCount + 8 * sumCount, start, piece.count) == 0
    }
}
