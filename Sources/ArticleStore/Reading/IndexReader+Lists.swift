internal import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

/// Files that somebody should look at.
extension IndexReader {
    /// Files that were refused, by path, with the reason.
    ///
    /// - Parameters:
    ///   - start: The bytes that the first path is, or comes behind.
    ///   - limit: The most files.
    /// - Returns: The first of them.
    /// - Throws: What SQLite reports.
    public func refusedFiles(from start: [UInt8], limit: Int) throws -> [(path: FilePath, reason: String)] {
        try Row.fetchAll(database, sql: SQLStatement.refusedFiles.text, arguments: [Blob(start), limit])
            .map { row in (FilePath(bytes: (row[0] as Blob).bytes), row[1] ?? "") }
    }

    /// Why files were refused, and how many of them for each reason.
    ///
    /// - Parameter receive: Takes each reason.
    /// - Throws: What SQLite reports.
    public func refusalReasons(_ receive: (_ reason: String, _ files: Int) -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: SQLStatement.refusalReasons.text)
        while let row = try rows.next() { receive(row[0] ?? "", row[1]) }
    }

    /// Articles that were refused in files of many, in the order in which their contents came.
    ///
    /// - Parameters:
    ///   - last: The piece that the first of them comes behind; `nil` for the first of all.
    ///   - limit: The most articles.
    /// - Returns: The first of them.
    /// - Throws: What SQLite reports.
    public func refusedPieces(behind last: PiecePlace?, limit: Int) throws -> [RefusedPiece] {
        let arguments: StatementArguments = [last?.content ?? -1, last?.ordinal ?? -1, limit]
        return try Row.fetchAll(database, sql: SQLStatement.refusedPieces.text, arguments: arguments)
            .map { row in
                let path = (row["path"] as Blob?).map { FilePath(bytes: $0.bytes) }
                return RefusedPiece(
                    place: PiecePlace(content: row["content_id"], ordinal: row["ordinal"]), path: path,
                    member: row["member"], reason: row["reason"] ?? "")
            }
    }

    /// Why articles were refused in files of many, and how many of them for each reason.
    ///
    /// - Parameter receive: Takes each reason.
    /// - Throws: What SQLite reports.
    public func pieceRefusalReasons(_ receive: (_ reason: String, _ articles: Int) -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: SQLStatement.pieceRefusalReasons.text)
        while let row = try rows.next() { receive(row[0] ?? "", row[1]) }
    }

    /// Files whose character set was guessed with less certainty than `certainty`, the least certain first.
    ///
    /// - Parameters:
    ///   - certainty: 0.5...1.
    ///   - last: The file that the first of them comes behind, with its certainty; `nil` for the least
    ///     certain one.
    ///   - limit: The most files.
    /// - Returns: The first of them; none in an index of an earlier version that is only read.
    /// - Throws: What SQLite reports.
    public func doubtfulFiles(
        below certainty: Double, behind last: (certainty: Double, path: [UInt8])?, limit: Int
    ) throws -> [(path: FilePath, charset: String, certainty: Double)] {
        guard try database.tableExists("content_charset") else { return [] }
        let arguments: StatementArguments = [certainty, last?.certainty ?? 0, Blob(last?.path ?? []), limit]
        return try Row.fetchAll(database, sql: SQLStatement.doubtfulFiles.text, arguments: arguments)
            .map { row in (FilePath(bytes: (row[0] as Blob).bytes), row[1], row[2]) }
    }
}
