import CUnicodeTables

/// The bytes of the term that is being read, in place: reading a text allocates nothing.
struct TermBuffer {
    /// The most bytes that it holds.
    static let capacity = TextAnalyzer.maximumTermByteCount

    private var bytes = InlineArray<256, UInt8>(repeating: 0)
    private(set) var count = 0

    var isFull: Bool { count == Self.capacity }

    subscript(index: Int) -> UInt8 { bytes[index] }

    var last: UInt8 { bytes[count &- 1] }

    /// The bytes in `range`, for a visitor.
    @inline(__always)
    func withTerm<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(range))
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Drops what stands before `start`.
    mutating func removeFirst(_ start: Int) {
        for index in start..<count { bytes[index - start] = bytes[index] }
        count -= start
    }

    /// Adds one byte; there must be room.
    @inline(__always)
    mutating func append(byte: UInt8) {
        bytes[count] = byte
        count &+= 1
    }

    /// Adds a scalar and tells whether there was room.
    @inline(__always)
    mutating func append(_ scalar: UInt32) -> Bool {
        guard count &+ Self.width(of: scalar) <= Self.capacity else { return false }
        count = write(scalar, at: count)
        return true
    }

    /// Adds the first `prefixCount` bytes of another term and tells whether there was room.
    mutating func append(_ other: borrowing TermBuffer, prefixCount: Int) -> Bool {
        guard count + prefixCount <= Self.capacity else { return false }
        for index in 0..<prefixCount { append(byte: other.bytes[index]) }
        return true
    }

    /// Adds a mark of the letter at `base` in canonical order and tells whether there was room.
    ///
    /// Marks of different combining classes may be written in any order and mean the same.
    mutating func insertMark(_ mark: UInt32, combiningClass: UInt32, base: Int) -> Bool {
        let width = Self.width(of: mark)
        guard count + width <= Self.capacity else { return false }
        var place = count
        while combiningClass > 0, place > base {
            let previous = startOfScalar(before: place)
            guard previous > base, Self.combiningClass(of: scalar(at: previous)) > combiningClass else {
                break
            }
            place = previous
        }
        for index in stride(from: count - 1, through: place, by: -1) { bytes[index + width] = bytes[index] }
        _ = write(mark, at: place)
        count += width
        return true
    }

    /// Replaces the scalar at `start` by one of the same width.
    mutating func replaceScalar(at start: Int, by scalar: UInt32) { _ = write(scalar, at: start) }

    /// The scalar whose first byte is at `start`.
    func scalar(at start: Int) -> UInt32 {
        let lead = UInt32(bytes[start])
        if lead < 0x80 { return lead }
        if lead < 0xE0 { return (lead & 0x1F) << 6 | tail(start + 1) }
        if lead < 0xF0 { return (lead & 0x0F) << 12 | tail(start + 1) << 6 | tail(start + 2) }
        return (lead & 0x07) << 18 | tail(start + 1) << 12 | tail(start + 2) << 6 | tail(start + 3)
    }

    /// The number of bytes that a scalar takes.
    @inline(__always)
    static func width(of scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
    }

    private func tail(_ index: Int) -> UInt32 { UInt32(bytes[index] & 0x3F) }

    private func startOfScalar(before end: Int) -> Int {
        var start = end - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    private static func combiningClass(of scalar: UInt32) -> UInt32 {
        let record = ScalarRecord(of: scalar)
        return record.scalarClass == .keptMark ? record.payload : 0
    }

    /// Writes a scalar and returns where it ends.
    @inline(__always)
    private mutating func write(_ scalar: UInt32, at start: Int) -> Int {
        if scalar < 0x80 {
            bytes[start] = UInt8(truncatingIfNeeded: scalar)
            return start &+ 1
        }
        if scalar < 0x800 {
            bytes[start] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            bytes[start &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return start &+ 2
        }
        if scalar < 0x10000 {
            bytes[start] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            bytes[start &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            bytes[start &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            return start &+ 3
        }
        bytes[start] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        bytes[start &+ 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
        bytes[start &+ 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        bytes[start &+ 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return start &+ 4
    }
}
