public import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import Postings

/// How the articles' lengths are spread, as scores need it.
public struct CorpusStatistics: Sendable, Equatable {
    /// The articles.
    public let articleCount: Int
    /// The tokens of all titles and bodies.
    public let tokenCount: Int

    /// The tokens of an average article; 1 in an empty index.
    public var averageLength: Double {
        articleCount == 0 ? 1 : Swift.max(1, Double(tokenCount) / Double(articleCount))
    }
}

/// What one article's score is made of. Valid only during the call that it is given to.
@safe public struct MatchCounts {
    private let numbers: UnsafeRawBufferPointer

    init(_ numbers: UnsafeRawBufferPointer) { unsafe self.numbers = numbers }

    /// The numbers, to be kept beyond the call.
    var bytes: [UInt8] { unsafe Array(numbers) }

    /// The article's tokens, title and body.
    public var length: Int { number(0) }
    /// The phrases of the expression.
    public var phraseCount: Int { unsafe (numbers.count / 4 - 1) / 2 }
    /// How often the phrase with that index stands in the title.
    public func titleFrequency(_ phrase: Int) -> Int { number(2 * phrase + 2) }
    /// How often the phrase with that index stands in the body.
    public func bodyFrequency(_ phrase: Int) -> Int { number(2 * phrase + 1) }

    private func number(_ index: Int) -> Int {
        Int(UInt32(littleEndian: unsafe numbers.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
    }
}

extension IndexReader {
    /// The articles and tokens of the whole index. O(1).
    ///
    /// - Returns: The statistics.
    /// - Throws: What SQLite reports.
    public func statistics() throws -> CorpusStatistics {
        var totals = try FullTextRecords(database).totals()
        if try AnalysisRebuild.underWay(in: database) != nil {
            // Each article counts in one of the two.
            totals = try totals + FullTextRecords(database, of: .next).totals()
        }
        return CorpusStatistics(
            articleCount: Int(totals.articleCount), tokenCount: Int(totals.positionCounts.reduce(0, +)))
    }

    /// Calls `visit` for each article that matches, by id, with what its score is made of.
    ///
    /// - Parameters:
    ///   - expression: What to match.
    ///   - id: Only this article; `nil` for all.
    ///   - visit: Called with the article's number and its counts.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports; what `visit` throws.
    public func forEachMatch(
        _ expression: FullTextExpression, only id: Int64? = nil, _ visit: (Int64, MatchCounts) throws -> Void
    ) throws {
        guard let superseded = try supersededArticles() else {
            return try forEachMatch(expression, of: .current, only: id, visit)
        }
        // Some 20 bytes for each match are held, as the two tables have articles of all numbers.
        var matches: [(id: Int64, numbers: [UInt8])] = []
        try forEachMatch(expression, of: .current, only: id) { id, counts in
            if !superseded.contains(id) { matches.append((id, counts.bytes)) }
        }
        try forEachMatch(expression, of: .next, only: id) { matches.append(($0, $1.bytes)) }
        matches.sort { $0.id < $1.id }
        for match in matches {
            try unsafe match.numbers.withUnsafeBytes { try visit(match.id, unsafe MatchCounts($0)) }
        }
    }

    private func forEachMatch(
        _ expression: FullTextExpression, of table: FullTextTable, only id: Int64?,
        _ visit: (Int64, MatchCounts) throws -> Void
    ) throws {
        let statement = try database.cachedStatement(
            sql: (id == nil ? SQLStatement.match : .matchOne).text(of: table))
        try statement.setArguments(id.map { [expression.text, $0] } ?? [expression.text])
        let raw = unsafe statement.sqliteStatement
        defer { _ = unsafe sqlite3_reset(raw) }
        while true {
            // A row takes FTS5 a microsecond, which the look at a clock does not lengthen much.
            try checkCancellation()
            guard unsafe try connection.step(raw) else { return }
            let blob = unsafe UnsafeRawBufferPointer(
                start: sqlite3_column_blob(raw, 1), count: Int(sqlite3_column_bytes(raw, 1)))
            try visit(unsafe sqlite3_column_int64(raw, 0), unsafe MatchCounts(blob))
        }
    }

    /// The articles that match, ascending.
    ///
    /// - Parameter expression: An FTS5 expression.
    /// - Returns: Their numbers.
    /// - Throws: What SQLite reports.
    public func ids(matching expression: FullTextExpression) throws -> [Int64] {
        func ids(of table: FullTextTable) throws -> [Int64] {
            try Int64.fetchAll(
                database.cachedStatement(sql: SQLStatement.matchIds.text(of: table)),
                arguments: [expression.text])
        }
        guard let superseded = try supersededArticles() else { return try ids(of: .current) }
        return try (ids(of: .current).filter { !superseded.contains($0) } + ids(of: .next)).sorted()
    }

    /// How many articles match.
    ///
    /// - Parameter expression: An FTS5 expression.
    /// - Returns: The count; of a phrase, its document frequency.
    /// - Throws: What SQLite reports.
    public func count(matching expression: FullTextExpression) throws -> Int {
        guard try AnalysisRebuild.underWay(in: database) == nil else {
            return try ids(matching: expression).count
        }
        return try Int.fetchOne(
            database.cachedStatement(sql: SQLStatement.countMatches.text), arguments: [expression.text]) ?? 0
    }

    /// Whether one article matches.
    ///
    /// - Parameters:
    ///   - id: The article's number.
    ///   - expression: An FTS5 expression.
    /// - Returns: Whether it does.
    /// - Throws: What SQLite reports.
    public func article(_ id: Int64, matches expression: FullTextExpression) throws -> Bool {
        var isMatch = false
        try forEachMatch(expression, only: id) { _, _ in isMatch = true }
        return isMatch
    }

    /// Every article from the latest to the earliest, by the time that it sorts by.
    ///
    /// - Parameter visit: Called with the article's number; returns `false` to stop.
    /// - Throws: What SQLite reports.
    public func forEachIDByTime(_ visit: (Int64) -> Bool) throws {
        let rows = try Int64.fetchCursor(database, sql: SQLStatement.idsBySortTime.text)
        while let id = try rows.next(), visit(id) {}
    }

    /// Every article from the earliest to the latest, by the time that it sorts by.
    ///
    /// - Parameter visit: Called with the article's number; returns `false` to stop.
    /// - Throws: What SQLite reports.
    public func forEachIDByTimeReversed(_ visit: (Int64) -> Bool) throws {
        let rows = try Int64.fetchCursor(database, sql: SQLStatement.idsBySortTimeReversed.text)
        while let id = try rows.next(), visit(id) {}
    }

    /// All articles, ascending.
    ///
    /// - Returns: Their numbers.
    /// - Throws: What SQLite reports.
    public func allIDs() throws -> [Int64] {
        let isRebuilt = try AnalysisRebuild.underWay(in: database) != nil
        return try Int64.fetchAll(
            database, sql: (isRebuilt ? SQLStatement.articleIds : .indexedIds).text)
    }

    /// The articles declared in a range of days, ascending.
    ///
    /// - Parameters:
    ///   - first: The first day; `nil` for the earliest.
    ///   - last: The last day; `nil` for the latest.
    /// - Returns: Their numbers.
    /// - Throws: What SQLite reports.
    public func ids(from first: CalendarDay?, to last: CalendarDay?) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(sql: SQLStatement.idsByDay.text),
            arguments: [first?.daysSinceEpoch ?? Int(Int32.min), last?.daysSinceEpoch ?? Int(Int32.max)])
    }

