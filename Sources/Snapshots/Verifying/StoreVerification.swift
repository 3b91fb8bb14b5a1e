/// What a check of a whole store found.
public struct StoreVerification: Hashable, Sendable {
    /// How much is looked at.
    public enum Depth: String, Hashable, Sendable {
        /// Manifests whole, and whether every chunk is there in its length.
        case quick
        /// Also every chunk of every pack, inflated and compared with its name.
        case full
    }

    /// One snapshot of the store.
    public struct Snapshot: Hashable, Sendable {
        /// The snapshot.
        public let id: SnapshotID
        /// What it says of itself; `nil` when its manifest cannot be read.
        public let manifest: SnapshotManifest?
        /// The first thing that is wrong with it; `nil` when all is well.
        public let problem: SnapshotError?
    }

    /// How much was looked at.
    public let depth: Depth
    /// The snapshots, newest first.
    public let snapshots: [Snapshot]
    /// What is wrong with packs, whether a snapshot needs the part or not.
    public let packProblems: [SnapshotError]
    /// The bytes of all packs.
    public let packByteCount: Int64
    /// The bytes of chunks that no snapshot needs.
    public let unusedByteCount: Int64

    /// The newest snapshot of this archive with which nothing is wrong.
    public var lastGood: SnapshotID? {
        snapshots.first { $0.problem == nil && $0.manifest?.isForeign == false }?.id
    }
    /// Whether nothing is wrong anywhere.
    public var isSound: Bool { packProblems.isEmpty && snapshots.allSatisfy { $0.problem == nil } }
}
