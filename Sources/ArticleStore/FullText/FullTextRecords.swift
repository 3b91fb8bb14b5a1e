internal import GRDB
internal import IndexDefinition
internal import Postings

/// What FTS5 keeps of the whole index in tables of its own, read and written.
struct FullTextRecords {
    /// Body and title.
    static let columnCount = 2
    /// The only version of FTS5's tables that is read and written here; SQLite has made it since 3.9, and
    /// others only where settings ask for it that this schema does not use.
    private static let knownVersion = 4

    let database: Database
    /// Of which full-text table.
    let table: FullTextTable

    init(_ database: Database, of table: FullTextTable = .current) {
        self.database = database
        self.table = table
    }

    /// Whether FTS5's tables are of the version that is read and written here.
    func isKnownVersion() throws -> Bool { try version() == Self.knownVersion }

    /// The version of FTS5's tables, if they state one.
    func version() throws -> Int? { try setting("version") }

    /// About how many bytes a leaf has.
    func pageSize() throws -> Int {
        guard let size = try setting("pgsz"), (32...64 << 10).contains(size) else {
            throw Self.damage("the size of its leaves")
        }
        return size
    }

    /// How many articles there are and how long.
    func totals() throws -> IndexTotals {
        let record = try block(SegmentPage.totalsRow)
        guard let totals = IndexTotals(record.span, columnCount: Self.columnCount) else {
            throw Self.damage("its totals")
        }
        return totals
    }

    /// The segments.
    func structure() throws -> SegmentStructure {
        let record = try block(SegmentPage.structureRow)
        guard let structure = SegmentStructure(record.span) else {
            throw Self.damage("the list of its segments")
        }
        return structure
    }

    func write(_ bytes: [UInt8], row: Int64) throws {
        try database.cachedStatement(sql: SQLStatement.writeFullTextBlock.text(of: table))
            .execute(arguments: [row, Blob(bytes)])
    }

    private func setting(_ name: String) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(sql: SQLStatement.fullTextSetting.text(of: table)), arguments: [name])
    }

    private func block(_ row: Int64) throws -> [UInt8] {
        try Blob.fetchOne(
            database.cachedStatement(sql: SQLStatement.fullTextBlock.text(of: table)), arguments: [row])?
            .bytes ?? []
    }

    private static func damage(_ what: String) -> DatabaseError {
        DatabaseError(
            resultCode: .SQLITE_CORRUPT, message: "the full-text index is damaged: \(what) cannot be read")
    }
}
