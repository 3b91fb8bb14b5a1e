import SystemPackage

/// A snapshot of a store, its chunks found, while nobody may remove any.
final class ChunkedSnapshot: Sendable {
    let path: FilePath
    let head: SnapshotHead
    /// For each member, the numbers of its chunks' entries.
    let chunks: [[UInt32]]
    let reader: ChunkReader
    let layout: ExportLayout
    private let lock: StoreLock

    /// Reads the manifest and the indexes of the packs, and checks that every chunk is there in its length.
    ///
    /// - Throws: ``SnapshotError`` with `missingChunks`, or for what is wrong with the manifest.
    init(_ path: FilePath, in store: SnapshotStore) throws(SnapshotError) {
        lock = try StoreLock.shared(store.directory)
        guard let file = try InputFile(path) else { throw SnapshotError(.notASnapshot, file: path) }
        let manifest = try ChunkManifest(file)
        let catalog = try ChunkCatalog(folder: store.chunkFolder)
        self.path = path
        head = manifest.head
        chunks = try Self.find(manifest, in: catalog.table, path)
        reader = ChunkReader(catalog)
        layout = try ExportLayout(head, chunks: chunks, entries: catalog.table.entries)
        try Self.checkMembers(head, chunks, catalog.table, path)
    }

    var manifest: SnapshotManifest { ChunkManifest.manifest(head) }

    /// Finds each chunk of a snapshot.
    static func find(
        _ manifest: ChunkManifest, in table: ChunkTable, _ path: FilePath
    ) throws(SnapshotError) -> [[UInt32]] {
        var missing: Set<ChunkID> = []
        var first: ChunkID?
        var chunks: [[UInt32]] = []
        for (member, ids) in zip(manifest.head.members, manifest.chunks) {
            var numbers: [UInt32] = []
            var rest = member.byteCount
            let size = Int64(manifest.head.chunkByteCount ?? 0)
            numbers.reserveCapacity(ids.count)
            for id in ids {
                // A chunk of another length cannot be meant: no two pieces have one name.
                if let number = table.number(of: id),
                    Int64(table.entries[number].plainByteCount) == min(size, rest)
                {
                    numbers.append(UInt32(number))
                } else {
                    if first == nil { first = id }
                    missing.insert(id)
                }
                rest -= size
            }
            chunks.append(numbers)
        }
        if let first {
            throw SnapshotError(.missingChunks(count: missing.count, first: first.hex), file: path)
        }
        return chunks
    }

    /// Compares the members' checksums with those that the packs state for their pieces.
    static func checkMembers(
        _ head: SnapshotHead, _ chunks: [[UInt32]], _ table: ChunkTable, _ path: FilePath
    ) throws(SnapshotError) {
        for (member, chunks) in zip(head.members, chunks) {
            var checksum = Checksum()
            for number in chunks {
                let entry = table.entries[Int(number)]
                checksum.append(
                    Checksum(value: entry.plainChecksum, byteCount: Int64(entry.plainByteCount)))
            }
            guard checksum.value == member.crc32 else {
                throw SnapshotError(
                    .checksumMismatch(
                        of: .member, at: 0, stored: member.crc32 ?? 0, computed: checksum.value), file: path)
            }
        }
    }
}
