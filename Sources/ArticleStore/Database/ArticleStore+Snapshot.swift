public import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// What both databases held when they were read for a snapshot.
public struct SnapshotContent: Sendable {
    /// The commit of the index that was read.
    public let revision: Revision
    /// The files it knows, by their states.
    public let counts: StoreCounts
    /// The version of the index's schema.
    public let schemaVersion: Int
    /// The version of the analysis that made its terms.
    public let analysisVersion: Int
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
        unsafe try Self.readForSnapshot(state, index: index, ledger: ledger)
    }

    /// Hands over both databases of a state directory that is not opened, also those of an earlier schema.
    ///
    /// - Parameters:
    ///   - state: The directory.
    ///   - index: Takes an open `sqlite3 *` of the index, in a transaction that ends with the call.
    ///   - ledger: Takes one of the ledger.
    /// - Returns: What was handed over.
    /// - Throws: ``StoreError``, and what the functions throw.
    @unsafe public static func readForSnapshot(
        _ state: StateDirectory, index: (OpaquePointer) throws -> Void,
        ledger: (OpaquePointer) throws -> Void
    ) throws -> SnapshotContent {
        let (revision, counts, schema, analysis) = try DatabaseAccess.describing(state.index) {
            let queue = try DatabaseQueue(
                path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
            defer { try? queue.close() }
            return try queue.read { database in
                let reader = IndexReader(database)
                let content = (
                    try reader.revision(), try reader.counts(),
                    try Schema.version(of: database, madeBy: SchemaMigration.index) ?? 0,
                    try IndexState.fetch(database)?.analysisVersion ?? 0
                )
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
        return SnapshotContent(
            revision: revision, counts: counts, schemaVersion: schema, analysisVersion: analysis,
            ledgerHead: head)
    }
}
