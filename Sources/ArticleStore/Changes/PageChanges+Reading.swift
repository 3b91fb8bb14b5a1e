internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// How a snapshot's read transaction begins.
extension PageChanges {
    /// Begins it where the writer commits nothing, so that what is known of changed pages is of the very
    /// commit that is read.
    ///
    /// - Parameters:
    ///   - database: The snapshot's own connection, in no transaction.
    ///   - writer: Who writes.
    /// - Returns: The number of the attempt, `nil` where the next snapshot must read every page as well; and
    ///   what is to be read. Where that is every page, the transaction may not have begun, see
    ///   ``beginReading(_:)``.
    func beginSnapshot(
        _ database: Database, _ writer: (some DatabaseWriter)?
    ) -> (attempt: Int?, reading: SnapshotReading) {
        guard let writer else { return (nil, .whole(.start)) }
        do {
            // What is long in the log is copied before the writer waits for the rest.
            if !isKnown { _ = try copyLog() }
            let attempt: SnapshotAttempt? = try writer.writeWithoutTransaction { writer in
                // Where another program writes, nobody waits for it: then every page is read.
                unsafe sqlite3_busy_timeout(writer.sqliteConnection, 0)
                defer {
                    unsafe sqlite3_busy_timeout(writer.sqliteConnection, DatabaseAccess.lockMilliseconds)
                }
                var attempt: SnapshotAttempt?
                // Other programs cannot commit meanwhile, either.
                try writer.inTransaction(.immediate) {
                    attempt = try beginAttempt(copyLog)
                    try Self.beginReading(database)
                    return .rollback
                }
                return attempt
            }
            let pages = try attempt?.base.map { base in
                try ChangedPages(since: base.snapshot, base.pages, in: database, of: self)
            }
            return (attempt?.number, pages.map { .changes($0) } ?? .whole(wholeReason))
        } catch {
            // What is known only saves work: a snapshot can be taken without.
            let reason = isKnown ? .unknown : wholeReason
            forget(because: reason)
            return (nil, .whole(reason))
        }
    }

    /// Begins a read transaction, unless there is one.
    static func beginReading(_ database: Database) throws {
        guard !database.isInsideTransaction else { return }
        try database.beginTransaction(.deferred)
        // It sees what is there when it first reads.
        _ = try Row.fetchOne(database, sql: SQLStatement.pageSizes.text)
    }

    /// Has SQLite copy the log into the database as far as readers allow, which is when it tells how long the
    /// log is.
    ///
    /// - Returns: How many frames of the log are committed; `nil` where another program copies it at this
    ///   moment.
    private func copyLog() throws -> Int? {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let queue = try DatabaseQueue(path: file.string, configuration: configuration)
        defer { try? queue.close() }
        let row = try queue.inDatabase { try Row.fetchOne($0, sql: SQLStatement.checkpointPassively.text) }
        guard let row, row[0] == 0, let count: Int = row[1], count >= 0 else { return nil }
        return count
    }
}
