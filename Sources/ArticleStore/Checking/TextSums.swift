internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import Postings
internal import TextAnalysis

/// What the full-text index must hold of some articles, from their texts.
struct TextSums: Sendable {
    /// The sum of the entries.
    var entries = EntrySum()
    /// How many articles, and how many positions they have.
    var totals = IndexTotals(columnCount: FullTextRecords.columnCount)
    /// What is wrong with the articles themselves, one line each.
    var problems: [String] = []

    /// Adds what others must have.
    mutating func add(_ other: TextSums) {
        entries.add(other.entries)
        totals.articleCount += other.totals.articleCount
        for column in totals.positionCounts.indices {
            totals.positionCounts[column] += other.totals.positionCounts[column]
        }
        problems += other.problems
    }
}

/// Reads articles back and analyses their texts once more, on one thread.
struct TextSummer: ~Copyable {
    private let database: Database
    private var sums: PositionSums
    private var inflater: TextDecompressor
    private(set) var result = TextSums()

    /// Begins with what other threads have learned, to which it adds.
    init(_ database: Database, _ memory: PieceMemory) throws {
        self.database = database
        sums = PositionSums(memory)
        guard let inflater = TextDecompressor() else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "there is no memory to inflate with")
        }
        self.inflater = inflater
    }

    /// Takes the articles with those ids in.
    mutating func add(_ ids: ClosedRange<Int64>) throws {
        let statement = try database.cachedStatement(sql: SQLStatement.articlesToCheck.text)
        let raw = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(raw)
        defer { _ = unsafe sqlite3_reset(raw) }
        unsafe sqlite3_bind_int64(raw, 1, ids.lowerBound)
        unsafe sqlite3_bind_int64(raw, 2, ids.upperBound)
        while unsafe try database.step(raw) { unsafe add(raw) }
    }

    private mutating func add(_ row: OpaquePointer) {
        let id = unsafe sqlite3_column_int64(row, 0)
        result.totals.articleCount += 1
        var language: Language?
        if unsafe sqlite3_column_type(row, 1) != SQLITE_NULL {
            let code = unsafe String(decoding: Self.bytes(row, 1), as: UTF8.self)
            language = Language(code)
            // What is written before the text has room for two letters, and no others are ever stored.
            guard language != nil, code.utf8.count == 2 else {
                result.problems.append("article \(id) is in '\(code)', which is no language")
                return
            }
        }
        let byteCount = Int(unsafe sqlite3_column_int64(row, 4))
        guard let body = unsafe inflater.inflate(Self.bytes(row, 3), plainByteCount: byteCount) else {
            result.problems.append("the text of article \(id) does not inflate")
            return
        }
        let article = EntrySum.Article(id)
        let title = unsafe Span(_unsafeElements: Self.bytes(row, 2))
        let lengths = [
            add(body.span, column: 0, article, language), add(title, column: 1, article, language),
        ]
        let stated = unsafe Self.bytes(row, 5)
        guard !stated.isEmpty, unsafe stated.elementsEqual(ArticleTerms.sizeRecord(lengths)) else {
            result.problems.append("full-text index: the length of article \(id) is not that of its text")
            return
        }
    }

    /// Adds a column's text, and says how many positions it has.
    private mutating func add(
        _ text: Span<UInt8>, column: Int, _ article: EntrySum.Article, _ language: Language?
    ) -> Int {
        var count = 0
        var entries = EntrySum()
        sums.forEachRun(of: text, in: language) { run in
            entries.add(run, from: Position(column: column, offset: count), of: article)
            count += run.count
        }
        result.entries.add(entries)
        result.totals.positionCounts[column] += Int64(count)
        return count
    }

    /// The bytes of a column, until the next step.
    private static func bytes(_ row: OpaquePointer, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = unsafe sqlite3_column_blob(row, column)?.assumingMemoryBound(to: UInt8.self)
        return unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
    }
}
