internal import GRDB
internal import IndexDefinition
internal import Synchronization
internal import SystemPackage

/// Has FTS5 merge segments, on a connection of its own that is there while it is needed.
final class TermMerger: Sendable {
    /// From so many segments on a level on, commits merge as they write: a search looks into each.
    private static let crowdedSegmentCount = 16
    /// The least that is worth a transaction, in pages.
    private static let smallestStep = 64

    private let store: StateDirectory
    private let modules: DatabaseAccess.Modules
    private let queue = Mutex<DatabaseQueue?>(nil)

    init(_ store: StateDirectory, modules: DatabaseAccess.Modules) {
        self.store = store
        self.modules = modules
    }

    /// Merges about as much as a commit has added, where segments have become many.
    ///
    /// Each page is written once a level, so that with this pace the number of segments stays bounded.
    func relieve(_ crowding: SegmentTerms.Crowding) throws {
        guard crowding.segmentCount >= Self.crowdedSegmentCount else { return }
        _ = try merge(
            pageCount: max(Self.smallestStep, crowding.writtenPageCount * (crowding.levelCount + 1)))
    }

    /// Merges about `pageCount` pages; says whether there was anything to merge.
    func merge(pageCount: Int) throws -> Bool {
        try open().write { database in
            let before = database.totalChangesCount
            try database.execute(sql: SQLStatement.mergeTerms.text, arguments: [pageCount])
            // FTS5 documents a difference of less than 2 as "nothing was merged".
            return database.totalChangesCount - before >= 2
        }
    }

    /// Closes the connection and gives its memory back.
    func release() { queue.withLock { $0 = nil } }

    private func open() throws -> DatabaseQueue {
        try queue.withLock { queue in
            if let queue { return queue }
            let opened = try DatabaseQueue(
                path: store.index.string,
                configuration: DatabaseAccess.indexConfiguration(isReadOnly: false, modules: modules))
            queue = opened
            return opened
        }
    }
}
