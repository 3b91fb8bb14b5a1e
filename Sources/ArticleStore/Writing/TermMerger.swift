internal import GRDB
internal import IndexDefinition
internal import Synchronization
internal import SystemPackage

/// Has FTS5 merge segments, on a connection of its own that is there while it is needed.
final class TermMerger: Sendable {
    private let index: OpenedFile
    private let changes: PageChanges?
    private let queue = Mutex<DatabaseQueue?>(nil)
    private let dead = Mutex(DeadTerms())

    /// Makes one that tells `changes` of what it writes.
    init(_ index: OpenedFile, _ changes: PageChanges? = nil) {
        self.index = index
        self.changes = changes
    }

    /// Merges what a commit has left to be merged in the index that is searched, if anything; to be called
    /// once for each, before anybody else writes.
    func merge(after commit: SegmentCrowding) throws {
        switch dead.withLock({ $0.step(after: commit) }) {
        case nil: break
        case .next: _ = try merge(pageCount: commit.stepPageCount, of: .current)
        case .all:
            // FTS5 takes a negative number for all segments, at first; the steps after that go on with it.
            _ = try merge(pageCount: -commit.stepPageCount, of: .current)
            dead.withLock { $0.begin() }
        }
    }

    /// Merges about `pageCount` pages of a table; says whether there was anything to merge. Where the index
    /// has been moved away nothing is merged: it is searched as well without.
    func merge(pageCount: Int, of table: FullTextTable) throws -> Bool {
        guard index.isInPlace else { return false }
        return try open().write { database in
            let before = database.totalChangesCount
            try database.execute(sql: SQLStatement.mergeTerms.text(of: table), arguments: [pageCount])
            // FTS5 documents a difference of less than 2 as "nothing was merged".
            return database.totalChangesCount - before >= 2
        }
    }

    /// Merges all segments into one, in which nothing of what was deleted is left, and writes the database
    /// anew without free pages, which may have it too.
    func removeDeleted() throws {
        try open().writeWithoutTransaction { database in
            try database.execute(sql: SQLStatement.overwriteDeleted.text)
            defer { try? database.execute(sql: SQLStatement.leaveDeleted.text) }
            try database.execute(sql: SQLStatement.optimizeTerms.text)
            dead.withLock { $0 = DeadTerms() }
            try database.execute(sql: SQLStatement.vacuum.text)
        }
    }

    /// Closes the connection and gives its memory back.
    func release() { queue.withLock { $0 = nil } }

    /// Gives the pages back that the connection keeps; to be called where nothing is being merged.
    func releasePages() { queue.withLock { $0?.releaseMemory() } }

    private func open() throws -> DatabaseQueue {
        try queue.withLock { queue in
            if let queue { return queue }
            try index.requireInPlace()
            let opened = try DatabaseQueue(
                path: index.path.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            if let changes { opened.add(transactionObserver: changes, extent: .databaseLifetime) }
            queue = opened
            return opened
        }
    }
}
