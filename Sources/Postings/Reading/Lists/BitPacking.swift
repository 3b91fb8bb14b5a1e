/// Numbers of as many bits as the largest of them needs, one behind the other, the lowest bit first.
enum BitPacking {
    /// The bits that a number needs.
    @inline(__always)
    static func width(of value: UInt32) -> Int { 32 - value.leadingZeroBitCount }

    /// The bytes that `count` numbers take.
    @inline(__always)
    static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) >> 3 }

    /// Four numbers of so many bits, and seven bits before them, fit into 64.
    private static var narrowWidth: Int { 14 }
    /// And so do eight of these.
    private static var narrowestWidth: Int { 7 }

    /// Writes numbers, none of which needs more than `width` bits, and up to seven bytes behind them.
    ///
    /// Without a branch for each number, and of narrow ones four or eight at a time: what one step waits for
    /// from the step before is most of the time.
    @inline(__always)
    static func pack(
        _ values: UnsafePointer<UInt32>, count: Int, width: Int, into output: UnsafeMutableRawPointer
    ) {
        guard width > 0 else { return }
        var bits: UInt64 = 0
        var filled = 0
        var offset = 0
        @inline(__always)
        func append(_ more: UInt64, _ width: Int) {
            bits |= more &<< UInt64(filled)
            filled &+= width
            unsafe output.storeBytes(of: bits.littleEndian, toByteOffset: offset, as: UInt64.self)
            let byteCount = filled &>> 3
            offset &+= byteCount
            bits = bits &>> UInt64(byteCount &* 8)
            filled &= 7
        }
        var index = 0
        if width <= narrowestWidth {
            while index &+ 8 <= count {
                let low = unsafe four(values + index, width)
                append(unsafe low | four(values + index + 4, width) &<< UInt64(width &* 4), width &* 8)
                index &+= 8
            }
        }
        if width <= narrowWidth {
            while index &+ 4 <= count {
                append(unsafe four(values + index, width), width &* 4)
                index &+= 4
            }
        }
        while index < count {
            append(unsafe UInt64(values[index]), width)
            index &+= 1
        }
    }

    /// Four numbers one behind the other.
    @inline(__always)
    private static func four(_ values: UnsafePointer<UInt32>, _ width: Int) -> UInt64 {
        let shift = UInt64(width)
        let low = unsafe UInt64(values[0]) | UInt64(values[1]) &<< shift
        let high = unsafe UInt64(values[2]) | UInt64(values[3]) &<< shift
        return low | high &<< (shift &* 2)
    }

    /// The number at an index. Reads up to eight bytes behind the last one.
    @inline(__always)
    static func value(_ input: UnsafeRawPointer, at index: Int, width: Int, mask: UInt64) -> UInt32 {
        let bit = index &* width
        let word = unsafe UInt64(
            littleEndian: input.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
        return UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & mask)
    }
}
