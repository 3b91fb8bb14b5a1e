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
        for member in members where !member.isEmpty {
            // One deflate block that is stored, not compressed (RFC 1951, 3.2.4).
            let length = UInt16(member.count)
            let stored = stored ?? [1] + little(length) + little(~length) + member
            var header = little(plainByteCount ?? UInt32(member.count))
            header += little(storedByteCount ?? UInt32(stored.count))
            header += little(plainChecksum ?? reference(crc32: member))
            file += header + little(reference(crc32: header + stored)) + stored
        }
        var end = Array(endMagic.utf8) + little(blockCount ?? UInt64(members.count { !$0.isEmpty }))
        end += little(UInt64(members.reduce(0) { $0 + $1.count }))
        end += little(UInt64(file.count + 40 + 4 * members.count))
        for member in members { end += little(memberChecksum ?? reference(crc32: member)) }
        end += little(wholeFileChecksum ?? reference(crc32: file))
        return file + end + little(reference(crc32: end))
    }

    private func little(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
