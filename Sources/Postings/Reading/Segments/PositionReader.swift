/// A place in an article: its column, and how many tokens stand before it there.
public struct Position: Hashable, Comparable, Sendable {
    /// The column in the upper, the offset in the lower 32 bits.
    public let rawValue: UInt64

    /// Makes a position.
    ///
    /// - Parameters:
    ///   - column: From 0.
    ///   - offset: From 0.
    public init(column: Int, offset: Int) {
        rawValue = UInt64(truncatingIfNeeded: column) << 32 | UInt64(truncatingIfNeeded: offset) & 0xFFFF_FFFF
    }

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The column, from 0.
    public var column: Int { Int(rawValue >> 32) }
    /// How many tokens of the column stand before it.
    public var offset: Int { Int(rawValue & 0xFFFF_FFFF) }

    /// By column, and within one by offset.
    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }
}

/// Reads a list of positions: the distance from the one before plus 2, each a varint; a 1 is followed by the
/// number of the column that comes next.
enum PositionReader {
    /// Appends the positions that stand in a range of a doclist, in their order.
    static func append(_ range: Range<Int>, of doclist: borrowing Doclist, to positions: inout [Position])
        throws
    {
        let row = doclist.row
        try unsafe doclist.withBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            var offset = range.lowerBound
            var position: UInt64 = 0
            while offset < range.upperBound {
                // Padded: what begins inside the doclist does not lead out of the array.
                let value = unsafe RawVarint.read(start, at: &offset)
                if value == 1 {
                    let column = unsafe RawVarint.read(start, at: &offset)
                    guard column > position >> 32, column <= UInt64(Int32.max) else {
                        throw PostingsError(.damaged, row: row, "columns that do not ascend")
                    }
                    position = column << 32
                } else {
                    guard value >= 2, value <= UInt64(Int32.max) else {
                        throw PostingsError(.damaged, row: row, "a distance of \(value)")
                    }
                    position += value - 2
                    positions.append(Position(rawValue: position))
                }
            }
            guard offset == range.upperBound else {
                throw PostingsError(.damaged, row: row, "positions that do not end")
            }
        }
    }
}
