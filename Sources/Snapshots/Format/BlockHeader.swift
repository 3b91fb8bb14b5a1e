/// The 16 bytes before a block's deflate stream.
struct BlockHeader {
    let plainByteCount: Int
    let storedByteCount: Int
    let plainChecksum: UInt32
    let storedChecksum: UInt32

    /// Reads a header from the 16 bytes that begin `bytes`.
    init(_ bytes: [UInt8]) {
        plainByteCount = Int(bytes.littleEndian(at: 0, as: UInt32.self))
        storedByteCount = Int(bytes.littleEndian(at: 4, as: UInt32.self))
        plainChecksum = bytes.littleEndian(at: 8)
        storedChecksum = bytes.littleEndian(at: 12)
    }

    /// What ``storedChecksum`` has to be when the stream behind the header has the checksum `stored`.
    func expectedChecksum(stored: Checksum) -> UInt32 {
        var start: [UInt8] = []
        start.append(littleEndian: UInt32(plainByteCount))
        start.append(littleEndian: UInt32(storedByteCount))
        start.append(littleEndian: plainChecksum)
        var checksum = Checksum(of: start)
        checksum.append(stored)
        return checksum.value
    }
}
