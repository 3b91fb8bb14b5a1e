internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition

extension Database {
    /// Runs a statement that returns nothing over bytes that are bound where they lie: GRDB would copy them,
    /// and end a text at a NUL.
    ///
    /// - Parameters:
    ///   - statement: The statement, prepared once a connection.
    ///   - table: The full-text table that it is about.
    ///   - bind: Binds the parameters; what it binds must live until `run` returns.
    /// - Throws: What SQLite reports.
    func run(
        _ statement: SQLStatement, of table: FullTextTable, binding bind: (OpaquePointer?) -> Void
    ) throws {
        let raw = unsafe try cachedStatement(sql: statement.text(of: table)).sqliteStatement
        unsafe sqlite3_reset(raw)
        unsafe bind(raw)
        let code = unsafe sqlite3_step(raw)
        // Nothing must point into bytes that are gone.
        unsafe sqlite3_reset(raw)
        unsafe sqlite3_clear_bindings(raw)
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    /// The number in the first column of the first row, of a statement with one parameter at most: what GRDB
    /// would read through several types in three times the time.
    ///
    /// - Parameters:
    ///   - statement: The statement, prepared once a connection.
    ///   - argument: Its parameter.
    /// - Returns: The number; `nil` without a row.
    /// - Throws: What SQLite reports.
    func number(_ statement: SQLStatement, _ argument: Int64? = nil) throws -> Int64? {
        let raw = unsafe try cachedStatement(sql: statement.text).sqliteStatement
        // A read that was left by an error may not have been ended.
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        if let argument { unsafe sqlite3_bind_int64(raw, 1, argument) }
        return unsafe try step(raw) ? sqlite3_column_int64(raw, 0) : nil
    }

    /// Moves a statement of this connection to its next row.
    ///
    /// - Parameter statement: The statement.
    /// - Returns: Whether there is one.
    /// - Throws: What SQLite reports.
    func step(_ statement: OpaquePointer?) throws -> Bool {
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw failure(code)
        }
    }

    /// The error of the last call, which returned `code`, in SQLite's words.
    func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: unsafe String(cString: sqlite3_errmsg(sqliteConnection)))
    }

    /// Binds a text. An empty buffer may have no address, and NULL would bind NULL.
    static func bind(_ text: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer?, at index: Int32) {
        guard let start = text.baseAddress, !text.isEmpty else {
            _ = unsafe sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        _ = unsafe start.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
            unsafe sqlite3_bind_text64(statement, index, start, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
        }
    }

    /// Binds a BLOB, also an empty one.
    static func bind(blob: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer?, at index: Int32) {
        guard let start = blob.baseAddress, !blob.isEmpty else {
            _ = unsafe sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        _ = unsafe sqlite3_bind_blob64(statement, index, start, UInt64(blob.count), nil)
    }
}
