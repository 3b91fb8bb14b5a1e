/// What gzip (RFC 1952) puts around a deflate stream.
enum GzipFrame {
    /// No name, no time, no comment; an unknown system.
    static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    /// Header and trailer together.
    static let byteCount = 18

    static func trailer(checksum: UInt32, byteCount: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: checksum)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: byteCount))
        return bytes
    }

    /// A whole gzip member of bytes that are not compressed.
    static func stored(_ plain: [UInt8]) -> [UInt8] {
        var bytes = header
        // A stored block (RFC 1951, 3.2.4) has at most 65,535 bytes.
        for start in stride(from: 0, to: max(1, plain.count), by: 65_535) {
            let end = min(start + 65_535, plain.count)
            bytes.append(end == plain.count ? 1 : 0)
            bytes.append(littleEndian: UInt16(end - start))
            bytes.append(littleEndian: ~UInt16(end - start))
            bytes += plain[start..<end]
        }
        return bytes + trailer(checksum: Checksum(of: plain).value, byteCount: Int64(plain.count))
    }
}
