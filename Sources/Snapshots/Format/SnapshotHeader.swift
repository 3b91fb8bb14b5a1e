import SystemPackage

/// The first 24 bytes: what the file is, and how long its manifest.
struct SnapshotHeader {
    let version: UInt32
    let manifestByteCount: Int
    let manifestChecksum: UInt32

    init(version: UInt32, manifest: [UInt8]) {
        self.version = version
        manifestByteCount = manifest.count
        manifestChecksum = Checksum(of: manifest).value
    }

    var bytes: [UInt8] {
        var bytes = SnapshotFormat.magic
        bytes.append(littleEndian: version)
        bytes.append(littleEndian: UInt32(manifestByteCount))
        bytes.append(littleEndian: manifestChecksum)
        bytes.append(littleEndian: Checksum(of: bytes).value)
        return bytes
    }

    /// Reads the first bytes of a file, all of them when there are fewer than 24; refuses another version
    /// than the one that is `expected`.
    init(
        _ bytes: [UInt8], of file: FilePath, expected: ClosedRange<UInt32> = 1...1
    ) throws(SnapshotError) {
        guard bytes.starts(with: SnapshotFormat.magic.prefix(bytes.count)) else {
            throw SnapshotError(.notASnapshot, file: file)
        }
        guard bytes.count >= SnapshotFormat.headerByteCount else {
            throw SnapshotError(.truncated(byteCount: Int64(bytes.count)), file: file)
        }
        let stored: UInt32 = bytes.littleEndian(at: 20)
        let computed = Checksum(of: bytes[..<20]).value
        guard stored == computed else {
            throw SnapshotError(
                .checksumMismatch(of: .header, at: 0, stored: stored, computed: computed), file: file)
        }
        // Only now: a flipped bit in the version is damage, not the future.
        let version: UInt32 = bytes.littleEndian(at: 8)
        guard expected.contains(version) else {
            throw SnapshotError(.unknownVersion(version), file: file)
        }
        self.version = version
        let count: UInt32 = bytes.littleEndian(at: 12)
        guard (1...SnapshotFormat.maximumManifestByteCount).contains(Int(count)) else {
            throw SnapshotError(.malformed("its manifest has \(count) bytes", at: 24), file: file)
        }
        manifestByteCount = Int(count)
        manifestChecksum = bytes.littleEndian(at: 16)
    }

    /// The manifest, which stands behind the header and has all its bytes.
    func head(_ manifest: [UInt8], of file: FilePath) throws(SnapshotError) -> SnapshotHead {
        let start = Int64(SnapshotFormat.headerByteCount)
        let computed = Checksum(of: manifest).value
        guard computed == manifestChecksum else {
            throw SnapshotError(
                .checksumMismatch(of: .manifest, at: start, stored: manifestChecksum, computed: computed),
                file: file)
        }
        return try SnapshotHead(json: manifest, endingAt: start + Int64(manifest.count), of: file)
    }
}
