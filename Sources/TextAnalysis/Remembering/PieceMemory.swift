internal import CMemoryHints
internal import Synchronization

/// The sums of the pieces of text that were met last, in memory of a fixed size, for all threads that read
/// texts: what one has learned, none learns again. Whoever made it tells what the number of a term is, so
/// that there is one answer for each piece.
///
/// A slot of `SlotMemory` has four entries of 16 bytes, the newest first, one for each position of a piece,
/// so that looking for a piece is waiting for one line of memory:
///
/// | offset | width | meaning |
/// | --- | --- | --- |
/// | 0 | 8 | the name of the position, XOR its sum; 0 in an empty entry |
/// | 8 | 8 | the sum |
///
/// The name is 61 bits of a `PieceName`, and in the lowest three what kind of entry it is (`Kind`). All words
/// are read and written alone, without locks. Where two threads write one entry, or one reads what another
/// writes, the two words belong to different pieces; then they give no name that anybody looks for, and the
/// piece is summed up again.
///
/// A piece is not kept itself: with its bytes an entry takes twice the room, and more memory is what makes
/// the difference. Whoever compares sums of 64 bits can rely on that. The keys of the names are drawn when
/// texts and index are written already, so that a piece has the name of another one only by chance. A changed
/// piece that has the name and the slot of what stood in its place would not be found: 2⁻⁷⁹ in the memory of
/// a check, beside 2⁻⁶⁰ of the sums. A piece that takes any other one's entry for its own makes the sums
/// differ, which would be damage that is none: of a million pieces, each compared with four, one in 2³⁹
/// checks. A disk, and memory without correction, tell untruths far more often.
public final class PieceMemory: @unchecked Sendable {
    /// Where the sums of a piece stand, or would stand.
    @safe struct Place {
        /// Only read and written by atomic operations, which is why all may have it.
        let line: UnsafeMutablePointer<Atomic<UInt64>>
        let name: UInt64
    }

    /// What the lowest bits of an entry's name say: how many positions its piece has, and 1 more, in the
    /// entry of the first one; for the others ``further``.
    private enum Kind {
        static let mask: UInt64 = 7
        static let further: UInt64 = 6
    }

    private static let entryCount = SlotMemory.slotByteCount / 16
    /// More than nearly every piece has.
    static let maximumSumCount = entryCount
    /// Longer pieces are not remembered: those that are no words are not met again.
    static let maximumPieceByteCount = 64

    /// A million positions. 20,000 articles have 280,000 pieces that differ; for these, twice as much and a
    /// quarter took as long.
    private static let usualSlotBits = 18

    private let memory: SlotMemory
    private let keys: PieceName.Keys
    let numberOfTerm: @Sendable (Span<UInt8>) -> UInt64

    /// Makes one that has met no piece; it takes 16 MB at most.
    ///
    /// - Parameter number: The number of a term. It must depend on nothing but the term.
    public convenience init(numberOfTerm number: @escaping @Sendable (Span<UInt8>) -> UInt64) {
        self.init(slotBits: Self.usualSlotBits, numberOfTerm: number)
    }

    /// Room for four times 2 to the power of `slotBits` positions.
    init(slotBits: Int, numberOfTerm number: @escaping @Sendable (Span<UInt8>) -> UInt64) {
        memory = SlotMemory(slotBits: slotBits)
        var generator = SystemRandomNumberGenerator()
        keys = PieceName.Keys(using: &generator)
        numberOfTerm = number
    }

    /// Where a piece of a text would be remembered, which the processor begins to fetch: whoever asks for
    /// some pieces ahead waits once for all. `nil` where it is too long for that.
    @inline(__always)
    func place(of piece: Range<Int>, in text: Span<UInt8>, mark: UInt16) -> Place? {
        guard piece.count <= Self.maximumPieceByteCount else { return nil }
        let name = PieceName(of: piece, in: text, mark: mark, keys)
        // Bits in the midst of the product, which depend on nearly all of what was multiplied.
        let line = unsafe memory.slot(of: name.low >> 40)
        unsafe gazette_prefetch(line)
        return unsafe Place(
            line: line.assumingMemoryBound(to: Atomic<UInt64>.self), name: name.high & ~Kind.mask)
    }

    /// Calls `visit` with each sum of a piece; `false` where it is not remembered.
    @inline(__always)
    func forEachSum(at place: Place, _ visit: (UInt64) -> Void) -> Bool {
        var (kind, sum): (UInt64, UInt64) = (0, 0)
        // All four, whichever it is: where a piece stands is what a processor guesses wrong.
        for entry in 0..<Self.entryCount {
            let other = unsafe place.line[2 &* entry &+ 1].load(ordering: .relaxed)
            let difference = unsafe place.line[2 &* entry].load(ordering: .relaxed) ^ other ^ place.name
            let isFound = difference &- 1 <= UInt64(Self.maximumSumCount)
            kind = isFound ? difference : kind
            sum = isFound ? other : sum
        }
        if kind == 2 {
            visit(sum)
            return true
        }
        return kind == 0 ? false : forEachSum(at: place, count: Int(kind) - 1, first: sum, visit)
    }

    /// The same for a piece of no position, or of several.
    @inline(never)
    private func forEachSum(at place: Place, count: Int, first: UInt64, _ visit: (UInt64) -> Void) -> Bool {
        var sums = InlineArray<4, UInt64>(repeating: first)
        for position in 1..<max(1, count) {
            guard let sum = furtherSum(at: place, position) else { return false }
            sums[position] = sum
        }
        for position in 0..<count { visit(sums[position]) }
        return true
    }

    private func furtherSum(at place: Place, _ position: Int) -> UInt64? {
        let name = Self.furtherName(of: place, position)
        for entry in 0..<Self.entryCount {
            let sum = unsafe place.line[2 * entry + 1].load(ordering: .relaxed)
            if unsafe place.line[2 * entry].load(ordering: .relaxed) ^ sum == name { return sum }
        }
        return nil
    }

    /// Remembers the sums of a piece, where they are not too many; older pieces may be forgotten for it.
    func remember(_ sums: [UInt64], at place: Place) {
        guard sums.count <= Self.maximumSumCount else { return }
        let newCount = max(1, sums.count)
        for entry in (newCount..<Self.entryCount).reversed() {
            for word in 0..<2 {
                let older = unsafe place.line[2 * (entry - newCount) + word].load(ordering: .relaxed)
                unsafe place.line[2 * entry + word].store(older, ordering: .relaxed)
            }
        }
        let first = place.name | UInt64(sums.count + 1)
        unsafe write(sums.first ?? 0, named: first, to: place.line)
        for position in 1..<newCount {
            let name = Self.furtherName(of: place, position)
            unsafe write(sums[position], named: name, to: place.line + 2 * position)
        }
    }

    private func write(_ sum: UInt64, named name: UInt64, to entry: UnsafeMutablePointer<Atomic<UInt64>>) {
        unsafe entry[0].store(name ^ sum, ordering: .relaxed)
        unsafe entry[1].store(sum, ordering: .relaxed)
    }

    private static func furtherName(of place: Place, _ position: Int) -> UInt64 {
        (place.name &+ UInt64(position) &* 0x9E37_79B9_7F4A_7C15) & ~Kind.mask | Kind.further
    }
}
