/// Numbers of as many bits as the largest of them needs, one behind the other, the lowest bit first.
enum BitPacking {
    /// The bits that a number needs.
    @inline(__always)
    static func width(of value: UInt32) -> Int { 32 - value.leadingZeroBitCount }

    /// The bytes that `count` numbers take.
    @inline(__always)
    static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) >> 3 }

    /// Writes numbers, none of which needs more than `width` bits, and up to seven bytes behind them.
    @inline(__always)
    static func pack(
        _ values: UnsafePointer<UInt32>, count: Int, width: Int, into output: UnsafeMutableRawPointer
    ) {
        guard width > 0 else { return }
        var bits: UInt64 = 0
        var filled = 0
        var offset = 0
        for index in 0..<count {
            bits |= unsafe UInt64(values[index]) << UInt64(filled)
            filled += width
            if filled >= 32 {
                unsafe output.storeBytes(
                    of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: offset, as: UInt32.self)
                offset += 4
                bits >>= 32
                filled -= 32
            }
        }
        unsafe output.storeBytes(
            of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: offset, as: UInt32.self)
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
