public import SystemPackage

/// As what a snapshot that lies elsewhere is taken into a store.
public enum ImportVerdict: Hashable, Sendable {
    /// It is of the archive that the store is of, and one like any other.
    case own
    /// It is of another archive: see ``SnapshotManifest/isForeign``.
    case foreign
    /// Not at all, for this reason.
    case refused(String)
}

extension SnapshotStore {
    /// Writes a snapshot into one file that `gzip` and `tar` open, and reads it back before it gets its name.
    ///
    /// A snapshot of format 1 is copied as it is. The file belongs to its owner alone (0600); while it is
    /// written, its name has `.partial` behind it.
    ///
    /// - Parameters:
    ///   - id: The snapshot.
    ///   - destination: The file to make, which must not exist; its folder must.
    ///   - progress: Called about once a megabyte of what is read back.
    /// - Returns: The size of the file.
    /// - Throws: ``SnapshotError``, with `fileExists` when there is such a file; nothing is left behind then.
    public func export(
        _ id: SnapshotID, to destination: FilePath, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> Int64 {
        let snapshot = try open(id)
        var receiver = try SnapshotReceiver(to: destination)
        try snapshot.forEachPiece { piece throws(SnapshotError) in try receiver.feed(piece) }
        _ = try receiver.finish(progress: progress)
        return snapshot.byteCount
    }

    /// Takes a snapshot that lies elsewhere as one file into this store: an exported one, or one of format 1.
    ///
    /// It keeps its ID, or gets the next ordinal where another snapshot has it; a snapshot that is there
    /// already stays the only one. Every byte is checked on the way.
    ///
    /// - Parameters:
    ///   - file: The file; it is not changed.
    ///   - progress: Called about once a megabyte.
    ///   - sample: The member that `judge` looks into, and the file to make of it, which is left to the
    ///     caller.
    ///   - judge: As what the snapshot of an ID is taken in. Asked when all was read, and the sample is
    ///     whole.
    /// - Returns: The snapshot in this store.
    /// - Throws: ``SnapshotError``, with `refusedDraft` where it is refused; no snapshot was made then.
    public func importSnapshot(
        from file: FilePath, progress: SnapshotProgress.Report? = nil,
        sample: (member: String, file: FilePath)? = nil, judge: (SnapshotID) -> ImportVerdict = { _ in .own }
    ) throws(SnapshotError) -> SnapshotListing {
        let source = try SnapshotFile(file)
        var sink = ImportSink(try begin(), sample: sample)
        var decoder = try StreamDecoder(file: file, progress: progress)
        try source.forEachPiece { piece throws(SnapshotError) in try decoder.feed(piece.span, to: &sink) }
        let manifest = try decoder.finish(&sink)
        if let present = try listing(of: manifest.id), let found = present.manifest,
            found.formatVersion == Int(ChunkManifest.version), found.members == manifest.members
        {
            return present
        }
        let verdict = judge(manifest.id)
        if case .refused(let reason) = verdict { throw SnapshotError(.refusedDraft(reason), file: file) }
        return try sink.finish(
            SnapshotDraft(
                createdAt: manifest.createdAt, revision: manifest.revision,
                articleCount: manifest.articleCount, ledgerHead: manifest.ledgerHead,
                schemaVersion: manifest.schemaVersion, analysisVersion: manifest.analysisVersion,
                label: manifest.label, fileCounts: manifest.fileCounts, isForeign: verdict == .foreign))
    }
}