    /// The languages that articles are in, as codes of ISO 639-1, in the order of the codes.
    ///
    /// - Throws: What SQLite reports.
    public func languages() throws -> [String] {
        try String.fetchAll(database.cachedStatement(sql: SQLStatement.articleLanguages.text))
    }

    /// The articles in a language, ascending.
    ///
    /// - Parameter language: ISO 639-1.
    /// - Returns: Their numbers.
    /// - Throws: What SQLite reports.
    public func ids(inLanguage language: String) throws -> [Int64] {
        try Int64.fetchAll(
            database.cachedStatement(sql: SQLStatement.idsByLanguage.text), arguments: [language])
    }

    /// Every article that states a place or an agency, ascending.
    ///
    /// - Parameter visit: Called with number, place, agency, and the declared day in days since 1970.
    /// - Throws: What SQLite reports, what ``checkCancellation()`` throws, and what `visit` throws.
    public func forEachLabel(_ visit: (Int64, String?, String?, Int?) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: SQLStatement.labelsOfArticles.text)
        while let row = try rows.next() {
            try checkCancellation()
            try visit(row[0], row[1], row[2], row[3])
        }
    }

    /// Every article with each of its places, ascending.
    ///
    /// - Parameter visit: Called with number and place, as ``ArticlePlace/bytes``; several times for an
    ///   article of several places.
    /// - Throws: What SQLite reports, what ``checkCancellation()`` throws, and what `visit` throws.
    public func forEachPlace(_ visit: (Int64, [UInt8]) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: SQLStatement.idsWithPaths.text)
        while let row = try rows.next() {
            try checkCancellation()
            let suffix = ArticlePlace.suffix(ordinal: row[2], member: row[3])
            try visit(row[0], (row[1] as Blob).bytes + Array(suffix.utf8))
        }
    }

    /// The time that an article sorts by: its declared date, else when it was first seen.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Seconds since 1970; `nil` when there is no such article.
    /// - Throws: What SQLite reports.
    public func sortTime(of id: Int64) throws -> Int64? {
        try database.number(.sortTime, id)
    }
}
