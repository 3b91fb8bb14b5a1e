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

    /// Writes a snapshot of the given files, which must not change meanwhile.
    ///
    /// It is written under a name that ends in `.partial` and takes its own name when all of it is on the
    /// disk. What earlier writers that are gone left unfinished is removed first.
    ///
    /// - Parameters:
    ///   - draft: What the snapshot says of itself; time and revision make its ID.
    ///   - members: Consistent copies, each with the name that it gets in the snapshot and on restore.
    ///   - progress: Called once a block.
    /// - Returns: The new snapshot.
    /// - Throws: ``SnapshotError``; nothing is left behind then.
    public func create(
        manifest draft: SnapshotDraft,
        members: [(name: String, file: FilePath)],
        progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotListing {
        var inputs: [InputFile] = []
        for (name, file) in members {
            guard let input = try InputFile(file) else {
                throw SnapshotError(
                    .refusedDraft("'\(file)', its \(name), is no regular file"), file: directory)
            }
            inputs.append(input)
        }
        let sizes = zip(members, inputs).map { SnapshotHead.Member(name: $0.name, byteCount: $1.byteCount) }
        var head = try head(draft, ordinal: 1, members: sizes)
        try makeDirectory()
        _ = try removeAbandonedFiles()
        while true {
            if let output = try reserve(head.id) {
                let writer = SnapshotWriter(head, to: output, file: path(of: head.id), progress: progress)
                return try writer.write(inputs)
            }
            head = try self.head(draft, ordinal: head.id.ordinal + 1, members: sizes)
        }
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
