internal import GRDB
internal import IndexDefinition
internal import Synchronization
internal import SystemPackage

/// Has FTS5 merge segments, on a connection of its own that is there while it is needed.
final class TermMerger: Sendable {
    private let index: FilePath
    private let queue = Mutex<DatabaseQueue?>(nil)

    init(_ index: FilePath) { self.index = index }

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
                path: index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            queue = opened
            return opened
        }
    }
}
