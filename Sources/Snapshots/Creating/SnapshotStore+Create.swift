public import SystemPackage

extension SnapshotStore {
    /// Begins a snapshot of which only what the store lacks is written; several may be taken at once.
    ///
    /// - Parameters:
    ///   - expectedByteCount: About what the members will have together; progress counts up to it.
    ///   - progress: Called once a megabyte.
    /// - Returns: The creation, to which members are added.
    /// - Throws: ``SnapshotError`` with `io` when the store cannot be read or made.
    public func begin(
        expectedByteCount: Int64 = 0, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotCreation {
        try SnapshotCreation(in: self, expectedByteCount: expectedByteCount, progress: progress)
    }

    /// Takes a snapshot of files, which must not change meanwhile.
    ///
    /// - Parameters:
    ///   - draft: What the snapshot says of itself; time and revision make its ID.
    ///   - members: Consistent copies, each with the name that it gets in the snapshot and on restore.
    ///   - progress: Called once a megabyte.
    /// - Returns: The new snapshot.
    /// - Throws: ``SnapshotError``; nothing is left behind then.
    public func create(
        manifest draft: SnapshotDraft,
        members: [(name: String, file: FilePath)],
        progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotListing {
        var expected: Int64 = 0
        for (_, file) in members { expected += try FileStatus(of: file)?.byteCount ?? 0 }
        var creation = try begin(expectedByteCount: expected, progress: progress)
        for (name, file) in members { try creation.add(file: file, as: name) }
        return try creation.finish(draft)
    }

    /// The head of a snapshot with this ordinal.
    func head(
        _ draft: SnapshotDraft, ordinal: Int, members: [SnapshotHead.Member]
    ) throws(SnapshotError) -> SnapshotHead {
        guard let id = SnapshotID(createdAt: draft.createdAt, revision: draft.revision, ordinal: ordinal)
        else {
            throw SnapshotError(
                .refusedDraft("time \(draft.createdAt) or revision \(draft.revision) is out of range"),
                file: directory)
        }
        let head = SnapshotHead(draft, id: id, members: members)
        if let reason = head.contradiction { throw SnapshotError(reason, file: directory) }
        return head
    }

    /// The file in which to write snapshot `id`; `nil` when there is such a snapshot, or someone is writing
    /// it.
    func reserve(_ id: SnapshotID) throws(SnapshotError) -> PartialFile? {
        let path = path(of: id)
        guard
            let output = try PartialFile(directory.appending(id.rawValue + Self.suffix + PartialFile.suffix))
        else { return nil }
        // Asked only now: whoever holds the partial file is the only one who can make the snapshot.
        guard try FileStatus(of: path) == nil else { return nil }
        return output
    }

    /// Makes the store's folders; what the names stand in is on the disk when this returns.
    func makeFolders() throws(SnapshotError) {
        try makeDirectory()
        if try FolderOperations.make(chunkFolder) { try FolderOperations.sync(directory) }
    }

    private func makeDirectory() throws(SnapshotError) {
        if try FolderOperations.make(directory) { try FolderOperations.sync(directory.folder) }
    }
}
