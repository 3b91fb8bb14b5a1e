internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition

/// The row that a statement stands on, read where SQLite has it. GRDB copies each value and spells the names
/// of all columns out before the first is read, which for the ten articles of an answer takes longer than to
/// find them.
@safe struct LiveRow {
    private let statement: OpaquePointer?

    fileprivate init(_ statement: OpaquePointer?) { unsafe self.statement = statement }

    /// A number; 0 for `NULL`.
    func integer(at column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

    /// A text; `nil` for `NULL`.
    func text(at column: Int32) -> String? {
        guard let start = unsafe sqlite3_column_text(statement, column) else { return nil }
        let count = Int(unsafe sqlite3_column_bytes(statement, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A copy of the bytes of a `BLOB`.
    func bytes(at column: Int32) -> [UInt8] {
        withBytes(at: column) { bytes in unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) } }
    }

    /// The bytes of a `BLOB`; none for `NULL`. Valid during the call only.
    func withBytes<Result>(at column: Int32, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        let start = unsafe sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)
        let count = Int(unsafe sqlite3_column_bytes(statement, column))
        return try body(unsafe Span(_unsafeElements: UnsafeBufferPointer(start: start, count: count)))
    }
}

/// A query of which the rows are read where SQLite has them, for who asks it several times in a read: to look
/// a prepared statement up by its text takes as long as to find a row.
struct LiveStatement {
    private let statement: Statement
    private let database: Database

    /// Finds the statement on a connection, or prepares it there.
    ///
    /// - Throws: What SQLite reports.
    init(_ statement: SQLStatement, on database: Database) throws {
        self.statement = try database.cachedStatement(sql: statement.text)
        self.database = database
    }

    /// Calls `visit` with each row.
    ///
    /// - Parameters:
    ///   - arguments: The parameters, all numbers.
    ///   - visit: What to do with a row, which is valid during the call only; `false` to stop. It must not
    ///     ask the same again.
    /// - Throws: What SQLite reports, and what `visit` throws.
    func forEachRow(_ arguments: Int64..., visit: (LiveRow) throws -> Bool) throws {
        let raw = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        for (index, argument) in arguments.enumerated() {
            unsafe sqlite3_bind_int64(raw, Int32(index + 1), argument)
        }
        while unsafe try database.step(raw) {
            guard try visit(unsafe LiveRow(raw)) else { return }
        }
    }
}
