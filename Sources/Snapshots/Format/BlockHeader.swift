/// The 16 bytes before a block's deflate stream.
struct BlockHeader {
    let plainByteCount: Int
    let storedByteCount: Int
    let plainChecksum: UInt32
    let storedChecksum: UInt32

    /// Describes a piece of a member with the checksums of its bytes as they are and as they are stored.
    init(plain: Checksum, stored: Checksum) {
        plainByteCount = Int(plain.byteCount)
        storedByteCount = Int(stored.byteCount)
        plainChecksum = plain.value
        let start = Self.start(plain.byteCount, stored.byteCount, plain.value)
        storedChecksum = Self.join(start, stored)
    }

    /// Reads a header from the 16 bytes that begin `bytes`.
    init(_ bytes: [UInt8]) {
        plainByteCount = Int(bytes.littleEndian(at: 0, as: UInt32.self))
        storedByteCount = Int(bytes.littleEndian(at: 4, as: UInt32.self))
        plainChecksum = bytes.littleEndian(at: 8)
        storedChecksum = bytes.littleEndian(at: 12)
    }

    var bytes: [UInt8] {
        var bytes = Self.start(Int64(plainByteCount), Int64(storedByteCount), plainChecksum)
        bytes.append(littleEndian: storedChecksum)
        return bytes
    }

    /// What ``storedChecksum`` has to be when the stream behind the header has the checksum `stored`.
    func expectedChecksum(stored: Checksum) -> UInt32 {
        Self.join(Self.start(Int64(plainByteCount), Int64(storedByteCount), plainChecksum), stored)
    }

    private static func start(_ plainByteCount: Int64, _ storedByteCount: Int64, _ checksum: UInt32)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(SnapshotFormat.blockHeaderByteCount)
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: plainByteCount))
        bytes.append(littleEndian: UInt32(truncatingIfNeeded: storedByteCount))
        bytes.append(littleEndian: checksum)
        return bytes
    }

    private static func join(_ start: [UInt8], _ stored: Checksum) -> UInt32 {
        var checksum = Checksum(of: start)
        checksum.append(stored)
        return checksum.value
    }
}
