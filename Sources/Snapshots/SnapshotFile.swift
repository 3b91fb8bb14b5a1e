public import SystemPackage

/// A snapshot as one file, open for reading: one of a store, whose bytes are put together as they are read,
/// or an exported one or one of format 1 that lies anywhere.
///
/// What ``read(at:upTo:)`` gives is what ``SnapshotRestorer`` and ``SnapshotVerifier`` take elsewhere. As
/// long as a snapshot of a store is open, nobody removes chunks from the store; that of format 1 stays
/// readable when it is pruned meanwhile. All calls block.
public struct SnapshotFile: Sendable {
    private enum Content: Sendable {
        /// A file as it lies there.
        case whole(InputFile)
        case chunked(ChunkedSnapshot)
    }

    /// 256 KiB a read.
    private static let pieceByteCount = 262_144
    private let content: Content

    /// Opens the snapshot at `path`, in a store or anywhere else.
    ///
    /// - Throws: ``SnapshotError`` with `io` when it cannot be opened, with `notASnapshot` when it is no
    ///   regular file; with what is wrong when its chunks should be in a store beside it and are not.
    public init(_ path: FilePath) throws(SnapshotError) {
        guard let input = try InputFile(path) else { throw SnapshotError(.notASnapshot, file: path) }
        if try Self.version(input) == ChunkManifest.version {
            content = .chunked(try ChunkedSnapshot(path, in: SnapshotStore(directory: path.folder)))
        } else {
            content = .whole(input)
        }
    }

    /// Where it was opened.
    public var path: FilePath {
        switch content {
        case .whole(let input): input.path
        case .chunked(let snapshot): snapshot.path
        }
    }

    /// The size of the file.
    public var byteCount: Int64 {
        switch content {
        case .whole(let input): input.byteCount
        case .chunked(let snapshot): snapshot.layout.byteCount
        }
    }

    /// The bytes of the file; may be called from any thread.
    ///
    /// - Parameters:
    ///   - offset: Where to begin.
    ///   - byteCount: The most bytes to return.
    /// - Returns: As many bytes as wanted, or fewer where the file ends; none at its end.
    /// - Throws: ``SnapshotError`` when the file cannot be read, or a chunk is not as it was stored.
    public func read(at offset: Int64, upTo byteCount: Int) throws(SnapshotError) -> [UInt8] {
        switch content {
        case .whole(let input): try input.read(at: offset, upTo: byteCount)
        case .chunked(let snapshot): try snapshot.exported(at: offset, upTo: byteCount)
        }
    }

    /// What the snapshot says of itself; blocks and chunks are not looked at.
    ///
    /// - Throws: ``SnapshotError`` that says what is wrong with the ends or the size of the file.
    public func manifest() throws(SnapshotError) -> SnapshotManifest {
        switch content {
        case .whole(let input): try Self.manifest(input)
        case .chunked(let snapshot): snapshot.manifest
        }
    }

    /// Reads and inflates every byte and compares every checksum; writes nothing.
    ///
    /// - Parameter progress: Called about once a megabyte.
    /// - Returns: What the snapshot says of itself, all of it true.
    /// - Throws: ``SnapshotError`` for the first thing that is wrong.
    public func verify(progress: SnapshotProgress.Report? = nil) throws(SnapshotError) -> SnapshotManifest {
        switch content {
        case .whole:
            var verifier = try SnapshotVerifier(named: path, progress: progress)
            try forEachPiece { piece throws(SnapshotError) in try verifier.feed(piece.span) }
            return try verifier.finish()
        case .chunked(let snapshot):
            var sink = SnapshotVerifier.NoSink()
            try snapshot.read(into: &sink, progress: progress)
            return snapshot.manifest
        }
    }

