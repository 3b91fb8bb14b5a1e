/// One snapshot of a store, as far as its two ends tell.
public struct SnapshotListing: Hashable, Sendable {
    /// Whether the two ends of a snapshot's file are sound; its blocks are not read for this.
    public enum State: Hashable, Sendable {
        /// Both ends hold, and the file has the size that it should have.
        case good(SnapshotManifest)
        /// The file cannot be restored, for this reason.
        case damaged(SnapshotError)
    }

    /// The name of the snapshot, taken from the name of its file.
    public let id: SnapshotID
    /// Its size as one file, which is what a download of it takes; of a damaged one, the size of what is
    /// there.
    public let byteCount: Int64
    /// Whether it is sound, with its manifest or with what is wrong.
    public let state: State

    /// What the snapshot says of itself; `nil` when it is damaged.
    public var manifest: SnapshotManifest? {
        if case .good(let manifest) = state { manifest } else { nil }
    }

    /// Whether it is good, as far as its two ends tell, and of the archive that the store is of.
    public var isOwn: Bool { manifest.map { !$0.isForeign } ?? false }

    /// What is wrong; `nil` when nothing is, as far as the two ends tell.
    public var damage: SnapshotError? {
        if case .damaged(let error) = state { error } else { nil }
    }
}
