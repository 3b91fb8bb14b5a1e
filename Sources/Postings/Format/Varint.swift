/// SQLite's variable-length integers, in which FTS5 writes everything: seven bits a byte, the highest first,
/// the ninth byte whole.
enum Varint {
    /// The longest one.
    static let maximumByteCount = 9

    /// How many bytes `value` takes, 1 to 9.
    @inline(__always)
    static func byteCount(of value: UInt64) -> Int {
        let bits = UInt64.bitWidth - (value | 1).leadingZeroBitCount
        return bits > 56 ? 9 : (bits + 6) / 7
    }

    /// Writes `value` to where nine bytes have room; returns how many it took.
    @inline(__always)
    static func write(_ value: UInt64, to output: UnsafeMutablePointer<UInt8>) -> Int {
        if value < 0x80 {
            unsafe output[0] = UInt8(truncatingIfNeeded: value)
            return 1
        }
        let count = byteCount(of: value)
        var rest = value
        if count == 9 {
            unsafe output[8] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        } else {
            unsafe output[count - 1] = UInt8(truncatingIfNeeded: rest & 0x7F)
            rest >>= 7
        }
        for index in stride(from: count - 2, through: 0, by: -1) {
            unsafe output[index] = UInt8(truncatingIfNeeded: rest & 0x7F | 0x80)
            rest >>= 7
        }
        return count
    }

    /// Reads the integer at `offset` and moves it on; `nil` when the bytes end within it.
    @inline(__always)
    static func read(_ bytes: Span<UInt8>, at offset: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for index in 0..<maximumByteCount {
            guard offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            if index == 8 { return value << 8 | UInt64(byte) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { return value }
        }
        return value
    }
}

extension [UInt8] {
    /// Appends `value` as a variable-length integer.
    mutating func append(varint value: UInt64) {
        let start = count
        append(contentsOf: repeatElement(0, count: Varint.byteCount(of: value)))
        _ = unsafe withUnsafeMutableBufferPointer { buffer in
            // The loop below writes exactly the bytes just appended.
            unsafe buffer.baseAddress.map { unsafe Varint.write(value, to: $0 + start) }
        }
    }
}
