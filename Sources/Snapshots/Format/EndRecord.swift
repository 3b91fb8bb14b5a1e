import SystemPackage

/// The record that ends a snapshot: totals, and the checksums that are known only once all has been read.
struct EndRecord: Equatable {
    let blockCount: Int64
    let plainByteCount: Int64
    let fileByteCount: Int64
    let memberChecksums: [UInt32]
    /// The CRC-32 of all bytes before the record.
    let wholeFileChecksum: UInt32

    /// Sums up what was read: the checksum of all bytes so far, and one for each member of `head`.
    init(_ head: SnapshotHead, written: Checksum, members: [UInt32]) {
        blockCount = head.blockCount
        plainByteCount = head.plainByteCount
        fileByteCount = written.byteCount + Int64(SnapshotFormat.endByteCount(memberCount: members.count))
        memberChecksums = members
        wholeFileChecksum = written.value
    }

    /// Reads the record of a file with `memberCount` members; `bytes` are its whole record, which begins at
    /// `offset`.
    init(_ bytes: [UInt8], memberCount: Int, at offset: Int64, of file: FilePath) throws(SnapshotError) {
        let end = bytes.count
        let stored: UInt32 = bytes.littleEndian(at: end - 4)
        let computed = Checksum(of: bytes[..<(end - 4)]).value
        guard stored == computed else {
            throw SnapshotError(
                .checksumMismatch(of: .endRecord, at: offset, stored: stored, computed: computed), file: file)
        }
        guard bytes.starts(with: SnapshotFormat.endMagic),
            let blockCount = Int64(exactly: bytes.littleEndian(at: 8, as: UInt64.self)),
            let plainByteCount = Int64(exactly: bytes.littleEndian(at: 16, as: UInt64.self)),
            let fileByteCount = Int64(exactly: bytes.littleEndian(at: 24, as: UInt64.self))
        else {
            throw SnapshotError(
                .malformed(
                    "its end record has other first bytes, or a number beyond 63 bits",
                    at: offset + Int64(end)),
                file: file)
        }
        self.blockCount = blockCount
        self.plainByteCount = plainByteCount
        self.fileByteCount = fileByteCount
        memberChecksums = (0..<memberCount).map { bytes.littleEndian(at: 32 + 4 * $0) }
        wholeFileChecksum = bytes.littleEndian(at: end - 8)
    }
}
