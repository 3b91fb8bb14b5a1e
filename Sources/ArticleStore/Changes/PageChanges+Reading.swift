internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// How a snapshot's read transaction begins.
extension PageChanges {
    /// Begins it where the writer commits nothing, so that what is known of changed pages is of the very commit that is read.
    ///
    /// - Parameters:
    ///   - database: The snapshot's own connection, in no transaction.
    ///   - writer: Who writes.
    /// - Returns: The number of the attempt, and what is to be read; where that is every page, perhaps no transaction was
    ///   begun, and there is no number where the next one must read all, too.
    func beginSnapshot(
        _ database: Database, _ writer: (some DatabaseWriter)?
    ) -> (attempt: Int?, reading: SnapshotReading) {
        guard let writer else { return (nil, .whole(.start)) }
        do {
            // What is long in the log is copied before the writer waits for the rest.
            if !isKnown { _ = try committedFrameCount() }
            let attempt = try writer.writeWithoutTransaction { writer in
                // Where another program writes, nobody waits for it: then every page is read.
                unsafe sqlite3_busy_timeout(writer.sqliteConnection, 0)
                defer {
                    unsafe sqlite3_busy_timeout(writer.sqliteConnection, DatabaseAccess.lockMilliseconds)
                }
                var attempt: (number: Int, since: (snapshot: String, pages: TrackedPages)?)?
                // Other programs cannot commit meanwhile, either.
                try writer.inTransaction(.immediate) {
                    attempt = try beginAttempt(committedFrameCount)
                    try Self.beginReading(database)
                    return .rollback
                }
                return attempt
            }
            let pages = try attempt?.since.map { since in
                try ChangedPages(since: since.snapshot, since.pages, in: database, of: self)
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

    /// How much of the log SQLite has committed. It tells whoever copies the log into the database.
    private func committedFrameCount() throws -> Int? {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        let queue = try DatabaseQueue(path: file.string, configuration: configuration)
        defer { try? queue.close() }
        let row = try queue.inDatabase { try Row.fetchOne($0, sql: SQLStatement.writeAheadLog.text) }
        guard let row, row[0] == 0, let count: Int = row[1], count >= 0 else { return nil }
        return count
    }
}
