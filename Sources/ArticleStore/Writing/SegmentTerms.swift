internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import Postings

/// The terms of one commit, written as a segment of the full-text index of our own making.
///
/// FTS5 learns of it as it learns of another connection's commit; so no statement on the connection that
/// writes may use `article_index` itself (or, while a rebuild goes on, `article_index_next`), whose list of
/// segments would be out of date. Merging and checking, which are FTS5's, have connections of their own.
struct SegmentTerms {
    private let records: FullTextRecords
    private var builder = SegmentBuilder()
    private let totalsBefore: IndexTotals
    private var totals: IndexTotals
    private var removedPositionCount: Int64 = 0

    /// Terms for a commit on `database`; `nil` when FTS5's tables are of a version that only FTS5 can write.
    init?(_ database: Database, of table: FullTextTable) throws {
        records = FullTextRecords(database, of: table)
        guard try records.isKnownVersion() else { return nil }
        totalsBefore = try records.totals()
        totals = totalsBefore
    }

    /// Adds the terms of an article.
    mutating func add(_ terms: ArticleTerms, id: Int64) throws {
        try records.database.cachedStatement(sql: SQLStatement.writeArticleSize.text(of: records.table))
            .execute(arguments: [id, Blob(terms.sizeRecord(columnCount: FullTextRecords.columnCount))])
        totals.add(terms.lengths, sign: 1)
        builder.add(id, terms: terms)
    }

    /// Removes the terms of an article.
    mutating func remove(_ terms: ArticleTerms, id: Int64) throws {
        try records.database.cachedStatement(sql: SQLStatement.deleteArticleSize.text(of: records.table))
            .execute(arguments: [id])
        let before = totals.positionCount
        totals.add(terms.lengths, sign: -1)
        removedPositionCount += before - totals.positionCount
        builder.remove(id, terms: terms)
    }

    /// Writes the segment, the list of segments and the totals.
    ///
    /// - Returns: What there is to merge.
    mutating func write() throws -> SegmentCrowding {
        if totals != totalsBefore { try records.write(totals.bytes, row: SegmentPage.totalsRow) }
        var structure = try records.structure()
        let pageCount = try builder.isEmpty ? 0 : writeSegment(&structure)
        return SegmentCrowding(
            structure, writtenPageCount: pageCount, removedPositionCount: removedPositionCount,
            positionCount: totals.positionCount)
    }

    private mutating func writeSegment(_ structure: inout SegmentStructure) throws -> Int {
        guard let number = structure.freeNumber else {
            throw DatabaseError(
                resultCode: .SQLITE_FULL, message: "the full-text index has as many segments as it can have")
        }
        var pages = SegmentPages(database: records.database, table: records.table, segment: number)
        let pageCount = try builder.write(pageSize: records.pageSize(), to: &pages)
        builder = SegmentBuilder()
        guard pageCount > 0 else { return 0 }
        structure.add(number: number, pageCount: pageCount)
        structure.trimLevels()
        try records.write(structure.bytes, row: SegmentPage.structureRow)
        return pageCount
    }
}

/// Writes the pages of a segment into FTS5's tables.
private struct SegmentPages: SegmentSink {
    let database: Database
    let table: FullTextTable
    let segment: Int

    func writeLeaf(_ bytes: Span<UInt8>, page: Int) throws {
        try write(bytes, row: SegmentPage.leafRow(segment: segment, page: page))
    }

    func writeDoclistIndex(_ bytes: Span<UInt8>, page: Int) throws {
        try write(bytes, row: SegmentPage.doclistIndexRow(segment: segment, page: page))
    }

    func writeKey(_ bytes: Span<UInt8>, page: Int, hasDoclistIndex: Bool) throws {
        try unsafe bytes.withUnsafeBufferPointer { bytes in
            try unsafe database.run(.writeFullTextKey, of: table) { raw in
                unsafe sqlite3_bind_int64(raw, 1, Int64(segment))
                unsafe Database.bind(blob: bytes, to: raw, at: 2)
                unsafe sqlite3_bind_int64(raw, 3, Int64(page) << 1 | (hasDoclistIndex ? 1 : 0))
            }
        }
    }

    private func write(_ bytes: Span<UInt8>, row: Int64) throws {
        try unsafe bytes.withUnsafeBufferPointer { bytes in
            try unsafe database.run(.writeFullTextBlock, of: table) { raw in
                unsafe sqlite3_bind_int64(raw, 1, row)
                unsafe Database.bind(blob: bytes, to: raw, at: 2)
            }
        }
    }
}
