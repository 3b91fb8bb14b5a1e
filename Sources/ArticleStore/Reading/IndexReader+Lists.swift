internal import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

/// Files that somebody should look at.
extension IndexReader {
    /// The files that were refused, by path, with the reason.
    ///
    /// - Returns: All of them.
    /// - Throws: What SQLite reports.
    public func refusedFiles() throws -> [(path: FilePath, reason: String)] {
        try Row.fetchAll(database, sql: SQLStatement.refusedFiles.text).map { row in
            (FilePath(bytes: (row[0] as Blob).bytes), row[1] ?? "")
        }
    }

    /// The files whose character set was guessed with less certainty than `certainty`, the least certain first.
    ///
    /// - Parameter certainty: 0.5...1.
    /// - Returns: All of them; none in an index of an earlier version that is only read.
    /// - Throws: What SQLite reports.
    public func doubtfulFiles(
        below certainty: Double
    ) throws -> [(path: FilePath, charset: String, certainty: Double)] {
        guard try database.tableExists("content_charset") else { return [] }
        return try Row.fetchAll(database, sql: SQLStatement.doubtfulFiles.text, arguments: [certainty])
            .map { row in (FilePath(bytes: (row[0] as Blob).bytes), row[1], row[2]) }
    }
}
