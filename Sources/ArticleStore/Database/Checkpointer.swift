internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// Copies the index's write-ahead log into the database, on a connection of its own, so that no commit waits
/// for it.
public actor Checkpointer {
    /// From this size on the log is copied: 4 MiB, as SQLite does by itself.
    static let dueByteCount: Int64 = 4 << 20
    /// From this size on the writer waits until the log is copied and emptied: the ceiling of the log.
    public static let ceilingByteCount: Int64 = 256 << 20

    private let store: ArticleStore
    private var queue: DatabaseQueue?

    /// Makes a checkpointer; its connection opens at the first need.
    public init(store: ArticleStore) { self.store = store }

    /// Copies the log when it is due. A reader that holds an old commit delays the rest to the next call.
    ///
    /// - Throws: ``StoreError``, `diskFull` among them: nothing is lost then, the log keeps what it has.
    public func checkpointIfDue() async throws {
        let log = FilePath(store.state.index.string + "-wal")
        guard let byteCount = FileProbe.byteCount(of: log), byteCount >= Self.dueByteCount else { return }
        if byteCount >= Self.ceilingByteCount {
            try await truncate()
        } else {
            let queue = try openQueue()
            try await DatabaseAccess.describing(store.state.index) {
                try await queue.writeWithoutTransaction { database in
                    _ = try Row.fetchOne(database, sql: SQLStatement.checkpointPassively.text)
                }
            }
        }
    }

    /// Copies the whole log and empties it; the writer waits meanwhile.
    ///
    /// - Throws: ``StoreError``.
    public func truncate() async throws {
        let writer = store.indexWriter
        try await DatabaseAccess.describing(store.state.index) {
            try await writer?.writeWithoutTransaction { database in
                _ = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
            }
        }
    }

    /// Copies both logs and empties them, for the end of a daemon: each database is one whole file then.
    /// Where somebody reads at this moment the log stays, which loses nothing.
    public func finish() async {
        guard let queue = try? openQueue() else { return }
        _ = try? await queue.writeWithoutTransaction { database in
            _ = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
        }
        _ = try? await store.ledgerWriter?.writeWithoutTransaction { database in
            _ = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
        }
    }

    private func openQueue() throws -> DatabaseQueue {
        if let queue { return queue }
        try store.indexFile.requireInPlace()
        var configuration = Configuration()
        configuration.label = "checkpoint"
        // Copying pages needs no cache to speak of.
        configuration.busyMode = .immediateError
        let opened = try DatabaseQueue(path: store.state.index.string, configuration: configuration)
        queue = opened
        return opened
    }
}
