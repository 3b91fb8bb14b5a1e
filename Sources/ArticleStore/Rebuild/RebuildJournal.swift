internal import GRDB
internal import IndexDefinition
internal import Postings

/// What a commit tells a rebuild: which articles the old full-text table answers for no more.
struct RebuildJournal {
    private let rebuild: AnalysisRebuild
    private let database: Database
    private let old: FullTextRecords
    private var totals: IndexTotals

    init(_ rebuild: AnalysisRebuild, _ database: Database) throws {
        self.rebuild = rebuild
        self.database = database
        old = FullTextRecords(database)
        totals = try old.totals()
    }

    /// Notes that an article changes or goes; says whether it was the old table that answered for it.
    /// Otherwise its terms are to be taken out of the new one.
    mutating func supersede(_ id: Int64) throws -> Bool {
        let isNewer = try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.articleIsIndexed.text(of: .next)), arguments: [id])
        // Also of what has new terms by now: should yet another version begin anew, the old ones must not
        // count again.
        if id < rebuild.firstLaterID { try note(id) }
        guard isNewer == false else { return false }
        try giveUp(id)
        return true
    }

    /// Notes that the new table gets an article. One of an earlier number may have been in the old table
    /// before it went.
    func noteNewTerms(of id: Int64) throws {
        if id < rebuild.firstLaterID { try note(id) }
    }

    /// Counts an article out of the old table.
    mutating func giveUp(_ id: Int64) throws {
        let record = try Blob.fetchOne(
            database.cachedStatement(sql: SQLStatement.articleSize.text), arguments: [id])?.bytes
        try Self.check(record.map { totals.count(sizeRecord: $0.span, sign: -1) } ?? false, id)
    }

    /// Writes what the old table still counts.
    func write() throws { try old.write(totals.bytes, row: SegmentPage.totalsRow) }

    /// Has the old table count every article that did not change or go: a rebuild begins anew.
    static func countAnew(in database: Database) throws {
        let old = FullTextRecords(database)
        var totals = IndexTotals(columnCount: FullTextRecords.columnCount)
        let rows = try Row.fetchCursor(database, sql: SQLStatement.standingSizes.text)
        while let row = try rows.next() {
            let record = (row[1] as Blob).bytes
            try Self.check(totals.count(sizeRecord: record.span, sign: 1), row[0])
        }
        try old.write(totals.bytes, row: SegmentPage.totalsRow)
    }

    private static func check(_ isReadable: Bool, _ id: Int64) throws {
        guard !isReadable else { return }
        throw DatabaseError(
            resultCode: .SQLITE_CORRUPT,
            message: "the full-text index is damaged: the length of article \(id) cannot be read")
    }

    private func note(_ id: Int64) throws {
        try database.cachedStatement(sql: SQLStatement.insertSupersededArticle.text).execute(arguments: [id])
    }
}
