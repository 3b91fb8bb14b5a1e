public import SystemPackage

/// A snapshot that is being taken: members are added one after the other, then it gets its name.
///
/// Only what the store lacks is written, into packs that appear when all is done; memory stays below about 64
/// MiB for an index of several gigabytes. Dropped before ``finish(_:)``, or after an error, nothing of it is
/// left; a killed process leaves files that the next creation or pruning removes. All calls block.
public struct SnapshotCreation: ~Copyable {
    private struct Member {
        let name: String
        let byteCount: Int64
    }

    let store: SnapshotStore
    private let lock: StoreLock
    var pipeline: ChunkPipeline
    private var members: [Member] = []

    init(
        in store: SnapshotStore, expectedByteCount: Int64, progress: SnapshotProgress.Report?
    ) throws(SnapshotError) {
        try store.makeFolders()
        let lock = try Self.lock(store)
        // Read only now: what is there under the lock stays there.
        let catalog = try ChunkCatalog(folder: store.chunkFolder)
        let pipeline = try ChunkPipeline(
            catalog, store: store.directory, expectedByteCount: expectedByteCount, progress: progress)
        self.store = store
        self.lock = lock
        self.pipeline = pipeline
    }

    /// Adds a database as it is in the read transaction that the connection has open, or else in one that
    /// lasts as long as this call; commits on other connections go on meanwhile.
    ///
    /// The copy is made by SQLite's online backup, page by page and without a file. The restored database is
    /// the same in journal mode DELETE.
    ///
    /// - Parameters:
    ///   - connection: An open `sqlite3 *`, used by nobody else during the call; its database `main` is
    ///     taken.
    ///   - name: The member's name: see ``SnapshotManifest/isMemberName(_:)``.
    /// - Throws: ``SnapshotError``; the creation must then be dropped.
    @unsafe public mutating func add(
        database connection: OpaquePointer, as name: String
    ) throws(SnapshotError) {
        try begin(name)
        var assembler = MemberAssembler(isDatabase: true)
        let byteCount = unsafe try DatabasePages.copy(from: connection, named: FilePath(name)) {
            bytes, offset throws(SnapshotError) in
            unsafe try assembler.receive(bytes, at: offset, &pipeline)
        }
        guard try end(name, byteCount, with: &assembler) else {
            throw SnapshotError(
                .sourceFailed(code: 1, message: "its size is not that of its pages"), file: FilePath(name))
        }
    }

    /// Adds bytes, as of a configuration.
    ///
    /// - Throws: ``SnapshotError``; the creation must then be dropped.
    public mutating func add(bytes: [UInt8], as name: String) throws(SnapshotError) {
        try begin(name)
        for (number, start) in stride(from: 0, to: bytes.count, by: ChunkPipeline.pieceByteCount).enumerated()
        {
            let end = min(start + ChunkPipeline.pieceByteCount, bytes.count)
            try pipeline.submit(Array(bytes[start..<end]), number: number)
        }
        try end(name, Int64(bytes.count))
    }

    /// Adds a file, which must not change meanwhile; for a live database there is ``add(database:as:)``.
    ///
    /// - Throws: ``SnapshotError``, with `memberChanged` when the file was changed; the creation must then be
    ///   dropped.
    public mutating func add(file path: FilePath, as name: String) throws(SnapshotError) {
        try begin(name)
        guard let file = try InputFile(path) else {
            throw SnapshotError(
                .refusedDraft("'\(path)', its \(name), is no regular file"), file: store.directory)
        }
        let size = Int64(ChunkPipeline.pieceByteCount)
        for (number, offset) in stride(from: 0, to: file.byteCount, by: Int(size)).enumerated() {
            let piece = try file.read(at: offset, upTo: Int(size))
            guard piece.count == Int(min(size, file.byteCount - offset)) else {
                throw SnapshotError(.memberChanged(name), file: path)
            }
            try pipeline.submit(piece, number: number)
        }
        guard try file.isUnchanged() else { throw SnapshotError(.memberChanged(name), file: path) }
        try end(name, file.byteCount)
    }

