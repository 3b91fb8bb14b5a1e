import Crypto
import SystemPackage

/// Reads what a pack says of its chunks: two small reads at its ends and one of its index.
enum PackIndex {
    /// The chunks of the pack at `path`, in its order.
    ///
    /// - Throws: ``SnapshotError`` that says what is wrong with header, index, end, size or name of the pack.
    static func read(_ path: FilePath) throws(SnapshotError) -> [ChunkEntry] {
        guard let file = try InputFile(path) else { throw SnapshotError.noPack(path) }
        let header = try file.read(at: 0, upTo: PackFormat.headerByteCount)
        let endOffset = file.byteCount - Int64(PackFormat.endByteCount)
        guard header.count == PackFormat.headerByteCount, endOffset >= header.count else {
            throw SnapshotError(.truncated(byteCount: file.byteCount), file: path)
        }
        try checkHeader(header, path)
        let end = try file.read(at: endOffset, upTo: PackFormat.endByteCount)
        try check(.packFrame, Array(end.dropLast(4)), end.littleEndian(at: 24), at: endOffset, path)
        let count = Int(end.littleEndian(at: 8, as: UInt32.self))
        let indexOffset = endOffset - Int64(count * PackFormat.entryByteCount)
        guard end.starts(with: PackFormat.endMagic),
            end.littleEndian(at: 12, as: UInt64.self) == UInt64(file.byteCount), count >= 1,
            indexOffset >= PackFormat.headerByteCount, file.byteCount <= UInt32.max
        else {
            throw SnapshotError(.malformed("its end counts wrongly", at: file.byteCount), file: path)
        }
        let index = try file.read(at: indexOffset, upTo: count * PackFormat.entryByteCount)
        try check(.packIndex, index, end.littleEndian(at: 20), at: indexOffset, path)
        guard path.lastComponent?.string == name(ofIndex: index) else {
            throw SnapshotError(.malformed("it is another pack, renamed", at: indexOffset), file: path)
        }
        return try entries(index, endingAt: indexOffset, path)
    }

    /// The name of the file of a pack with this index.
    static func name(ofIndex index: [UInt8]) -> String {
        SHA256.hash(data: index).prefix(16).hex + PackFormat.suffix
    }

    private static func checkHeader(_ header: [UInt8], _ path: FilePath) throws(SnapshotError) {
        guard header.starts(with: PackFormat.magic) else {
            throw SnapshotError(
                .malformed("it does not begin as a pack does", at: Int64(PackFormat.magic.count)), file: path)
        }
        try check(.packFrame, Array(header.dropLast(4)), header.littleEndian(at: 12), at: 0, path)
        let version: UInt32 = header.littleEndian(at: 8)
        guard version == PackFormat.version else {
            throw SnapshotError(.unknownVersion(version), file: path)
        }
    }

    private static func entries(
        _ index: [UInt8], endingAt indexOffset: Int64, _ path: FilePath
    ) throws(SnapshotError) -> [ChunkEntry] {
        var entries: [ChunkEntry] = []
        entries.reserveCapacity(index.count / PackFormat.entryByteCount)
        var offset = Int64(PackFormat.headerByteCount)
        for start in stride(from: 0, to: index.count, by: PackFormat.entryByteCount) {
            let plain = Int(index.littleEndian(at: start + 32, as: UInt32.self))
            let stored = Int(index.littleEndian(at: start + 36, as: UInt32.self))
            guard (1...SnapshotFormat.blockByteCount).contains(plain),
                (1...SnapshotFormat.storedBound(plain)).contains(stored), offset < indexOffset
            else {
                throw SnapshotError(.malformed("a chunk has the wrong length", at: indexOffset), file: path)
            }
            entries.append(
                ChunkEntry(
                    id: ChunkID(index, at: start), offset: UInt32(offset), plainByteCount: UInt32(plain),
                    storedByteCount: UInt32(stored), plainChecksum: index.littleEndian(at: start + 40),
                    storedChecksum: index.littleEndian(at: start + 44)))
            offset += Int64(stored)
        }
        guard offset == indexOffset else {
            throw SnapshotError(.malformed("its chunks do not fill it", at: indexOffset), file: path)
        }
        return entries
    }

    private static func check(
        _ part: SnapshotError.Part, _ bytes: [UInt8], _ stored: UInt32, at offset: Int64, _ path: FilePath
    ) throws(SnapshotError) {
        let computed = Checksum(of: bytes).value
        guard stored == computed else {
            throw SnapshotError(
                .checksumMismatch(of: part, at: offset, stored: stored, computed: computed), file: path)
        }
    }
}

extension SnapshotError {
    /// That something else stands where a pack belongs.
    static func noPack(_ path: FilePath) -> SnapshotError {
        SnapshotError(.malformed("it is no regular file", at: 0), file: path)
    }
}
