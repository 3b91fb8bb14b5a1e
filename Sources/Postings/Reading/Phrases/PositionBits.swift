/// Which places a word has in an article, told so roughly that it fits into 64 bits: that two words are
/// nowhere in a row is most often known by these alone.
enum PositionBits {
    /// The places that stand in a range of a doclist's bytes.
    ///
    /// - Parameters:
    ///   - bytes: A doclist, which is padded: what begins inside does not lead out of its memory.
    ///   - range: Where the positions are.
    /// - Returns: A bit for each place, by the last six bits of its number in its column; all bits where that
    ///   cannot be told so fast, as where the bytes are no positions.
    @inline(__always)
    static func bits(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        var offset = range.lowerBound
        var bits: UInt64 = 0
        var position: UInt64 = 0
        while offset < range.upperBound {
            // Whether a number has one byte or two cannot be foreseen, so that there is no branch for it.
            let word = unsafe UInt64(bytes[offset])
            let second = unsafe UInt64(bytes[offset &+ 1])
            let isLong = word &>> 7
            let mask = 0 &- isLong
            let value = (word & 0x7F & ~mask) | (((word & 0x7F) &<< 7 | second) & mask)
            guard value >= 2, second & (isLong &<< 7) == 0 else {
                // The next column begins.
                guard value == 1, second == 1, position < 1 &<< 32 else { return .max }
                position = 1 &<< 32
                offset &+= 2
                continue
            }
            position &+= value &- 2
            bits |= 1 &<< (position & 63)
            offset &+= Int(truncatingIfNeeded: 1 &+ isLong)
        }
        return offset == range.upperBound ? bits : .max
    }
}
