import SystemPackage

/// How far the writing or reading of a snapshot has come.
public struct SnapshotProgress: Hashable, Sendable {
    /// Takes progress, once a block (1 MiB of a member); to stop the work, it throws `CancellationError`, and
    /// the work then ends with ``SnapshotError/Reason/cancelled`` and leaves nothing behind.
    public typealias Report = (SnapshotProgress) throws(CancellationError) -> Void

    /// The name of the member that is being worked on.
    public var member: String
    /// The bytes of members that were read or written so far, not compressed.
    public var plainByteCount: Int64
    /// The size of all members together, not compressed; while a snapshot is taken, what the caller expects.
    public var totalPlainByteCount: Int64
    /// The bytes of the snapshot file that were written or read so far.
    public var storedByteCount: Int64
}

/// Hands progress on, and turns the wish to stop into this library's error.
struct ProgressReporter {
    let report: SnapshotProgress.Report?
    let file: FilePath

    func callAsFunction(_ progress: SnapshotProgress) throws(SnapshotError) {
        guard let report else { return }
        do {
            try report(progress)
        } catch {
            throw SnapshotError(.cancelled, file: file)
        }
    }
}
