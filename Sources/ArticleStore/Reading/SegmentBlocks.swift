internal import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
public import Postings

/// The blocks of the full-text index, as one read sees them. Not to be kept beyond it.
///
/// A class, as it is handed on for each term in each segment, where to copy all that it holds takes as long
/// as to look.
public final class SegmentBlocks: BlockSource {
    private let database: Database
    private let reader: IndexReader
    private let block: Statement
    private let leaf: Statement
    private let nextLeaf: Statement
    /// What is behind them while a rebuild goes on.
    private let older: OlderBlocks?

    init(_ reader: IndexReader, during rebuild: AnalysisRebuild?) throws {
        self.reader = reader
        database = reader.connection
        let table: FullTextTable = rebuild == nil ? .current : .next
        block = try database.cachedStatement(sql: SQLStatement.fullTextBlock.text(of: table))
        leaf = try database.cachedStatement(sql: SQLStatement.fullTextLeaf.text(of: table))
        nextLeaf = try database.cachedStatement(sql: SQLStatement.fullTextNextLeaf.text(of: table))
        older = try rebuild.map { try OlderBlocks($0, reader) }
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
        if let older {
            if row == SegmentPage.structureRow {
                bytes.append(contentsOf: older.structure)
                return true
            }
            if row >= OlderBlocks.firstRow {
                return try readBlock(row - OlderBlocks.firstRow, by: older.block, into: &bytes)
            }
        }
        return try readBlock(row, by: block, into: &bytes)
    }

    private func readBlock(_ row: Int64, by block: Statement, into bytes: inout [UInt8]) throws -> Bool {
        let raw = unsafe block.sqliteStatement
        // A read that was left by an error may not have been ended.
        unsafe sqlite3_reset(raw)
        unsafe sqlite3_bind_int64(raw, 1, row)
        defer { _ = unsafe sqlite3_reset(raw) }
        guard unsafe try database.step(raw) else { return false }
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
        try page(ofSegment: segment, key, by: leaf, or: older?.leaf)
    }

    /// Finds the next leaf on which a term begins.
    ///
    /// - Parameters:
    ///   - segment: The segment.
    ///   - key: The last term before it.
    /// - Returns: The leaf's number.
    /// - Throws: What SQLite reports.
    public func page(ofSegment segment: Int, after key: [UInt8]) throws -> Int? {
        try page(ofSegment: segment, key, by: nextLeaf, or: older?.nextLeaf)
    }

    /// The leaf that a statement tells of a key in a segment; the one for older segments in those.
    private func page(
        ofSegment segment: Int, _ key: [UInt8], by statement: Statement, or older: Statement?
    ) throws -> Int? {
        var (statement, segment) = (statement, segment)
        if let older, segment >= OlderBlocks.firstSegment {
            (statement, segment) = (older, segment - OlderBlocks.firstSegment)
        }
        let raw = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(raw)
        return try unsafe key.withUnsafeBytes { key in
            unsafe sqlite3_bind_int64(raw, 1, Int64(segment))
            // SQLite reads the key during the step alone, and the binding ends with it.
            unsafe sqlite3_bind_blob(raw, 2, key.baseAddress, Int32(clamping: key.count), nil)
            defer {
                unsafe sqlite3_reset(raw)
                unsafe sqlite3_clear_bindings(raw)
            }
            return unsafe try database.step(raw) ? Int(sqlite3_column_int64(raw, 0)) : nil
        }
    }

    /// The articles of which a segment's postings count no more.
    ///
    /// - Parameter segment: The segment.
    /// - Returns: `nil` for all segments while no rebuild goes on.
    public func supersededArticles(inSegment segment: Int) -> SupersededArticles? {
        guard let older, segment >= OlderBlocks.firstSegment else { return nil }
        return older.superseded
    }

    /// Ends work that nobody waits for any more.
    ///
    /// - Throws: `CancellationError` once the read was cancelled.
    public func checkCancellation() throws { try reader.checkCancellation() }
}

/// The blocks of the full-text index that an earlier analysis made, which are read as if they were further
/// segments of the new one, behind all of its own.
private struct OlderBlocks {
    /// Above all numbers that the segments of an index have.
    static let firstSegment = 1 << 12
    static let firstRow = SegmentPage.leafRow(segment: firstSegment, page: 0)

    let block: Statement
    let leaf: Statement
    let nextLeaf: Statement
    /// The list of the segments of both.
    let structure: [UInt8]
    let superseded: SupersededArticles

    init(_ rebuild: AnalysisRebuild, _ reader: IndexReader) throws {
        let database = reader.connection
        block = try database.cachedStatement(sql: SQLStatement.fullTextBlock.text)
        leaf = try database.cachedStatement(sql: SQLStatement.fullTextLeaf.text)
        nextLeaf = try database.cachedStatement(sql: SQLStatement.fullTextNextLeaf.text)
        superseded = try reader.supersededArticles(during: rebuild)
        // What counts of the older segments changes with each commit. So the list says that nothing is as it
        // was: postings that were kept are read again in each revision. FTS5's own cookies are small.
        let cookie = 1 << 31 | UInt32(truncatingIfNeeded: try reader.revision().rawValue)
        structure = try FullTextRecords(database).structure().behind(
            FullTextRecords(database, of: .next).structure(), numberedFrom: Self.firstSegment, cookie: cookie
        ).bytes
    }
}