    /// Writes the members into a new folder, which appears only when all is checked: see
    /// ``SnapshotRestorer``.
    ///
    /// - Parameters:
    ///   - destination: The folder to make; it may exist if it is empty.
    ///   - isLasting: Whether it must be on the disk when this returns; one that is only looked into need
    ///     not.
    ///   - progress: Called about once a megabyte.
    /// - Returns: What the snapshot says of itself, all of it true.
    /// - Throws: ``SnapshotError`` for the first thing that is wrong; nothing is left behind then.
    public func restore(
        to destination: FilePath, isLasting: Bool = true, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotManifest {
        switch content {
        case .whole:
            var restorer = try SnapshotRestorer(to: destination, named: path, progress: progress)
            try forEachPiece { piece throws(SnapshotError) in try restorer.feed(piece.span) }
            return try restorer.finish()
        case .chunked(let snapshot):
            var folder = try RestoredFolder(destination, isLasting: isLasting)
            try snapshot.read(into: &folder, progress: progress)
            try folder.publish()
            return snapshot.manifest
        }
    }

    /// Hands the bytes of one member to `sink`, and with those of a single file those of all others, too.
    func read(
        member: Int, into sink: inout some SnapshotSink & ~Copyable, progress: SnapshotProgress.Report?
    ) throws(SnapshotError) {
        switch content {
        case .whole:
            var decoder = try StreamDecoder(file: path, progress: progress)
            try forEachPiece { piece throws(SnapshotError) in try decoder.feed(piece.span, to: &sink) }
            _ = try decoder.finish(&sink)
        case .chunked(let snapshot): try snapshot.read(member: member, into: &sink, progress: progress)
        }
    }

    /// What a listing tells of the file at `path`, and its size as one file; no chunk is looked for.
    static func summary(of path: FilePath) throws(SnapshotError) -> (SnapshotManifest, byteCount: Int64) {
        guard let input = try InputFile(path) else { throw SnapshotError(.notASnapshot, file: path) }
        guard try version(input) == ChunkManifest.version else {
            return (try manifest(input), input.byteCount)
        }
        let head = try ChunkManifest.summary(input).0
        return (ChunkManifest.manifest(head), head.exportByteCount ?? input.byteCount)
    }

    /// The chunks of a snapshot of a store.
    func chunked() throws(SnapshotError) -> ChunkedSnapshot {
        guard case .chunked(let snapshot) = content else { throw SnapshotError(.notInChunks, file: path) }
        return snapshot
    }

    /// Reads the file front to back.
    func forEachPiece(_ body: ([UInt8]) throws(SnapshotError) -> Void) throws(SnapshotError) {
        var offset: Int64 = 0
        while true {
            let piece = try read(at: offset, upTo: Self.pieceByteCount)
            if piece.isEmpty { return }
            offset += Int64(piece.count)
            try body(piece)
        }
    }

    /// The version that the file states; 1 where its first bytes are no header, which its reader will say.
    private static func version(_ input: InputFile) throws(SnapshotError) -> UInt32 {
        let start = try input.read(at: 0, upTo: SnapshotFormat.headerByteCount)
        guard start.count == SnapshotFormat.headerByteCount, start.starts(with: SnapshotFormat.magic) else {
            return SnapshotFormat.version
        }
        return try SnapshotHeader(
            start, of: input.path, expected: SnapshotFormat.version...ChunkManifest.version
        ).version
    }

    /// What a file of format 1 says of itself, from two small reads at its ends.
    private static func manifest(_ input: InputFile) throws(SnapshotError) -> SnapshotManifest {
        let (path, byteCount) = (input.path, input.byteCount)
        let start = try input.read(
            at: 0, upTo: SnapshotFormat.headerByteCount + SnapshotFormat.maximumManifestByteCount)
        let headerByteCount = SnapshotFormat.headerByteCount
        let header = try SnapshotHeader(Array(start.prefix(headerByteCount)), of: path)
        let json = Array(start.dropFirst(headerByteCount).prefix(header.manifestByteCount))
        guard json.count == header.manifestByteCount else {
            throw SnapshotError(.truncated(byteCount: byteCount), file: path)
        }
        let head = try header.head(json, of: path)
        let endByteCount = SnapshotFormat.endByteCount(memberCount: head.members.count)
        let endOffset = byteCount - Int64(endByteCount)
        let tail = try input.read(at: max(0, endOffset), upTo: endByteCount)
        // Where the end record should be is something else: the file was cut, or went on.
        guard tail.count == endByteCount, tail.starts(with: SnapshotFormat.endMagic) else {
            throw SnapshotError(.truncated(byteCount: byteCount), file: path)
        }
        let end = try EndRecord(tail, memberCount: head.members.count, at: endOffset, of: path)
        guard end.fileByteCount == byteCount, end.plainByteCount == head.plainByteCount,
            end.blockCount == head.blockCount
        else {
            throw SnapshotError(.malformed("its end record counts wrongly", at: byteCount), file: path)
        }
        return SnapshotManifest(head: head, checksums: end.memberChecksums)
    }
}
