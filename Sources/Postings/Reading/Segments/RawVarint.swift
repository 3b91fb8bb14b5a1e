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

    /// The integer at `offset`, and where the next one begins. Sixteen bytes at least are known to follow.
    ///
    /// No branch for one byte or two, as in ``readEntry(_:at:)``: of positions nobody can foresee it either.
    @inline(__always)
    static func readShort(_ bytes: UnsafePointer<UInt8>, at offset: Int) -> (value: UInt64, next: Int) {
        let word = unsafe UInt64(
            UInt16(
                littleEndian: UnsafeRawPointer(bytes).loadUnaligned(
                    fromByteOffset: offset, as: UInt16.self)))
        let isLong = word &>> 7 & 1
        let second = word &>> 8
        if _slowPath(second & (isLong &<< 7) != 0) {
            return unsafe readLong(bytes, from: offset)
        }
        let mask = 0 &- isLong
        let first = word & 0x7F
        return (
            (first & ~mask) | ((first &<< 7 | second) & mask),
            offset &+ Int(truncatingIfNeeded: 1 &+ isLong)
        )
    }

    @inline(never)
    private static func readLong(
        _ bytes: UnsafePointer<UInt8>, from offset: Int
    ) -> (value: UInt64, next: Int) {
        var offset = offset
        let value = unsafe read(bytes, at: &offset)
        return (value, offset)
    }

    /// The head of a doclist's entry: by how much its article is more than the one before, how many bytes of
    /// positions follow, and where. Sixteen bytes at least are known to follow.
    ///
    /// Whether the first number has one byte or two cannot be foreseen, so that there is no branch for it.
    /// The place is given back, not moved on: what is passed by its address is in no register.
    @inline(__always)
    static func readEntry(
        _ bytes: UnsafePointer<UInt8>, at offset: Int
    ) -> (delta: UInt64, size: Int, positions: Int) {
        let word = unsafe UInt64(
            littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let isLong = word &>> 7 & 1
        let second = word &>> 8 & 0xFF
        let size = word &>> (8 &+ isLong &* 8) & 0xFF
        if _slowPath((second & (isLong &* 0x80)) | (size & 0x80) != 0) {
            return unsafe readLongEntry(bytes, at: offset)
        }
        let mask = 0 &- isLong
        let first = word & 0x7F
        return (
            (first & ~mask) | ((first &<< 7 | second) & mask), Int(truncatingIfNeeded: size &>> 1),
            offset &+ Int(truncatingIfNeeded: 2 &+ isLong)
        )
    }

    @inline(never)
    private static func readLongEntry(
        _ bytes: UnsafePointer<UInt8>, at offset: Int
    ) -> (delta: UInt64, size: Int, positions: Int) {
        var offset = offset
        let delta = unsafe read(bytes, at: &offset)
        let size = unsafe Int(truncatingIfNeeded: read(bytes, at: &offset) >> 1)
        return (delta, size, offset)
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
