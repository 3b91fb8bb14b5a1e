/// How many places of a phrase each article of a range has, as far as they were gone through: in the order of
/// the places, of which an article has the next one only if it has all before.
///
/// A byte for each article: to look at it and to note it costs no branch, and no wait for what was noted
/// before.
struct PlaceMarks {
    /// More places are not counted.
    static let placeBound = 100

    /// So many numbers for each byte of the doclists that are gone through: where articles lie further apart,
    /// to go through the marks would take longer than all else.
    private static let widestSpread = 8

    private let first: UInt32
    /// How many articles are in the range.
    private let count: Int
    /// One more than the places of each article, and 0 behind the last one.
    private var marks: [UInt8]

    /// Marks for the articles in a range, of which the entries take so many bytes; `nil` where that is not
    /// worth it.
    init?(_ ids: ClosedRange<UInt32>, byteCount: Int) {
        let count = Int(ids.upperBound - ids.lowerBound) + 1
        guard count <= byteCount * Self.widestSpread else { return nil }
        first = ids.lowerBound
        self.count = count
        // A multiple of eight, so that as many are looked at together.
        marks = [UInt8](repeating: 1, count: (count + 8) / 8 * 8)
        for index in count..<marks.count { marks[index] = 0 }
    }

    /// Has `body` go through the entries of the place with a number: it calls the function with each article,
    /// which returns 1 for one with all places before, and 0 for others.
    @inline(__always)
    mutating func note<Value>(
        place number: Int, _ body: ((UInt64) -> Int) throws -> Value
    ) rethrows -> Value {
        let first = UInt64(first)
        let (own, noted, count) = (UInt8(number + 1), UInt8(number + 2), count)
        return try unsafe marks.withUnsafeMutableBufferPointer { marks in
            let last = UInt64(count)
            return try body { id in
                // What is below the first is above all others.
                let slot = Int(truncatingIfNeeded: min(id &- first, last))
                let mark = unsafe marks[slot]
                // 1 where it is not below, and then all bits: a branch for it could not be foreseen. Both are
                // small.
                let isKept = ~(mark &- own) &>> 7
                unsafe marks[slot] = mark ^ ((mark ^ noted) & (0 &- isKept))
                return Int(isKept)
            }
        }
    }

    /// The articles that have so many places, ascending, of which there are no more than `bound`.
    func ids(havingAll placeCount: Int, bound: Int) -> [UInt32] {
        let mark = UInt8(placeCount + 1)
        let all = UInt64(mark) &* 0x0101_0101_0101_0101
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return unsafe [UInt32](unsafeUninitializedCapacity: bound) { ids, count in
            unsafe marks.withUnsafeBytes { bytes in
                var offset = 0
                while offset &+ 8 <= bytes.count {
                    let word = unsafe UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                    let other = word ^ all
                    // The highest bit of each byte that is 0 (Hacker's Delight, section 6-1).
                    var found = ~((other & low) &+ low | other | low)
                    while found != 0, count < ids.count {
                        let slot = offset &+ found.trailingZeroBitCount &>> 3
                        unsafe ids[count] = first &+ UInt32(truncatingIfNeeded: slot)
                        count &+= 1
                        found &= found &- 1
                    }
                    offset &+= 8
                }
            }
        }
    }

    /// Leaves of some entries of marked articles those of articles that have so many places.
    func keep(_ entries: inout [UInt64], havingAll placeCount: Int) {
        let mark = UInt8(placeCount + 1)
        let first = UInt64(first)
        var kept = 0
        unsafe marks.withUnsafeBufferPointer { marks in
            unsafe entries.withUnsafeMutableBufferPointer { entries in
                for index in entries.indices {
                    let entry = unsafe entries[index]
                    // Articles outside of the range have no entries here, and no more are kept than were
                    // looked at.
                    let slot = Int(truncatingIfNeeded: min(entry &>> 32 &- first, UInt64(count)))
                    unsafe entries[kept] = entry
                    kept &+= unsafe marks[slot] == mark ? 1 : 0
                }
            }
        }
        entries.removeLast(entries.count - kept)
    }
}
