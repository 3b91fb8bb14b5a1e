#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What was worked out for the words that were met last: short lists of terms, in memory of a fixed size.
///
/// Few words make most of a text, so that looking them up here is nearly always enough. A word has two
/// places, and the newest words push the older ones out; a word that does not fit is worked out each time.
/// What is found is what was stored for exactly that word, so the cache is never seen in the results.
///
/// A slot of ``slotByteCount`` bytes: the length of the word (0: empty), the length of the value, the word,
/// the value. A value is any number of terms, each a byte for its length and that many bytes.
@safe final class WordCache {
    /// Room for a Russian word of 15 letters with its stem, which is more than 98 % of them need: a line of
    /// the processor's cache.
    static let slotByteCount = 64

    private let slots: UnsafeMutablePointer<UInt8>
    private let mask: UInt64
    private let byteCount: Int
    private var made: [UInt8] = []

    /// A cache of 2 to the power of `slotBits` slots, at least two.
    init(slotBits: Int) {
        mask = (1 << UInt64(slotBits) - 1) & ~1
        byteCount = Self.slotByteCount << slotBits
        unsafe slots = Self.mapEmptySlots(byteCount)
        made.reserveCapacity(512)
    }

    deinit { unsafe munmap(slots, byteCount) }

    /// Forgets all words, and gives the memory back.
    func removeAll() { unsafe madvise(slots, byteCount, MADV_DONTNEED) }

    /// Zeros from the system, which take room only as they are written to: what an allocator gave and got before it
    /// clears by writing, and an empty cache would be as large as a full one.
    private static func mapEmptySlots(_ byteCount: Int) -> UnsafeMutablePointer<UInt8> {
        let memory = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
            preconditionFailure("there is no memory for \(byteCount) bytes of words")
        }
        return unsafe memory.bindMemory(to: UInt8.self, capacity: byteCount)
    }

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

    @inline(__always)
    private static func isEqual(_ stored: UnsafeMutablePointer<UInt8>, _ word: Span<UInt8>) -> Bool {
        unsafe word.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe memcmp(stored, start, bytes.count) == 0
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
            var rest: UInt64 = 0
            while index < bytes.count {
                rest = unsafe rest << 8 | UInt64(bytes[index])
                index &+= 1
            }
            hash = (hash ^ rest) &* 0x9FB2_1C65_1E98_DF25
            return hash ^ hash >> 29
        }
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
