internal import GRDB
internal import IndexDefinition

extension Database {
    /// The rows of a query that mostly finds none, as those about new files do.
    ///
    /// For a row GRDB spells the names of all columns out in small letters before it looks whether there is
    /// one, which takes longer than to look. So the first column alone is asked for first.
    ///
    /// - Parameters:
    ///   - statement: A query whose first column is never NULL.
    ///   - arguments: Its parameters.
    /// - Returns: The rows.
    /// - Throws: What SQLite reports.
    func rareRows(_ statement: SQLStatement, _ arguments: StatementArguments) throws -> [Row] {
        let prepared = try cachedStatement(sql: statement.text)
        guard try DatabaseValue.fetchOne(prepared, arguments: arguments) != nil else { return [] }
        return try Row.fetchAll(prepared, arguments: arguments)
    }
}
