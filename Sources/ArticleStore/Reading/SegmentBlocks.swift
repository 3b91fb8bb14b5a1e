internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
public import Postings

/// The blocks of the full-text index, as one read sees them. Not to be kept beyond it.
public struct SegmentBlocks: BlockSource {
    private let database: Database
    private let reader: IndexReader
    private let block: Statement
    private let leaf: Statement

    init(_ reader: IndexReader) throws {
        self.reader = reader
        database = reader.database
        block = try database.cachedStatement(sql: SQLStatement.fullTextBlock.text)
        leaf = try database.cachedStatement(sql: SQLStatement.fullTextLeaf.text)
    }

    /// Reads a block.
    ///
    /// - Parameters:
    ///   - row: Its row.
    ///   - bytes: Becomes the block.
    /// - Returns: Whether there is one.
    /// - Throws: What SQLite reports; `CancellationError`, so that a long list is left at its next block.
    public func readBlock(_ row: Int64, into bytes: inout [UInt8]) throws -> Bool {
        try checkCancellation()
        bytes.removeAll(keepingCapacity: true)
        let raw = unsafe block.sqliteStatement
        // A read that was left by an error may not have been ended.
        unsafe sqlite3_reset(raw)
        unsafe sqlite3_bind_int64(raw, 1, row)
        defer { _ = unsafe sqlite3_reset(raw) }
        guard try step(block) else { return false }
        let buffer = unsafe UnsafeRawBufferPointer(
            start: sqlite3_column_blob(raw, 0), count: Int(sqlite3_column_bytes(raw, 0)))
        // The blob lives until the statement is reset.
        unsafe bytes.append(contentsOf: buffer)
        return true
    }

    /// Finds the leaf of a key.
    ///
    /// - Parameters:
    ///   - segment: The segment.
    ///   - key: The key.
    /// - Returns: The leaf's number.
    /// - Throws: What SQLite reports.
    public func page(ofSegment segment: Int, atOrBefore key: [UInt8]) throws -> Int? {
        let raw = unsafe leaf.sqliteStatement
        unsafe sqlite3_reset(raw)
        return try unsafe key.withUnsafeBytes { key in
            unsafe sqlite3_bind_int64(raw, 1, Int64(segment))
            // SQLite reads the key during the step alone, and the binding ends with it.
            unsafe sqlite3_bind_blob(raw, 2, key.baseAddress, Int32(clamping: key.count), nil)
            defer {
                unsafe sqlite3_reset(raw)
                unsafe sqlite3_clear_bindings(raw)
            }
            return try step(leaf) ? Int(unsafe sqlite3_column_int64(raw, 0)) : nil
        }
    }

    /// Ends work that nobody waits for any more.
    ///
    /// - Throws: `CancellationError` once the read was cancelled.
    public func checkCancellation() throws { try reader.checkCancellation() }

    private func step(_ statement: Statement) throws -> Bool {
        switch unsafe sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: unsafe String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
    }
}
