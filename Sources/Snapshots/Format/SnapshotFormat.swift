/// The file format of a snapshot, version 1. All integers are unsigned and little-endian; each CRC-32 is
/// zlib's.
///
///     file   = header manifest block* end
///
///     header, 24 bytes, the same in every version
///       0  8  "GAZETTE\0"
///       8  4  format version: 1
///      12  4  M, the length of the manifest: 1...65,536
///      16  4  CRC-32 of the manifest
///      20  4  CRC-32 of bytes 0..<20
///
///     manifest, M bytes: a JSON object (``SnapshotHead``)
///
///     block, 16 + S bytes: each member in turn, cut into pieces of 1 MiB and a shorter last one
///       0  4  P, the length of the piece: 1...1,048,576
///       4  4  S, the length of the piece as it is stored: 1...P + P/1024 + 64
///       8  4  CRC-32 of the piece
///      12  4  CRC-32 of bytes 0..<12 followed by the S bytes below
///      16  S  the piece as one raw deflate stream (RFC 1951)
///
///     end, 40 + 4n bytes for n members
///       0  8  "SNAPEND\0"
///       8  8  number of blocks
///      16  8  length of all members together
///      24  8  length of the file, this record included
///      32  4  for each member: CRC-32 of the member (4n bytes)
///      32+4n  4  CRC-32 of all bytes before this record
///      36+4n  4  CRC-32 of this record up to here
///
/// The names and sizes stand before the blocks, so that a stream can be restored as it comes; the checksums,
/// known only once all has been read, stand behind them. The number of blocks of a member follows from its
/// size. Deflate is raw because zlib's own frame would add an Adler-32 to each block, which the CRC-32 makes
/// superfluous.
enum SnapshotFormat {
    static let magic = Array("GAZETTE\0".utf8)
    static let endMagic = Array("SNAPEND\0".utf8)
    static let version: UInt32 = 1
    static let headerByteCount = 24
    static let blockHeaderByteCount = 16
    /// 64 KiB: sixty-four members with the longest names and label take about 8 KiB.
    static let maximumManifestByteCount = 65_536
    static let maximumMemberCount = 64
    /// 1 MiB: such blocks cost 0.05 % against one stream, and two buffers of it bound the reader's memory.
    static let blockByteCount = 1_048_576

    /// The most bytes that deflate makes of `plainByteCount`; zlib's own bound is n + n/4096 + n/16384 + 7.
    static func storedBound(_ plainByteCount: Int) -> Int {
        plainByteCount + plainByteCount / 1_024 + 64
    }

    static func endByteCount(memberCount: Int) -> Int { 40 + 4 * memberCount }
}

extension [UInt8] {
    mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }

    /// The number whose lowest byte is at `offset`; the caller has seen to it that all its bytes are there.
    func littleEndian<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = Number.self) -> Number
    {
        var number: Number = 0
        for index in (0..<Number.bitWidth / 8).reversed() {
            number = number << 8 | Number(truncatingIfNeeded: self[offset + index])
        }
        return number
    }
}
