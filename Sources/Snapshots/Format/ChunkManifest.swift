import Crypto
import SystemPackage

/// A snapshot of version 2: what it says of itself, and the names of the chunks that hold its bytes.
///
///     file   = header manifest list end
///
///     header, 24 bytes, and manifest, M bytes: as in version 1 (``SnapshotFormat``), the version being 2
///
///     list, 32 bytes a chunk: for each member in turn the SHA-256 of each piece of `chunk_byte_count` bytes,
///     the last of a member being shorter
///
///     end, 52 bytes
///       0  8  "SNAPEND\0"
///       8  8  length of the file, this record included
///      16 32  SHA-256 of all bytes before this record
///      48  4  CRC-32 of this record up to here
struct ChunkManifest: Sendable {
    static let version: UInt32 = 2
    static let endByteCount = 52
    /// One write a megabyte: the list of an index of some gigabytes has more than ten.
    private static let writeByteCount = 1 << 20

    let head: SnapshotHead
    /// For each member, the names of its chunks.
    let chunks: [[ChunkID]]

    var manifest: SnapshotManifest { Self.manifest(head) }

    static func manifest(_ head: SnapshotHead) -> SnapshotManifest {
        SnapshotManifest(head: head, checksums: head.members.map { $0.crc32 ?? 0 }, version: version)
    }

    static func chunkCount(_ member: SnapshotHead.Member, of head: SnapshotHead) -> Int {
        let size = Int64(head.chunkByteCount ?? PackFormat.chunkByteCount)
        return Int(member.byteCount / size + (member.byteCount % size == 0 ? 0 : 1))
    }

    /// Writes the file of a snapshot whose members have the chunks with those numbers.
    static func write(
        _ head: SnapshotHead, chunks: [[UInt32]], _ entries: EntryList, to output: consuming PartialFile,
        as file: FilePath
    ) throws(SnapshotError) {
        var hash = SHA256()
        let json = try head.encoded(for: file)
        var bytes = SnapshotHeader(version: version, manifest: json).bytes + json
        var byteCount = 0
        for numbers in chunks {
            for number in numbers {
                entries[Int(number)].id.append(to: &bytes)
                guard bytes.count >= writeByteCount else { continue }
                hash.update(data: bytes)
                byteCount += bytes.count
                try output.write(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        hash.update(data: bytes)
        byteCount += bytes.count
        try output.write(bytes)
        var end = SnapshotFormat.endMagic
        end.append(littleEndian: UInt64(byteCount + endByteCount))
        end += Array(hash.finalize())
        end.append(littleEndian: Checksum(of: end).value)
        try output.write(end)
        try output.publish(as: file)
    }

    /// What the two ends of the file tell; the list is not read.
    static func summary(_ file: InputFile) throws(SnapshotError) -> (SnapshotHead, start: Int) {
        let headerByteCount = SnapshotFormat.headerByteCount
        let start = try file.read(at: 0, upTo: headerByteCount + SnapshotFormat.maximumManifestByteCount)
        let header = try SnapshotHeader(
            Array(start.prefix(headerByteCount)), of: file.path, expected: version...version)
        let json = Array(start.dropFirst(headerByteCount).prefix(header.manifestByteCount))
        guard json.count == header.manifestByteCount else {
            throw SnapshotError(.truncated(byteCount: file.byteCount), file: file.path)
        }
        let head = try header.head(json, of: file.path)
        let position = headerByteCount + json.count
        guard head.chunkByteCount.map({ (512...SnapshotFormat.blockByteCount).contains($0) }) == true,
            head.newByteCount.map({ $0 >= 0 }) == true, head.exportByteCount.map({ $0 >= 0 }) == true,
            head.members.allSatisfy({ $0.crc32 != nil })
        else {
            throw SnapshotError(
                .malformed("its manifest does not say how it is cut", at: Int64(position)), file: file.path)
        }
        let end = try file.read(at: max(0, file.byteCount - Int64(endByteCount)), upTo: endByteCount)
        guard file.byteCount >= Int64(position + endByteCount), end.starts(with: SnapshotFormat.endMagic),
            end.littleEndian(at: 8, as: UInt64.self) == UInt64(file.byteCount)
        else {
            throw SnapshotError(.truncated(byteCount: file.byteCount), file: file.path)
        }
        let (stored, computed) = (end.littleEndian(at: 48, as: UInt32.self), Checksum(of: end[..<48]).value)
        guard stored == computed else {
            throw SnapshotError(
                .checksumMismatch(
                    of: .endRecord, at: file.byteCount - Int64(endByteCount), stored: stored,
                    computed: computed), file: file.path)
        }
        return (head, position)
    }

    /// What the two ends of the file tell, for a listing.
    static func manifest(of file: InputFile) throws(SnapshotError) -> SnapshotManifest {
        manifest(try summary(file).0)
    }

    /// Reads all of the file, every byte of which is under a checksum.
    init(_ file: InputFile) throws(SnapshotError) {
        let (head, start) = try Self.summary(file)
        let counts = head.members.map { Self.chunkCount($0, of: head) }
        let listByteCount = file.byteCount - Int64(start + Self.endByteCount)
        guard listByteCount == Int64(counts.reduce(0, +) * ChunkID.byteCount) else {
            throw SnapshotError(
                .malformed("its list does not have the length of its members", at: Int64(start)),
                file: file.path)
        }
        let end = try file.read(at: file.byteCount - Int64(Self.endByteCount), upTo: Self.endByteCount)
        var hash = SHA256()
        hash.update(data: try file.read(at: 0, upTo: start))
        var position = Int64(start)
        var chunks: [[ChunkID]] = []
        for count in counts {
            let list = try file.read(at: position, upTo: count * ChunkID.byteCount)
            guard list.count == count * ChunkID.byteCount else {
                throw SnapshotError(.truncated(byteCount: position + Int64(list.count)), file: file.path)
            }
            hash.update(data: list)
            chunks.append((0..<count).map { ChunkID(list, at: $0 * ChunkID.byteCount) })
            position += Int64(list.count)
        }
        guard Array(hash.finalize()) == Array(end[16..<48]) else {
            throw SnapshotError(.digestMismatch(of: .wholeFile, at: 0), file: file.path)
        }
        self.head = head
        self.chunks = chunks
    }
}
