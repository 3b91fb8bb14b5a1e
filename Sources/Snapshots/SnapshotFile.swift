public import SystemPackage

/// A snapshot's file, open for reading; it stays readable when it is pruned meanwhile.
///
/// Its bytes are the same on the wire: what ``read(at:upTo:)`` gives is what ``SnapshotRestorer`` and
/// ``SnapshotVerifier`` take elsewhere. All calls block.
public struct SnapshotFile: Sendable {
    private let input: InputFile

    /// Opens the snapshot at `path`, in a store or anywhere else.
    ///
    /// - Throws: ``SnapshotError`` with `io` when it cannot be opened, with `notASnapshot` when it is no
    ///   regular file; its bytes are not looked at yet.
    public init(_ path: FilePath) throws(SnapshotError) {
        guard let input = try InputFile(path) else { throw SnapshotError(.notASnapshot, file: path) }
        self.input = input
    }

    /// Where it was opened.
    public var path: FilePath { input.path }

    /// The size of the file.
    public var byteCount: Int64 { input.byteCount }

    /// The bytes of the file as they are stored; may be called from any thread.
    ///
    /// - Parameters:
    ///   - offset: Where to begin.
    ///   - byteCount: The most bytes to return.
    /// - Returns: As many bytes as wanted, or fewer where the file ends; none at its end.
    /// - Throws: ``SnapshotError`` with `io` when the file cannot be read.
    public func read(at offset: Int64, upTo byteCount: Int) throws(SnapshotError) -> [UInt8] {
        try input.read(at: offset, upTo: byteCount)
    }

    /// What the snapshot says of itself, from two small reads at its ends; the blocks are not looked at.
    ///
    /// - Throws: ``SnapshotError`` that says what is wrong with the ends or the size of the file.
    public func manifest() throws(SnapshotError) -> SnapshotManifest {
        let start = try read(
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
        let tail = try read(at: max(0, endOffset), upTo: endByteCount)
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

    /// Reads every byte, inflates every block and compares every checksum; writes nothing.
    ///
    /// - Parameter progress: Called once a block.
    /// - Returns: What the snapshot says of itself, all of it true.
    /// - Throws: ``SnapshotError`` for the first thing that is wrong.
    public func verify(progress: SnapshotProgress.Report? = nil) throws(SnapshotError) -> SnapshotManifest {
        var verifier = try SnapshotVerifier(named: path, progress: progress)
        try forEachPiece { piece throws(SnapshotError) in try verifier.feed(piece.span) }
        return try verifier.finish()
    }

    /// Writes the members into a new folder, which appears only when all is checked: see
    /// ``SnapshotRestorer``.
    ///
    /// - Parameters:
    ///   - destination: The folder to make; it may exist if it is empty.
    ///   - progress: Called once a block.
    /// - Returns: What the snapshot says of itself, all of it true.
    /// - Throws: ``SnapshotError`` for the first thing that is wrong; nothing is left behind then.
    public func restore(
        to destination: FilePath, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotManifest {
        var restorer = try SnapshotRestorer(to: destination, named: path, progress: progress)
        try forEachPiece { piece throws(SnapshotError) in try restorer.feed(piece.span) }
        return try restorer.finish()
    }

    /// Reads the file front to back, 256 KiB at a time.
    private func forEachPiece(
        _ body: ([UInt8]) throws(SnapshotError) -> Void
    ) throws(SnapshotError) {
        var offset: Int64 = 0
        while true {
            let piece = try read(at: offset, upTo: 262_144)
            if piece.isEmpty { return }
            offset += Int64(piece.count)
            try body(piece)
        }
    }
}