    /// Gives the snapshot its name, once every byte of it is on the disk.
    ///
    /// - Parameter draft: What the snapshot says of itself; time and revision make its ID.
    /// - Returns: The new snapshot.
    /// - Throws: ``SnapshotError``; no snapshot was made then.
    public consuming func finish(_ draft: SnapshotDraft) throws(SnapshotError) -> SnapshotListing {
        try pipeline.drain()
        let (entries, chunks) = (pipeline.entries, pipeline.chunks)
        let described = zip(members, chunks).map { Self.describe($0, $1, entries) }
        let newByteCount = try pipeline.finishPacks()
        let members = described.map(\.member)
        // Refused before the packs appear, or not at all.
        _ = try store.head(draft, ordinal: 1, members: members)
        try pipeline.publish()
        var ordinal = 1
        while true {
            var head = try store.head(draft, ordinal: ordinal, members: members)
            head.chunkByteCount = PackFormat.chunkByteCount
            head.newByteCount = newByteCount
            head.exportByteCount = try ExportLayout.byteCount(head, stored: described.map(\.stored))
            if let output = try store.reserve(head.id) {
                let file = store.path(of: head.id)
                try ChunkManifest.write(
                    head, chunks: chunks, entries, to: output, as: file)
                return SnapshotListing(
                    id: head.id, byteCount: head.exportByteCount ?? 0,
                    state: .good(ChunkManifest.manifest(head)))
            }
            ordinal = head.id.ordinal + 1
        }
    }

    /// A member's size and checksum, and what its chunks take.
    private static func describe(
        _ member: Member, _ chunks: [UInt32], _ entries: EntryList
    ) -> (member: SnapshotHead.Member, stored: ExportLayout.Stored) {
        var checksum = Checksum()
        var stored = ExportLayout.Stored()
        for number in chunks {
            let entry = entries[Int(number)]
            checksum.append(Checksum(value: entry.plainChecksum, byteCount: Int64(entry.plainByteCount)))
            stored.add(entry)
        }
        return (
            SnapshotHead.Member(name: member.name, byteCount: member.byteCount, crc32: checksum.value), stored
        )
    }

    /// Begins a member that comes in parts; ends with ``end(_:_:with:)``.
    mutating func begin(_ name: String) throws(SnapshotError) {
        guard SnapshotManifest.isMemberName(name) else {
            throw SnapshotError(.invalidMemberName(name), file: store.directory)
        }
        guard name != TarHeader.manifestName else {
            throw SnapshotError(
                .refusedDraft("'\(name)' is the name of an export's manifest"), file: store.directory)
        }
        pipeline.begin(name)
    }

    /// Takes a part of the member that was begun; `false` when it does not follow what came before.
    mutating func append(
        _ bytes: [UInt8], at offset: Int64, with assembler: inout MemberAssembler
    ) throws(SnapshotError) -> Bool {
        // `withUnsafeBytes` passes on any error, and this call throws but one kind.
        let result = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(SnapshotError) in
                unsafe try assembler.receive(buffer, at: offset, &pipeline)
            }
        }
        return try result.get()
    }

    /// Ends the member that came in parts; `false` when it is shorter than they are.
    mutating func end(
        _ name: String, _ byteCount: Int64, with assembler: inout MemberAssembler
    ) throws(SnapshotError) -> Bool {
        guard try assembler.finish(byteCount: byteCount, &pipeline) else { return false }
        try end(name, byteCount)
        return true
    }

    /// Ends the member that was begun.
    mutating func end(_ name: String, _ byteCount: Int64) throws(SnapshotError) {
        members.append(Member(name: name, byteCount: byteCount))
    }

    /// Tidies up after killed writers where nobody else uses the store, and keeps those out who remove
    /// chunks.
    private static func lock(_ store: SnapshotStore) throws(SnapshotError) -> StoreLock {
        if let lock = try StoreLock.exclusive(store.directory) {
            _ = try store.removeAbandonedFiles()
            _ = try PackWriter.removeAbandonedFiles(in: store.chunkFolder)
            try lock.share()
            return lock
        }
        return try StoreLock.shared(store.directory)
    }
}
