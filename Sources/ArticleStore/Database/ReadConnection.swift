internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// A connection to the index that only reads, for one thread at a time.
///
/// What GRDB's pool does for a read takes as long as to fetch an article or two: it counts the connections that are left
/// in three ways, looks at each by a path of keys, and prepares the beginning and the end of the transaction anew.
final class ReadConnection {
    private let queue: DatabaseQueue
    private var schemaVersion: Int64?

    /// Opens the index.
    ///
    /// - Throws: What SQLite reports.
    convenience init(_ file: FilePath) throws {
        var configuration = DatabaseAccess.indexConfiguration(isReadOnly: true)
        configuration.prepareDatabase { database in
            // 8 MiB of pages hold most of those above the leaves of a million articles, of which 2 MiB, as it is else, lose
            // many from answer to answer. There are ``DatabaseAccess/indexReaderCount`` of these, all of which may be at
            // work; `releaseMemory()` gives them back in idle moments.
            try database.execute(sql: SQLStatement.connectionIndexReader.text)
        }
        self.init(try DatabaseQueue(path: file.string, configuration: configuration))
    }

    /// Reads by a connection that is there.
    init(_ queue: DatabaseQueue) { self.queue = queue }

    /// Closes it. Blocks while it reads.
    func close() { try? queue.close() }

    /// Reads one commit.
    ///
    /// - Returns: What `body` returns.
    /// - Throws: What SQLite reports, and what `body` throws.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try queue.unsafeRead { database in
            try database.run(.beginRead)
            let result = Result {
                try forgetOtherSchema(database)
                return try body(database)
            }
            do {
                try database.run(.endRead)
            } catch {
                // After some errors SQLite has ended it, and an interrupted statement may stand in the way.
                try database.rollback()
            }
            return try result.get()
        }
    }

    /// Statements that were prepared for other tables would be prepared anew each time, and some not for ever.
    private func forgetOtherSchema(_ database: Database) throws {
        let version = try database.number(.schemaVersion)
        guard version != schemaVersion else { return }
        schemaVersion = version
        database.clearSchemaCache()
    }
}

extension Database {
    /// Runs a statement that has no parameters and returns nothing.
    fileprivate func run(_ statement: SQLStatement) throws {
        let raw = unsafe try cachedStatement(sql: statement.text).sqliteStatement
        let code = unsafe sqlite3_step(raw)
        unsafe sqlite3_reset(raw)
        guard code == SQLITE_DONE else { throw failure(code) }
    }
}
