internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// A connection to the index that only reads, for one thread at a time.
///
/// What GRDB's pool does for a read takes as long as to fetch an article or two: it counts the connections
/// that are left in three ways, looks at each by a path of keys, and prepares the beginning and the end of
/// the transaction anew.
final class ReadConnection {
    /// By what it reads.
    private enum Access {
        /// A connection of its own.
        case own(DatabaseQueue)
        /// The writer's: commits wait for what is read.
        case writer(DatabasePool)
    }

    private let access: Access
    private var schemaVersion: Int64?

    /// Opens the index.
    ///
    /// - Throws: What SQLite reports.
    convenience init(_ file: FilePath) throws {
        var configuration = DatabaseAccess.indexConfiguration(isReadOnly: true)
        configuration.prepareDatabase { database in
            // 8 MiB of pages hold most of those above the leaves of a million articles, of which 2 MiB, as it
            // is else, lose many from answer to answer. There are ``DatabaseAccess/indexReaderCount`` of
            // these, all of which may be at work; `releaseMemory()` gives them back in idle moments.
            try database.execute(sql: SQLStatement.connectionIndexReader.text)
        }
        self.init(try DatabaseQueue(path: file.string, configuration: configuration))
    }

    /// Opens the index again; where its file has no more the name it had, reads by the connection that writes
    /// it.
    ///
    /// - Throws: What SQLite reports.
    static func open(_ file: OpenedFile, orBy writer: DatabasePool?) throws -> ReadConnection {
        guard let writer else { return try ReadConnection(file.path) }
        if file.isInPlace {
            do {
                return try ReadConnection(file.path)
            } catch {
                guard !file.isInPlace else { throw error }
            }
        }
        return ReadConnection(.writer(writer))
    }

    /// Reads by a connection that is there.
    convenience init(_ queue: DatabaseQueue) { self.init(.own(queue)) }

    private init(_ access: Access) { self.access = access }

    /// Closes it, where it is its own. Blocks while it reads.
    func close() { if case .own(let queue) = access { try? queue.close() } }

    /// Reads one commit.
    ///
    /// - Returns: What `body` returns.
    /// - Throws: What SQLite reports, and what `body` throws.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try onConnection { database in
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

    private func onConnection<Value>(_ body: (Database) throws -> Value) throws -> Value {
        switch access {
        case .own(let queue): try queue.unsafeRead(body)
        case .writer(let pool): try pool.writeWithoutTransaction(body)
        }
    }

    /// Statements that were prepared for other tables would be prepared anew each time, and some not for
    /// ever.
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
