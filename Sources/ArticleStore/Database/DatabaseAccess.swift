internal import CShims
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import SystemPackage

/// How connections to the two databases are made.
enum DatabaseAccess {
    /// 5 s: longer than any transaction of ours, short enough that a stuck lock is told.
    private static let lockPatience = 5.0
    /// The same in milliseconds.
    static let lockMilliseconds = Int32(lockPatience * 1_000)

    /// The most connections that read the index. Two at work are all that two cores carry; the rest are for
    /// requests that wait on the disk.
    static let indexReaderCount = 6

    /// The bytes of a page of the index, as `connection-index-writer.sql` has it.
    static let indexPageByteCount = 8_192
    /// The bytes of a page of the ledger: what SQLite takes where nothing is said.
    static let ledgerPageByteCount = 4_096

    /// Done once, before the first connection: GRDB runs each connection on a queue of its own, so SQLite's
    /// mutexes guard nothing. Where another library has started SQLite already, they stay, and cost a little
    /// time.
    private static let isConfigured = gazette_configure_sqlite() == 0

    /// Connections to the index.
    static func indexConfiguration(isReadOnly: Bool) -> Configuration {
        _ = isConfigured
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(lockPatience)
        configuration.label = "index"
        configuration.maximumReaderCount = indexReaderCount
        configuration.prepareDatabase { database in
            try FullTextModule.install(on: database)
            if !isReadOnly {
                // 16 MiB of pages hold what one commit of a load changes; with less, pages are written and
                // read again within the commit. `releaseMemory()` gives them back in idle moments.
                //
                // No zeros over deleted content: with them, as Debian's SQLite has it, a merge takes a fifth
                // longer, and the articles lie beside the index as plain files. No checkpoint on the writer's
                // path: the `Checkpointer` takes them.
                try database.execute(sql: SQLStatement.connectionIndexWriter.text)
            }
        }
        return configuration
    }

    /// Connections to the ledger, which no folder can rebuild: each commit reaches the disk.
    static func ledgerConfiguration(isReadOnly: Bool) -> Configuration {
        _ = isConfigured
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(lockPatience)
        configuration.label = "ledger"
        configuration.maximumReaderCount = 2
        if !isReadOnly {
            configuration.prepareDatabase { database in
                try database.execute(sql: SQLStatement.connectionLedgerWriter.text)
            }
        }
        return configuration
    }

    /// Runs `body` and says what went wrong in the store's words.
    static func describing<Value>(_ file: FilePath, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw storeError(error, file)
        }
    }

    /// Runs `body` and says what went wrong in the store's words.
    static func describing<Value: Sendable>(
        _ file: FilePath, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw storeError(error, file)
        }
    }

    /// What went wrong in the store's words.
    static func storeError(_ error: DatabaseError, _ file: FilePath) -> StoreError {
        .sqlite(error.extendedResultCode.rawValue, error.message ?? "no detail", file: file)
    }
}
