internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition

/// The row that a statement stands on, read where SQLite has it. GRDB copies each value and spells the names of all columns
/// out before the first is read, which for the ten articles of an answer takes longer than to find them.
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

extension Database {
    /// Calls `visit` with each row of a query.
    ///
    /// - Parameters:
    ///   - statement: The query, prepared once a connection.
    ///   - arguments: Its parameters, all numbers.
    ///   - visit: What to do with a row, which is valid during the call only; `false` to stop. It must not ask the same
    ///     again.
    /// - Throws: What SQLite reports, and what `visit` throws.
    func forEachRow(
        of statement: SQLStatement, _ arguments: Int64..., visit: (LiveRow) throws -> Bool
    ) throws {
        let raw = unsafe try cachedStatement(sql: statement.text).sqliteStatement
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        for (index, argument) in arguments.enumerated() {
            unsafe sqlite3_bind_int64(raw, Int32(index + 1), argument)
        }
        while true {
            switch unsafe sqlite3_step(raw) {
            case SQLITE_ROW:
                guard try visit(unsafe LiveRow(raw)) else { return }
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: unsafe String(cString: sqlite3_errmsg(sqliteConnection)))
            }
        }
    }
}
