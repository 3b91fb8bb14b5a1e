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
    /// Whether it is one of the headline.
    var isInTitle: Bool { column == SearchPattern.Column.title.rawValue }
    /// How many tokens of the column stand before it.
    public var offset: Int { Int(rawValue & 0xFFFF_FFFF) }

    /// By column, and within one by offset.
    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }
}

/// Reads a list of positions: the distance from the one before plus 2, each a varint; a 1 is followed by the
/// number of the column that comes next.
enum PositionReader {
    /// Appends the positions that stand in a range of a doclist, in their order.
    static func append(
        _ range: Range<Int>, of doclist: borrowing Doclist, to positions: inout [Position]
    ) throws(PostingsError) {
        try forEach(range, of: doclist) { positions.append($0) }
    }

    /// Calls `visit` with the positions that stand in a range of a doclist, in their order.
    @inline(__always)
    static func forEach(
        _ range: Range<Int>, of doclist: borrowing Doclist, _ visit: (Position) -> Void
    ) throws(PostingsError) {
        let isRead = unsafe doclist.withBytes { bytes in
            guard let start = bytes.baseAddress else { return range.isEmpty }
            return unsafe forEach(start, range, visit)
        }
        guard isRead else { throw PostingsError(.damaged, row: doclist.row, "positions that cannot be") }
    }

    /// Likewise from the bytes of a doclist, which are padded: what begins inside does not lead out of them.
    /// `false` where the bytes are no positions.
    @inline(__always)
    static func append(
        _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, to positions: inout [Position]
    ) -> Bool {
        unsafe forEach(bytes, range) { positions.append($0) }
    }

    /// Writes the positions' raw values to where each byte of the range has room for one; `nil` where the
    /// bytes are no positions. Else how many they are.
    @inline(__always)
    static func write(
        _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, to output: UnsafeMutablePointer<UInt64>
    ) -> Int? {
        var count = 0
        let isRead = unsafe forEach(bytes, range) { position in
            unsafe output[count] = position.rawValue
            count &+= 1
        }
        return isRead ? count : nil
    }

    /// Likewise, without a list.
    @inline(__always)
    private static func forEach(
        _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ visit: (Position) -> Void
    ) -> Bool {
        var offset = range.lowerBound
        var position: UInt64 = 0
        while offset < range.upperBound {
            let value = unsafe RawVarint.read(bytes, at: &offset)
            if value == 1 {
                guard offset < range.upperBound else { return false }
                let column = unsafe RawVarint.read(bytes, at: &offset)
                guard column > position >> 32, column <= UInt64(Int32.max) else { return false }
                position = column << 32
            } else {
                guard value >= 2, value <= UInt64(Int32.max) else { return false }
                position += value - 2
                visit(Position(rawValue: position))
            }
        }
        return offset == range.upperBound
    }
}
