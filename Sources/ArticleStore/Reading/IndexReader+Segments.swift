public import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
public import Postings

extension IndexReader {
    /// The segments of the full-text index.
    ///
    /// - Returns: The blocks that they are made of.
    /// - Throws: `PostingsError` with `unknownFormat` when another version of FTS5 has written here; what
    ///   SQLite reports.
    public func segments() throws -> SegmentBlocks {
        try SegmentBlocks(self, during: rebuildOfReadableSegments())
    }

    /// Takes the lengths of articles in.
    ///
    /// - Parameters:
    ///   - lengths: Gets them.
    ///   - revision: Only of articles that came or changed after it; `nil` for all.
    ///   - known: The rebuild that went on in that revision.
    /// - Throws: `PostingsError`; what SQLite reports.
    /// - Complexity: O(*n*) in the articles; 0.1 s for a million.
    public func readLengths(
        into lengths: inout ArticleLengths, after revision: Revision?, during known: AnalysisRebuild? = nil
    ) throws {
        switch (try AnalysisRebuild.underWay(in: database), revision, known) {
        case (nil, let revision?, nil):
            try readLengths(into: &lengths, .articleSizesAfter, [revision.rawValue])
        case (nil, _, _): try readLengths(into: &lengths, .articleSizes, [])
        case (let now?, let revision?, let known?):
            try readLengths(into: &lengths, .articleSizesAfter, [revision.rawValue], of: .next)
            try readLengths(into: &lengths, .rebuiltArticleSizes, [known.doneID, now.doneID])
        case (let now?, _, _):
            try readLengths(into: &lengths, .olderArticleSizes, [now.doneID])
            // Those that have changed since the rebuild began are in both, and these count.
            try readLengths(into: &lengths, .articleSizes, [], of: .next)
        }
    }

    private func readLengths(
        into lengths: inout ArticleLengths, _ statement: SQLStatement, _ arguments: StatementArguments,
        of table: FullTextTable = .current
    ) throws {
        let statement = try database.cachedStatement(sql: statement.text(of: table))
        try unsafe forEachRow(statement, arguments) { raw in
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
    /// - Throws: `PostingsError`; what SQLite reports.
    /// - Complexity: O(*n*) in the articles; 0.1 s for a million.
    public func readTimes(into times: inout ArticleTimes, after revision: Revision?) throws {
        let statement = try database.cachedStatement(
            sql: (revision == nil ? SQLStatement.sortTimes : .sortTimesAfter).text)
        try unsafe forEachRow(statement, revision.map { [$0.rawValue] } ?? []) { raw in
            try times.set(unsafe sqlite3_column_int64(raw, 0), unsafe sqlite3_column_int64(raw, 1))
        }
    }

    private func forEachRow(
        _ statement: Statement, _ arguments: StatementArguments, _ visit: (OpaquePointer) throws -> Void
    ) throws {
        try statement.setArguments(arguments)
        let raw = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        while unsafe try connection.step(raw) { try unsafe visit(raw) }
    }
}
