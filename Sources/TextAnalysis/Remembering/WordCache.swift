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
    private var made: [UInt8] = []

    /// A cache of 2 to the power of `slotBits` slots, at least two.
    init(slotBits: Int) {
        memory = SlotMemory(slotBits: slotBits)
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
        let pair = unsafe memory.pair(of: WordBytes.hash(word)).assumingMemoryBound(to: UInt8.self)
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
        guard unsafe slot[0] == UInt8(truncatingIfNeeded: word.count) && WordBytes.isEqual(slot + 2, word)
        else {
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
