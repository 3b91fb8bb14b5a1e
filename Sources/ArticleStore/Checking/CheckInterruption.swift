internal import GRDB
internal import GRDBSQLite

/// Ends what SQLite does on a connection once nobody waits for the check any more.
///
/// A check takes about ten seconds a gigabyte, and a daemon that is told to stop has two.
final class CheckInterruption: Sendable {
    /// Some 0.1 ms of SQLite's virtual machine, but for `integrity_check`, whose look at the pages is one
    /// operation of up to a second for some gigabytes. A step of FTS5's check, which reads one block, is a
    /// few of its operations.
    private static let operationCount: Int32 = 1_000

    private let isWanted: @Sendable () -> Bool

    init(while isWanted: @escaping @Sendable () -> Bool) { self.isWanted = isWanted }

    /// Has SQLite ask from now on; it keeps no reference, so whoever opens the connection must keep this as
    /// long.
    func watch(_ database: Database) {
        unsafe sqlite3_progress_handler(
            database.sqliteConnection, Self.operationCount,
            { context in
                guard let context = unsafe context else { return 0 }
                let own = unsafe Unmanaged<CheckInterruption>.fromOpaque(context).takeUnretainedValue()
                return own.isWanted() ? 0 : 1
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// The same for work between two statements.
    ///
    /// - Throws: `CancellationError`.
    func check() throws {
        if !isWanted() { throw CancellationError() }
    }
}
