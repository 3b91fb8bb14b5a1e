/// What was worked out for the words that were met last: short lists of terms, in memory of a fixed size.
///
/// Few words make most of a text, so that looking them up here is nearly always enough. A word has two
/// places, and the newest words push the older ones out; a word that does not fit is worked out each time.
/// What is found is what was stored for exactly that word, so the cache is never seen in the results.
///
/// A slot of ``slotByteCount`` bytes: the length of the word (0: empty), the length of the value, the word,
/// the value. A value is any number of terms, each a byte for its length and that many bytes.
@safe final class WordCache {
    /// Room for a Russian word of 15 letters with its stem, which is more than 98 % of them need.
    static let slotByteCount = SlotMemory.slotByteCount

    private let memory: SlotMemory
    private let slots: UnsafeMutablePointer<UInt8>
    private let mask: UInt64
    private var made: [UInt8] = []

    /// A cache of 2 to the power of `slotBits` slots, at least two.
    init(slotBits: Int) {
        mask = (1 << UInt64(slotBits) - 1) & ~1
        memory = SlotMemory(slotBits: slotBits)
        unsafe slots = memory.start.assumingMemoryBound(to: UInt8.self)
        made.reserveCapacity(512)
    }

    /// Forgets all words, and gives the memory back.
    func removeAll() { memory.removeAll() }

    /// Calls `body` with the value of `word`, made by `make` where it is not at hand.
    ///
    /// - Parameters:
    ///   - word: The word; up to 255 bytes.
    ///   - make: Adds the value to an empty array. It must depend on nothing but the word.
    ///   - body: What to do with the value, which is valid during the call only.
    /// - Returns: What `body` returns.
    @inline(__always)
    func withValue<Result>(
        of word: Span<UInt8>, make: (inout [UInt8]) -> Void, _ body: (Span<UInt8>) -> Result
    ) -> Result {
        let pair = unsafe slots + Int(Self.hash(word) & mask) * Self.slotByteCount
        if let value = unsafe Self.value(of: word, in: pair) {
            return body(unsafe Span(_unsafeElements: value))
        }
        if let value = unsafe Self.value(of: word, in: pair + Self.slotByteCount) {
            return body(unsafe Span(_unsafeElements: value))
        }
        return unsafe makeValue(of: word, in: pair, make, body)
    }

    @inline(__always)
    private static func value(
        of word: Span<UInt8>, in slot: UnsafeMutablePointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8>? {
        guard unsafe slot[0] == UInt8(truncatingIfNeeded: word.count) && isEqual(slot + 2, word) else {
            return nil
        }
        return unsafe UnsafeBufferPointer(start: slot + 2 + word.count, count: Int(slot[1]))
    }

    @inline(never)
    private func makeValue<Result>(
        of word: Span<UInt8>, in pair: UnsafeMutablePointer<UInt8>, _ make: (inout [UInt8]) -> Void,
        _ body: (Span<UInt8>) -> Result
    ) -> Result {
        made.removeAll(keepingCapacity: true)
        make(&made)
        if word.count > 0, 2 + word.count + made.count <= Self.slotByteCount {
            unsafe (pair + Self.slotByteCount).update(from: pair, count: Self.slotByteCount)
            unsafe pair[0] = UInt8(word.count)
            unsafe pair[1] = UInt8(made.count)
            for index in word.indices { unsafe pair[2 + index] = word[index] }
            for index in made.indices { unsafe pair[2 + word.count + index] = made[index] }
        }
        let value = made
        return body(value.span)
    }

    /// Compares eight bytes a step, as ``hash(_:)`` takes them: a call for every word takes longer than the words.
    @inline(__always)
    private static func isEqual(_ stored: UnsafeMutablePointer<UInt8>, _ word: Span<UInt8>) -> Bool {
        unsafe word.withUnsafeBytes { bytes in
            let stored = UnsafeRawPointer(stored)
            var index = 0
            while index &+ 8 <= bytes.count {
                let part = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                guard unsafe stored.loadUnaligned(fromByteOffset: index, as: UInt64.self) == part else {
                    return false
                }
                index &+= 8
            }
            let rest = unsafe UnsafeRawBufferPointer(start: stored, count: bytes.count)
            return unsafe tail(of: rest, from: index) == tail(of: bytes, from: index)
        }
    }

    /// Eight bytes a step; the last step takes what is left.
    @inline(__always)
    static func hash(_ word: Span<UInt8>) -> UInt64 {
        unsafe word.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            while index &+ 8 <= bytes.count {
                let part = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                hash = (hash ^ part) &* 0x9FB2_1C65_1E98_DF25
                hash ^= hash >> 32
                index &+= 8
            }
            hash = unsafe (hash ^ tail(of: bytes, from: index)) &* 0x9FB2_1C65_1E98_DF25
            return hash ^ hash >> 29
        }
    }

    /// The up to seven bytes from `index` to the end as one number, which tells apart what is equally long. No step for
    /// each byte: how many there are is what a processor guesses wrong.
    @inline(__always)
    private static func tail(of bytes: UnsafeRawBufferPointer, from index: Int) -> UInt64 {
        let count = bytes.count &- index
        if count >= 4 {
            let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self)
            return UInt64(first) << 32 | UInt64(last)
        }
        guard count > 0 else { return 0 }
        let first = unsafe UInt64(bytes[index])
        let middle = unsafe UInt64(bytes[index &+ count >> 1])
        let last = unsafe UInt64(bytes[bytes.count &- 1])
        return first << 16 | middle << 8 | last
    }
}

extension Span<UInt8> {
    /// Calls `body` with each term of a value of a ``WordCache`` until it returns `false`.
    @inline(__always)
    func forEachTerm(_ body: (Span<UInt8>) -> Bool) {
        var index = 0
        while index < count {
            let end = index &+ 1 &+ Int(self[index])
            guard body(extracting(index &+ 1..<end)) else { return }
            index = end
        }
    }
}
