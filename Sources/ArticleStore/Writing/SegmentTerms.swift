internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import Postings

/// The terms of one commit, written as a segment of the full-text index of our own making.
///
/// FTS5 learns of it as it learns of another connection's commit; so no statement on the connection that
/// writes may use `article_index` itself, whose list of segments would be out of date. Merging and checking,
/// which are FTS5's, have connections of their own.
struct SegmentTerms {
    /// What there is to merge after a commit.
    struct Crowding: Sendable {
        /// How many segments the fullest level has.
        var segmentCount: Int
        /// How many levels there are.
        var levelCount: Int
        /// How many leaves the commit wrote.
        var writtenPageCount: Int
    }

    private let records: FullTextRecords
    private var builder = SegmentBuilder()
    private var totals: IndexTotals
    private(set) var crowding: Crowding?

    /// Terms for a commit on `database`; `nil` when FTS5's tables are of a version that only FTS5 can write.
    init?(_ database: Database) throws {
        records = FullTextRecords(database)
        guard try records.isKnownVersion() else { return nil }
        totals = try records.totals()
    }

    /// Adds the terms of an article.
    mutating func add(_ terms: ArticleTerms, id: Int64) throws {
        try records.database.cachedStatement(sql: SQLStatement.writeArticleSize.text)
            .execute(arguments: [id, Blob(terms.sizeRecord(columnCount: FullTextRecords.columnCount))])
        totals.add(terms.lengths, sign: 1)
        builder.add(id, terms: terms)
    }

    /// Removes the terms of an article.
    mutating func remove(_ terms: ArticleTerms, id: Int64) throws {
        try records.database.cachedStatement(sql: SQLStatement.deleteArticleSize.text)
            .execute(arguments: [id])
        totals.add(terms.lengths, sign: -1)
        builder.remove(id, terms: terms)
    }

    /// Writes the segment, the list of segments and the totals.
    mutating func write() throws {
        var structure = try records.structure()
        defer {
            crowding = Crowding(
                segmentCount: structure.levels.map(\.segments.count).max() ?? 0,
                levelCount: structure.levels.count, writtenPageCount: crowding?.writtenPageCount ?? 0)
        }
        let before = try records.totals()
        if totals != before { try records.write(totals.bytes, row: SegmentPage.totalsRow) }
        guard !builder.isEmpty else { return }
        guard let number = structure.freeNumber else {
            throw DatabaseError(
                resultCode: .SQLITE_FULL, message: "the full-text index has as many segments as it can have")
        }
        var sink = try SegmentPages(records.database, segment: number)
        let pageCount = try builder.write(pageSize: records.pageSize(), to: &sink)
        builder = SegmentBuilder()
        guard pageCount > 0 else { return }
        structure.add(number: number, pageCount: pageCount)
        try records.write(structure.bytes, row: SegmentPage.structureRow)
        crowding = Crowding(segmentCount: 0, levelCount: 0, writtenPageCount: pageCount)
    }
}

/// Writes the pages of a segment into FTS5's tables, binding them without a copy.
private struct SegmentPages: SegmentSink {
    private let database: Database
    private let segment: Int
    private let block: Statement
    private let key: Statement

    init(_ database: Database, segment: Int) throws {
        self.database = database
        self.segment = segment
        block = try database.cachedStatement(sql: SQLStatement.writeFullTextBlock.text)
        key = try database.cachedStatement(sql: SQLStatement.writeFullTextKey.text)
    }

    func writeLeaf(_ bytes: Span<UInt8>, page: Int) throws {
        try write(bytes, row: SegmentPage.leafRow(segment: segment, page: page))
    }

    func writeDoclistIndex(_ bytes: Span<UInt8>, page: Int) throws {
        try write(bytes, row: SegmentPage.doclistIndexRow(segment: segment, page: page))
    }

    func writeKey(_ bytes: Span<UInt8>, page: Int, hasDoclistIndex: Bool) throws {
        try unsafe run(key, bytes, at: 2) { statement in
            unsafe sqlite3_bind_int64(statement, 1, Int64(segment))
            unsafe sqlite3_bind_int64(statement, 3, Int64(page) << 1 | (hasDoclistIndex ? 1 : 0))
        }
    }

    private func write(_ bytes: Span<UInt8>, row: Int64) throws {
        try unsafe run(block, bytes, at: 2) { statement in unsafe sqlite3_bind_int64(statement, 1, row) }
    }

    private func run(
        _ statement: Statement, _ bytes: Span<UInt8>, at index: Int32,
        bindingOthers bind: (OpaquePointer?) -> Void
    ) throws {
        let raw = unsafe statement.sqliteStatement
        let code = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe sqlite3_reset(raw)
            unsafe bind(raw)
            if let start = bytes.baseAddress, !bytes.isEmpty {
                unsafe sqlite3_bind_blob64(raw, index, start, UInt64(bytes.count), nil)
            } else {
                _ = unsafe sqlite3_bind_zeroblob(raw, index, 0)
            }
            let code = unsafe sqlite3_step(raw)
            // The binding points into bytes that live no longer than this.
            unsafe sqlite3_reset(raw)
            unsafe sqlite3_clear_bindings(raw)
            return code
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: unsafe String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
    }
}
