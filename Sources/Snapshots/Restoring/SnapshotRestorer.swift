public import SystemPackage

/// Restores a snapshot that comes in pieces, as from a network.
///
/// The members are written to a folder `.NAME.partial-PID` beside the destination NAME, which takes its name
/// only when every byte is checked and on the disk. Dropped before that, or after an error, the restorer
/// removes what it wrote; a process that is killed leaves that folder, which the next restore to the same
/// place removes. Folder and files belong to their owner alone (0700, 0600). It holds about 2 MiB whatever
/// the snapshot's size; its calls block.
public struct SnapshotRestorer: ~Copyable {
    private var decoder: StreamDecoder
    private var folder: RestoredFolder

    /// Waits for the first bytes of a snapshot; nothing is written before they have proved to be one.
    ///
    /// - Parameters:
    ///   - destination: The folder to make. It may exist if it is empty; the folder that holds it must exist.
    ///   - name: What errors call the snapshot.
    ///   - progress: Called once a block.
    /// - Throws: ``SnapshotError`` with `destinationExists`, `destinationNotEmpty` or
    ///   `destinationIsMountPoint` when nothing can be restored there, with `io` when the system refuses.
    public init(
        to destination: FilePath, named name: FilePath, progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) {
        let folder = try RestoredFolder(destination)
        let decoder = try StreamDecoder(file: name, progress: progress)
        self.folder = folder
        self.decoder = decoder
    }

    /// Takes the next bytes, any number of them, and writes what they complete. After an error it must not be
    /// fed again.
    ///
    /// - Throws: ``SnapshotError`` for the first thing that is wrong with the snapshot or the disk.
    public mutating func feed(_ bytes: Span<UInt8>) throws(SnapshotError) {
        try decoder.feed(bytes, to: &folder)
    }

    /// Says that no bytes follow, and gives the destination its name.
    ///
    /// - Returns: What the snapshot says of itself, all of it true and restored.
    /// - Throws: ``SnapshotError`` when the snapshot has not come to its end, or the folder cannot be named.
    public consuming func finish() throws(SnapshotError) -> SnapshotManifest {
        let manifest = try decoder.finish(&folder)
        try folder.publish()
        return manifest
    }

    /// Says that no bytes follow, and gives the destination its name once something more was done to its
    /// files.
    ///
    /// - Parameter prepare: Given the folder that will be the destination, which nobody else knows of. It may
    ///   change the members, and must leave no other file there.
    /// - Returns: What the snapshot says of itself, all of it true and restored, but for what `prepare`
    ///   changed.
    /// - Throws: As ``finish()``, and what `prepare` throws; nothing is left of the folder then.
    nonisolated(nonsending) public consuming func finish(
        preparing prepare: nonisolated(nonsending) (_ folder: FilePath) async throws -> Void
    ) async throws -> SnapshotManifest {
        let manifest = try decoder.finish(&folder)
        if let partial = folder.partial {
            try await prepare(partial)
            try folder.syncMembers()
        }
        try folder.publish()
        return manifest
    }
}
