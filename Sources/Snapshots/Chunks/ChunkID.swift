import Crypto

/// The SHA-256 of a chunk's bytes, by which it is named.
struct ChunkID: Hashable, Sendable {
    static let byteCount = 32
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// Hashes a chunk.
    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        unsafe hash.update(bufferPointer: bytes)
        self = unsafe hash.finalize().withUnsafeBytes { unsafe ChunkID(stored: $0) }
    }

    /// Reads the 32 bytes of an ID.
    init(stored bytes: UnsafeRawBufferPointer) {
        first = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        second = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        third = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        fourth = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    }

    /// Reads the ID that begins at `offset`; the caller has seen to it that all its bytes are there.
    init(_ bytes: [UInt8], at offset: Int) {
        self = unsafe bytes[offset..<offset + Self.byteCount].withUnsafeBytes { unsafe ChunkID(stored: $0) }
    }

    /// The first eight bytes: as good as random, so that tables need no hash of their own.
    var fingerprint: UInt64 { first }

    func append(to bytes: inout [UInt8]) {
        let words = (first.littleEndian, second.littleEndian, third.littleEndian, fourth.littleEndian)
        unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
    }

    /// The ID in hexadecimal digits.
    var hex: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes.hex
    }
}

extension Sequence<UInt8> {
    /// Two lower-case hexadecimal digits a byte.
    var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
