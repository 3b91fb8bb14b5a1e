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
    public internal(set) var ledgerHead = Revision(rawValue: 0)
    /// What ``PageChanges`` knows the readings by.
    var attempts: (index: Int?, ledger: Int?) = (nil, nil)
}

extension ArticleStore {
    /// Hands over both databases, each inside a read transaction of its own, while commits and searches go
    /// on. Blocks.
    ///
    /// The ledger is read last, so that it has every event of the index or more; one that is behind all the
    /// same is made up for when the restored state is opened to be written. The connections are used for
    /// nothing else: what the others hold in memory would hide damage of the files.
    ///
    /// - Parameters:
    ///   - index: Takes an open `sqlite3 *` of the index, in a transaction that ends with the call, and what
    ///     of it has to be read: what has changed since the snapshot that ``noteSnapshot(_:of:)`` was told
    ///     of, or all.
    ///   - ledger: Takes the same of the ledger.
    /// - Returns: What was handed over.
    /// - Throws: ``StoreError``, and what the functions throw.
    @unsafe public func readForSnapshot(
        index: (OpaquePointer, SnapshotReading) throws -> Void,
        ledger: (OpaquePointer, SnapshotReading) throws -> Void
    ) throws -> SnapshotContent {
        try indexFile.requireInPlace()
        try ledgerFile.requireInPlace()
        var attempts: (index: Int?, ledger: Int?) = (nil, nil)
        var content = unsafe try Self.content(
            state,
            index: { connection, database in
                let (attempt, reading) =
                    indexChanges?.beginSnapshot(database, indexWriter) ?? (nil, .whole(.start))
                attempts.index = attempt
                try PageChanges.beginReading(database)
                unsafe try index(connection, reading)
            },
            ledger: { connection, database in
                let (attempt, reading) =
                    ledgerChanges?.beginSnapshot(database, ledgerWriter) ?? (nil, .whole(.start))
                attempts.ledger = attempt
                try PageChanges.beginReading(database)
                unsafe try ledger(connection, reading)
            })
        content.attempts = attempts
        return content
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
        unsafe try content(
            state,
            index: { connection, database in
                try PageChanges.beginReading(database)
                unsafe try index(connection)
            },
            ledger: { connection, database in
                try PageChanges.beginReading(database)
                unsafe try ledger(connection)
            })
    }

    /// Notes that a snapshot was taken, so that the next one need not read what has not changed since.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - content: What ``readForSnapshot(index:ledger:)`` returned for it.
    public func noteSnapshot(_ name: String, of content: SnapshotContent) {
        if let attempt = content.attempts.index { indexChanges?.endAttempt(attempt, as: name) }
        if let attempt = content.attempts.ledger { ledgerChanges?.endAttempt(attempt, as: name) }
    }

    /// Has the next snapshot read every page, where the last one is not to be trusted.
    public func distrustSnapshots() {
        indexChanges?.forget(because: .distrusted)
        ledgerChanges?.forget(because: .distrusted)
    }

    /// Reads both databases, each inside a transaction.
    private static func content(
        _ state: StateDirectory, index: (OpaquePointer, Database) throws -> Void,
        ledger: (OpaquePointer, Database) throws -> Void
    ) throws -> SnapshotContent {
        var content = unsafe try reading(
            state.index, DatabaseAccess.indexConfiguration(isReadOnly: true), hand: index
        ) { database in
            let reader = IndexReader(database)
            return SnapshotContent(
                revision: try reader.revision(), counts: try reader.counts(),
                schemaVersion: try Schema.version(of: database, madeBy: SchemaMigration.index) ?? 0,
                analysisVersion: try IndexState.fetch(database)?.analysisVersion ?? 0)
        }
        content.ledgerHead = unsafe try reading(
            state.ledger, DatabaseAccess.ledgerConfiguration(isReadOnly: true), hand: ledger
        ) { try LedgerState.fetch($0).head }
        return content
    }

    /// Hands on a connection of its own, and then asks it something in the same transaction.
    private static func reading<Value>(
        _ file: FilePath, _ configuration: Configuration,
        hand: (OpaquePointer, Database) throws -> Void, _ body: (Database) throws -> Value
    ) throws -> Value {
        var configuration = configuration
        configuration.allowsUnsafeTransactions = true
        return try DatabaseAccess.describing(file) {
            let queue = try DatabaseQueue(path: file.string, configuration: configuration)
            defer { try? queue.close() }
            return try queue.inDatabase { database in
                defer { if database.isInsideTransaction { try? database.rollback() } }
                if let connection = unsafe database.sqliteConnection {
                    unsafe try hand(connection, database)
                }
                return try body(database)
            }
        }
    }
}
