/// The CRC-32 of zlib and gzip, bit by bit from its definition, to check the product's against.
func reference(crc32 bytes: some Sequence<UInt8>) -> UInt32 {
    var value = UInt32.max
    for byte in bytes { value = (value >> 8) ^ crcTable[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
    return ~value
}

private let crcTable: [UInt32] = (0..<256).map { byte in
    var value = UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    return value
}

/// Writes snapshots as `Index/FORMAT.md` describes them, with no code of the product, and wrong ones on
/// purpose.
struct ReferenceSnapshot {
    var version: UInt32 = 1
    var manifest = """
        {"analysis_version":5,"article_count":42,"id":"20261123T225433Z-r1234","ledger_head":77,\
        "members":[{"byte_count":3,"name":"index.sqlite"}],"schema_version":3}
        """
    var members: [[UInt8]] = [Array("abc".utf8)]
    /// What is put in place of the true lengths and contents.
    var plainByteCount: UInt32?
    var storedByteCount: UInt32?
    var stored: [UInt8]?
    var plainChecksum: UInt32?
    var memberChecksum: UInt32?
    var wholeFileChecksum: UInt32?
    var blockCount: UInt64?
    var endMagic = "SNAPEND\0"

    var bytes: [UInt8] {
        let json = Array(manifest.utf8)
        var file = Array("GAZETTE\0".utf8) + little(version) + little(UInt32(json.count))
        file += little(reference(crc32: json))
        file += little(reference(crc32: file)) + json
        var pieceCount = 0
        for member in members {
            for start in stride(from: 0, to: member.count, by: 1_048_576) {
                let piece = Array(member[start..<min(start + 1_048_576, member.count)])
                let stored = stored ?? Self.stored(piece)
                var header = little(plainByteCount ?? UInt32(piece.count))
                header += little(storedByteCount ?? UInt32(stored.count))
                header += little(plainChecksum ?? reference(crc32: piece))
                file += header + little(reference(crc32: header + stored)) + stored
                pieceCount += 1
            }
        }
        var end = Array(endMagic.utf8) + little(blockCount ?? UInt64(pieceCount))
        end += little(UInt64(members.reduce(0) { $0 + $1.count }))
        end += little(UInt64(file.count + 40 + 4 * members.count))
        for member in members { end += little(memberChecksum ?? reference(crc32: member)) }
        end += little(wholeFileChecksum ?? reference(crc32: file))
        return file + end + little(reference(crc32: end))
    }

    /// Deflate blocks that are stored, not compressed (RFC 1951, 3.2.4).
    private static func stored(_ piece: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: piece.count, by: 65_535) {
            let part = piece[start..<min(start + 65_535, piece.count)]
            bytes.append(part.endIndex == piece.count ? 1 : 0)
            bytes += little(UInt16(part.count)) + little(~UInt16(part.count)) + part
        }
        return bytes
    }

    private func little(_ number: some FixedWidthInteger) -> [UInt8] { Self.little(number) }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
