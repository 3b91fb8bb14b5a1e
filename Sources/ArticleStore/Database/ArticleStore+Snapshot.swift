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
    /// What ``ArticleStore/noteSnapshot(_:of:isWhole:)`` knows the reading by.
    let attempt: Int?
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
    ///   - index: Takes an open `sqlite3 *` of the index, in a transaction that ends with the call, and the pages that have
    ///     changed since the snapshot that ``noteSnapshot(_:of:isWhole:)`` was told of; `nil` where any may have.
    ///   - ledger: Takes one of the ledger.
    /// - Returns: What was handed over.
    /// - Throws: ``StoreError``, and what the functions throw.
    @unsafe public func readForSnapshot(
        index: (OpaquePointer, ChangedPages?) throws -> Void, ledger: (OpaquePointer) throws -> Void
    ) throws -> SnapshotContent {
        unsafe try Self.content(
            state,
            index: { database in
                let (attempt, pages) = beginSnapshot(database)
                if !database.isInsideTransaction { try Self.beginReading(database) }
                guard let connection = unsafe database.sqliteConnection else { return attempt }
                unsafe try index(connection, pages)
                return attempt
            }, ledger: ledger)
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
            index: { database in
                try Self.beginReading(database)
                if let connection = unsafe database.sqliteConnection { unsafe try index(connection) }
                return nil
            }, ledger: ledger)
    }

    /// Notes that a snapshot was taken, so that the next one need not read what has not changed since.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - content: What ``readForSnapshot(index:ledger:)`` returned for it.
    ///   - isWhole: Whether every page of the index was read for it.
    public func noteSnapshot(_ name: String, of content: SnapshotContent, isWhole: Bool) {
        guard let attempt = content.attempt else { return }
        changes?.endAttempt(attempt, as: name, isWhole: isWhole)
    }

    /// Has the next snapshot read every page of the index, where the last one is not to be trusted.
    public func distrustSnapshots() { changes?.forget() }

    /// Begins the read transaction of a snapshot where the writer commits nothing, so that what is known of changed pages is
    /// of the very commit that is read.
    private func beginSnapshot(_ database: Database) -> (attempt: Int?, pages: ChangedPages?) {
        guard let indexWriter, let changes else { return (nil, nil) }
        do {
            let attempt = try indexWriter.writeWithoutTransaction { writer in
                var attempt: (number: Int, since: (snapshot: String, pages: TrackedPages)?)?
                // Other programs cannot commit meanwhile, either.
                try writer.inTransaction(.immediate) {
                    attempt = try changes.beginAttempt { try committedFrameCount() }
                    try Self.beginReading(database)
                    return .rollback
                }
                return attempt
            }
            let pages = try attempt?.since.map { since in
                try ChangedPages(since: since.snapshot, since.pages, in: database, at: state.index)
            }
            return (attempt?.number, pages)
        } catch {
            // What is known only saves work: a snapshot can be taken without.
            changes.forget()
            return (nil, nil)
        }
    }

    /// How much of the log SQLite has committed. It tells whoever copies the log into the database.
    private func committedFrameCount() throws -> Int? {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let queue = try DatabaseQueue(path: state.index.string, configuration: configuration)
        defer { try? queue.close() }
        let row = try queue.inDatabase { try Row.fetchOne($0, sql: SQLStatement.writeAheadLog.text) }
        guard let row, row[0] == 0, let count: Int = row[1], count >= 0 else { return nil }
        return count
    }

    private static func beginReading(_ database: Database) throws {
        try database.beginTransaction(.deferred)
        // A transaction sees what is there when it first reads.
        _ = try IndexReader(database).revision()
    }

    /// Reads both databases; `index` begins a read transaction, and returns the number of an attempt.
    private static func content(
        _ state: StateDirectory, index: (Database) throws -> Int?, ledger: (OpaquePointer) throws -> Void
    ) throws -> SnapshotContent {
        var configuration = DatabaseAccess.indexConfiguration(isReadOnly: true)
        configuration.allowsUnsafeTransactions = true
        var content = try DatabaseAccess.describing(state.index) {
            let queue = try DatabaseQueue(path: state.index.string, configuration: configuration)
            defer { try? queue.close() }
            return try queue.inDatabase { database in
                defer { if database.isInsideTransaction { try? database.rollback() } }
                let attempt = try index(database)
                let reader = IndexReader(database)
                return SnapshotContent(
                    revision: try reader.revision(), counts: try reader.counts(),
                    schemaVersion: try Schema.version(of: database, madeBy: SchemaMigration.index) ?? 0,
                    analysisVersion: try IndexState.fetch(database)?.analysisVersion ?? 0,
                    attempt: attempt)
            }
        }
        content.ledgerHead = try DatabaseAccess.describing(state.ledger) {
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
        return content
    }
}
