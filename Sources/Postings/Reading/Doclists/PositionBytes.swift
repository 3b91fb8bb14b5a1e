/// How many places a list of positions has, as FTS5 writes them: of which eight bytes are looked at in one
/// step.
enum PositionBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The places in the body, where these are all and take eight bytes at most; `nil` for any other list.
    ///
    /// Up to seven bytes behind the list are read: padding, or further entries.
    @inline(__always)
    static func fewOfBody(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> UInt64? {
        guard size > 0, size <= 8 else { return nil }
        let word = unsafe UInt64(
            littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        let unused = UInt64(64 - 8 * size)
        let kept = UInt64.max >> unused
        // The last byte ends a number, and none of them marks another column.
        guard (word << unused) >> 63 == 0, !hasMark(word, kept) else { return nil }
        return endCount(word, kept)
    }

    /// How many positions there are in either column; `nil` where the bytes are no list of positions.
    static func occurrences(
        _ bytes: UnsafePointer<UInt8>, _ size: Int
    ) -> (title: UInt32, body: UInt32)? {
        guard size > 0 else { return (0, 0) }
        // The last byte ends a number.
        guard unsafe bytes[size - 1] < 0x80 else { return nil }
        var body: UInt32 = 0
        var index = 0
        while index < size {
            let word = unsafe UInt64(
                littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let kept = size - index >= 8 ? UInt64.max : UInt64.max >> UInt64(64 - 8 * (size - index))
            if hasMark(word, kept) { return unsafe mixedOccurrences(bytes, size) }
            body += UInt32(truncatingIfNeeded: endCount(word, kept))
            index += 8
        }
        return (0, body)
    }

    /// Likewise, where the title may have some.
    private static func mixedOccurrences(
        _ bytes: UnsafePointer<UInt8>, _ size: Int
    ) -> (title: UInt32, body: UInt32)? {
        var body: UInt32 = 0
        var isStart = true
        var index = 0
        while index < size {
            let byte = unsafe bytes[index]
            if isStart, byte == 1 {
                guard index + 2 < size, unsafe bytes[index + 1] == 1 else { return nil }
                return (unsafe endCount(bytes + index + 2, size - index - 2), body)
            }
            isStart = byte < 0x80
            body += isStart ? 1 : 0
            index += 1
        }
        return (0, body)
    }

    /// Whether any of the bytes that are kept is 1: that marks another column, and no position is written as
    /// less than 2. It may also be the end of a longer number.
    @inline(__always)
    private static func hasMark(_ word: UInt64, _ kept: UInt64) -> Bool {
        // Zero where a byte is 1; the lowest zero byte is found for certain (Hacker's Delight, section 6-1).
        let differences = (word ^ ones) | ~kept
        return (differences &- ones) & ~differences & highBits != 0
    }

    /// How many numbers end in the bytes that are kept: those without the highest bit.
    @inline(__always)
    private static func endCount(_ word: UInt64, _ kept: UInt64) -> UInt64 {
        // A processor of the oldest kind has no instruction that counts bits: the product's highest byte is
        // the sum.
        (((~word & highBits & kept) >> 7) &* ones) >> 56
    }

    private static func endCount(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> UInt32 {
        var count: UInt32 = 0
        for index in 0..<size { count += unsafe bytes[index] < 0x80 ? 1 : 0 }
        return count
    }
}
