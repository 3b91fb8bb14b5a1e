public import ArticleStore
public import Articles
internal import Snapshots

/// The snapshots that a state directory has, whichever index they were taken of: they stay where another takes its place,
/// or where a folder that was restored from one of them does.
public struct TakenSnapshots: Sendable {
    /// 2^62: what no archive comes to, and where there is room for those that come after it.
    private static let largest: Int64 = 1 << 62

    private let store: SnapshotStore

    /// Those of a state directory.
    public init(in state: StateDirectory) { store = SnapshotStore(directory: state.snapshots) }

    /// The last revision of which there is a good one; 0 where there is none, or the store cannot be read. Blocks.
    public var lastRevision: Revision {
        let listings = (try? store.list()) ?? []
        let revisions = listings.filter { $0.manifest != nil }.map(\.id.revision)
        return Revision(rawValue: revisions.filter { $0 <= Self.largest }.max() ?? 0)
    }
}
