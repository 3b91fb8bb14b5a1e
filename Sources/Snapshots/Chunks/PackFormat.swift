/// The file format of a pack, version 1: chunks one behind the other, and a list of them. All integers are
/// unsigned and little-endian; each CRC-32 is zlib's.
///
///     pack   = header chunk* index end
///
///     header, 16 bytes
///       0  8  "GAZPACK\0"
///       8  4  format version: 1
///      12  4  CRC-32 of bytes 0..<12
///
///     chunk, S bytes: a piece of a member as one raw deflate stream (RFC 1951)
///
///     index, 48 bytes a chunk, in the order of the chunks
///       0 32  SHA-256 of the piece: the chunk's name
///      32  4  P, the length of the piece: 1...1,048,576
///      36  4  S, the length of its stream: 1...P + P/1024 + 64
///      40  4  CRC-32 of the piece
///      44  4  CRC-32 of the stream
///
///     end, 28 bytes
///       0  8  "PACKEND\0"
///       8  4  n, the number of chunks: 1 or more
///      12  8  length of the pack
///      20  4  CRC-32 of the index
///      24  4  CRC-32 of this record up to here
///
/// A pack's file is named by the first 16 bytes of the SHA-256 of its index, in hexadecimal digits, so that a
/// pack is never changed and one that is written twice is the same file.
enum PackFormat {
    static let suffix = ".pack"
    static let magic = Array("GAZPACK\0".utf8)
    static let endMagic = Array("PACKEND\0".utf8)
    static let version: UInt32 = 1
    static let headerByteCount = 16
    static let entryByteCount = 48
    static let endByteCount = 28
    /// What a pack has beside its chunks and what its index says of them.
    static let frameByteCount = headerByteCount + endByteCount
    /// 64 MiB: a hundred gigabytes of snapshots are some thousand files, and what is rewritten to free a part
    /// of one is a second's work.
    static let packByteCount = 64 << 20
    /// 8 KiB, a page of the index. By measurement (`Index/FORMAT.md`): larger pieces store unchanged pages
    /// again, smaller ones tell nothing apart that the database does not write as a whole.
    static let chunkByteCount = 8_192

    static var header: [UInt8] {
        var bytes = magic
        bytes.append(littleEndian: version)
        bytes.append(littleEndian: Checksum(of: bytes).value)
        return bytes
    }

    static func end(chunkCount: Int, packByteCount: Int64, index: Checksum) -> [UInt8] {
        var bytes = endMagic
        bytes.append(littleEndian: UInt32(chunkCount))
        bytes.append(littleEndian: UInt64(packByteCount))
        bytes.append(littleEndian: index.value)
        bytes.append(littleEndian: Checksum(of: bytes).value)
        return bytes
    }
}

/// What a pack's index says of one chunk.
struct ChunkEntry: Equatable, Sendable {
    let id: ChunkID
    /// Where its stream begins in the pack.
    let offset: UInt32
    let plainByteCount: UInt32
    let storedByteCount: UInt32
    let plainChecksum: UInt32
    let storedChecksum: UInt32

    func append(to index: inout [UInt8]) {
        id.append(to: &index)
        for number in [plainByteCount, storedByteCount, plainChecksum, storedChecksum] {
            index.append(littleEndian: number)
        }
    }
}
