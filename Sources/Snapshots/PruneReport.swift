/// What ``SnapshotStore/prune(keeping:removingDamaged:)`` did.
public struct PruneReport: Hashable, Sendable {
    /// The snapshots that were removed, oldest first.
    public let removed: [SnapshotID]
    /// The good snapshots that stayed, newest first.
    public let kept: [SnapshotID]
    /// The snapshots that cannot be restored and stayed, newest first.
    public let damaged: [SnapshotID]
    /// The size of all files that were removed, unfinished ones included.
    public let freedByteCount: Int64
}
