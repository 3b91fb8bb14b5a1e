internal import CStockFullText
internal import SystemPackage

/// Owns one connection of SQLite; safe, since it closes it once and gives it to ``SQLiteStatement`` alone.
@safe final class SQLiteConnection {
    fileprivate let raw: OpaquePointer

    /// Opens a database for reading, with a stand-in for the tokenizer of that name.
    init(reading file: FilePath, tokenizer: String) throws {
        var opened: OpaquePointer?
        let status = unsafe sqlite3_open_v2(file.string, &opened, SQLITE_OPEN_READONLY, nil)
        guard let raw = unsafe opened else { throw BenchmarkError("SQLite has no memory to open '\(file)'") }
        // Stored first, so that a failure below closes it.
        unsafe self.raw = raw
        try check(status)
        try check(unsafe stock_register_tokenizer(raw, tokenizer))
    }

    // Version 2 waits for the statements, which hold on to this object in any case.
    deinit { unsafe sqlite3_close_v2(raw) }

    /// Throws what SQLite says unless `status` is a success.
    func check(_ status: Int32) throws {
        guard status != SQLITE_OK && status != SQLITE_DONE else { return }
        throw BenchmarkError("stock FTS5: \(unsafe String(cString: sqlite3_errmsg(raw)))")
    }
}

/// Owns one prepared statement; safe, since it keeps its connection and finalizes itself once.
@safe final class SQLiteStatement {
    private let raw: OpaquePointer
    private let connection: SQLiteConnection

    init(_ sql: String, on connection: SQLiteConnection) throws {
        var prepared: OpaquePointer?
        try connection.check(unsafe sqlite3_prepare_v2(connection.raw, sql, -1, &prepared, nil))
        guard let raw = unsafe prepared else { throw BenchmarkError("SQLite prepared nothing of '\(sql)'") }
        unsafe self.raw = raw
        self.connection = connection
    }

    deinit { unsafe sqlite3_finalize(raw) }

    /// Runs it to its end with `text` bound and returns the first column of the last row; `nil` where there
    /// is none.
    func lastInteger(_ text: String) throws -> Int? {
        // SQLITE_TRANSIENT: SQLite copies the text, which may go before the statement is reset.
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        try connection.check(unsafe sqlite3_bind_text(raw, 1, text, -1, transient))
        var last: Int?
        var status = unsafe sqlite3_step(raw)
        while status == SQLITE_ROW {
            last = Int(unsafe sqlite3_column_int64(raw, 0))
            status = unsafe sqlite3_step(raw)
        }
        unsafe sqlite3_reset(raw)
        try connection.check(status)
        return last
    }
}
