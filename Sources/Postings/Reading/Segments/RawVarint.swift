/// Varints read where at least nine bytes are known to follow.
enum RawVarint {
    /// The integer at `offset`, which moves on by 1 to 9.
    @inline(__always)
    static func read(_ bytes: UnsafePointer<UInt8>, at offset: inout Int) -> UInt64 {
        let first = unsafe bytes[offset]
        if first < 0x80 {
            offset += 1
            return UInt64(first)
        }
        let second = unsafe bytes[offset + 1]
        if second < 0x80 {
            offset += 2
            return UInt64(first & 0x7F) << 7 | UInt64(second)
        }
        return unsafe readLong(bytes, at: &offset)
    }

    @inline(never)
    private static func readLong(_ bytes: UnsafePointer<UInt8>, at offset: inout Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<8 {
            let byte = unsafe bytes[offset + index]
            value = value << 7 | UInt64(byte & 0x7F)
            if byte < 0x80 {
                offset += index + 1
                return value
            }
        }
        value = unsafe value << 8 | UInt64(bytes[offset + 8])
        offset += 9
        return value
    }
}
