public import SystemPackage

/// Writes a snapshot that comes as a stream into one file that `gzip` and `tar` open, and reads it back
/// before it gets its name.
///
/// The file belongs to its owner alone (0600); while it is written, its name has `.partial` behind it.
/// Dropped before ``finish(progress:)``, nothing of it is left. All calls block.
public struct SnapshotReceiver: ~Copyable {
    private let destination: FilePath
    private let partial: FilePath
    private var output: PartialFile

    /// Begins a file.
    ///
    /// - Parameter destination: The file to make, which must not exist; its folder must.
    /// - Throws: ``SnapshotError``, with `fileExists` when there is such a file, or one that is being
    ///   written.
    public init(to destination: FilePath) throws(SnapshotError) {
        let partial = destination.folder.appending(
            (destination.lastComponent?.string ?? "") + PartialFile.suffix)
        guard try FileStatus(of: destination) == nil else {
            throw SnapshotError(.fileExists, file: destination)
        }
        _ = try PartialFile.removeIfAbandoned(partial)
        guard let output = try PartialFile(partial) else { throw SnapshotError(.fileExists, file: partial) }
        self.destination = destination
        self.partial = partial
        self.output = output
    }

    /// Takes the next bytes.
    ///
    /// - Throws: ``SnapshotError`` with `io`.
    public mutating func feed(_ bytes: [UInt8]) throws(SnapshotError) { try output.write(bytes) }

    /// Reads all of it back and gives the file its name.
    ///
    /// - Parameter progress: Called about once a megabyte of what is read back.
    /// - Returns: What the snapshot says of itself.
    /// - Throws: ``SnapshotError``; nothing is left behind then.
    public consuming func finish(
        progress: SnapshotProgress.Report? = nil
    ) throws(SnapshotError) -> SnapshotManifest {
        let manifest = try SnapshotFile(partial).verify(progress: progress)
        guard try FileStatus(of: destination) == nil else {
            throw SnapshotError(.fileExists, file: destination)
        }
        try output.publish(as: destination)
        return manifest
    }
}
