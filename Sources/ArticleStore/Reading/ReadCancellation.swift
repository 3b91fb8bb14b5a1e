internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Whether anybody still waits for a read.
///
/// SQLite is interrupted. What is counted between two statements has to ask.
final class ReadCancellation: Sendable {
    /// The connection that reads, as long as it does.
    ///
    /// Unchecked because it is used under the lock alone, and `sqlite3_interrupt` may be called from any
    /// thread while the connection is open.
    @safe private struct Connection: @unchecked Sendable {
        var handle: OpaquePointer?
    }

    private let isCancelled = Atomic(false)
    private let connection = Mutex(Connection())

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
        connection.withLock { if let handle = unsafe $0.handle { unsafe sqlite3_interrupt(handle) } }
    }

    func check() throws {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }

    /// Reads, and has SQLite give up once nobody waits.
    ///
    /// - Throws: `CancellationError` then, and what `body` throws.
    func interrupting<Value>(_ database: Database, _ body: () throws -> Value) throws -> Value {
        connection.withLock { unsafe $0.handle = database.sqliteConnection }
        defer { connection.withLock { unsafe $0.handle = nil } }
        try check()
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            try check()
            throw error
        }
    }
}
