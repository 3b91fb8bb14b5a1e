public import ArticleStore
public import Articles
internal import Snapshots

/// The snapshots that a state directory has, whichever index they were taken of: they stay where another
/// takes its place, or where a folder that was restored from one of them does.
public struct TakenSnapshots: Sendable {
    /// 2^52: what no archive comes to, and every reader of JSON keeps whole.
    private static let largest: Int64 = 1 << 52

    private let store: SnapshotStore

    /// Those of a state directory.
    public init(in state: StateDirectory) { store = SnapshotStore(directory: state.snapshots) }

    /// The last revision of which there is a good one; 0 where there is none, or the store cannot be read.
    /// Blocks.
    public var lastRevision: Revision {
        Revision(rawValue: (try? store.lastRevision(upTo: Self.largest)) ?? 0)
    }
}
