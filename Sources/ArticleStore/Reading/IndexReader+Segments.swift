public import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
public import Postings

extension IndexReader {
    /// The segments of the full-text index.
    ///
    /// - Returns: The blocks that they are made of.
    /// - Throws: ``Postings/PostingsError`` with `unknownFormat` when another version of FTS5 has written here; what
    ///   SQLite reports.
    public func segments() throws -> SegmentBlocks {
        let records = FullTextRecords(database)
        guard try records.isKnownVersion() else {
            throw PostingsError(unknownFormat: try records.version().map { "version \($0)" } ?? "no version")
        }
        return try SegmentBlocks(self)
    }

    /// Takes the lengths of articles in.
    ///
    /// - Parameters:
    ///   - lengths: Gets them.
    ///   - revision: Only of articles that came or changed after it; `nil` for all.
    /// - Throws: ``Postings/PostingsError``; what SQLite reports.
    /// - Complexity: O(*n*) in the articles; 0.1 s for a million.
    public func readLengths(into lengths: inout ArticleLengths, after revision: Revision?) throws {
        let statement = try database.cachedStatement(
            sql: (revision == nil ? SQLStatement.articleSizes : .articleSizesAfter).text)
        try unsafe forEachRow(statement, after: revision) { raw in
            let bytes = unsafe UnsafeRawBufferPointer(
                start: sqlite3_column_blob(raw, 1), count: Int(sqlite3_column_bytes(raw, 1)))
            // The blob lives until the next step.
            try unsafe bytes.withMemoryRebound(to: UInt8.self) { record in
                try lengths.set(
                    unsafe sqlite3_column_int64(raw, 0), record: unsafe Span(_unsafeElements: record))
            }
        }
    }

    /// Takes the times in that articles sort by.
    ///
    /// - Parameters:
    ///   - times: Gets them.
    ///   - revision: Only of articles that came or changed after it; `nil` for all.
    /// - Throws: ``Postings/PostingsError``; what SQLite reports.
    /// - Complexity: O(*n*) in the articles; 0.1 s for a million.
    public func readTimes(into times: inout ArticleTimes, after revision: Revision?) throws {
        let statement = try database.cachedStatement(
            sql: (revision == nil ? SQLStatement.sortTimes : .sortTimesAfter).text)
        try unsafe forEachRow(statement, after: revision) { raw in
            try times.set(unsafe sqlite3_column_int64(raw, 0), unsafe sqlite3_column_int64(raw, 1))
        }
    }

    private func forEachRow(
        _ statement: Statement, after revision: Revision?, _ visit: (OpaquePointer) throws -> Void
    ) throws {
        try statement.setArguments(revision.map { [$0.rawValue] } ?? [])
        let raw = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        while true {
            switch unsafe sqlite3_step(raw) {
            case SQLITE_ROW: try unsafe visit(raw)
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: unsafe String(cString: sqlite3_errmsg(database.sqliteConnection)))
            }
        }
    }
}
