/// What a pruning of a store did, or would do.
public struct PruneReport: Hashable, Sendable {
    /// Whether nothing was touched.
    public let isDryRun: Bool
    /// The snapshots that were removed, oldest first.
    public let removed: [SnapshotID]
    /// The good snapshots that stayed, newest first.
    public let kept: [SnapshotID]
    /// Why each of them stayed.
    public let reasons: [SnapshotID: [RetentionRules.Reason]]
    /// The snapshots that cannot be restored and stayed, newest first.
    public let damaged: [SnapshotID]
    /// The bytes that this gave back to the disk.
    public let freedByteCount: Int64
    /// Whether chunks stay for now because somebody else uses the store: the next pruning removes them.
    public let isSweepDeferred: Bool
    /// The snapshots whose lists of chunks cannot be read; as long as they are there, all chunks stay.
    public let blockers: [SnapshotID]
    /// Whether there are packs that nobody can say of what they hold: damaged ones, and such as were set
    /// aside; they stay.
    public var hasUnknownPacks = false
}
