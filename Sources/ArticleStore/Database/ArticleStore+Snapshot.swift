public import Articles
internal import GRDB
internal import SystemPackage

/// What both databases held when they were read for a snapshot.
public struct SnapshotContent: Sendable {
    /// The commit of the index that was read.
    public let revision: Revision
    /// The files it knows, by their states.
    public let counts: StoreCounts
    /// The last revision that the ledger had whole.
    public let ledgerHead: Revision
}

extension ArticleStore {
    /// Hands over both databases, each inside a read transaction of its own, while commits and searches go on.
    /// Blocks.
    ///
    /// The ledger is read last, so that it has every event of the index or more; one that is behind all the same
    /// is made up for when the restored state is opened to be written. The connections are used for nothing
    /// else: what the others hold in memory would hide damage of the files.
    ///
    /// - Parameters:
    ///   - index: Takes an open `sqlite3 *` of the index, in a transaction that ends with the call.
    ///   - ledger: Takes one of the ledger.
    /// - Returns: What was handed over.
    /// - Throws: ``StoreError``, and what the functions throw.
    @unsafe public func readForSnapshot(
        index: (OpaquePointer) throws -> Void, ledger: (OpaquePointer) throws -> Void
    ) throws -> SnapshotContent {
        let (revision, counts) = try DatabaseAccess.describing(state.index) {
            let queue = try DatabaseQueue(
                path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
            defer { try? queue.close() }
            return try queue.read { database in
                let reader = IndexReader(database)
                let content = (try reader.revision(), try reader.counts())
                if let connection = unsafe database.sqliteConnection { unsafe try index(connection) }
                return content
            }
        }
        let head = try DatabaseAccess.describing(state.ledger) {
            let queue = try DatabaseQueue(
                path: state.ledger.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true)
            )
            defer { try? queue.close() }
            return try queue.read { database in
                let head = try LedgerState.fetch(database).head
                if let connection = unsafe database.sqliteConnection { unsafe try ledger(connection) }
                return head
            }
        }
        return SnapshotContent(revision: revision, counts: counts, ledgerHead: head)
    }
}
