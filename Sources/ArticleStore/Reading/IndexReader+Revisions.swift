public import Articles
internal import GRDB
internal import IndexDefinition

extension IndexReader {
    /// How many articles came or changed after a revision; those that were deleted are not among them.
    ///
    /// - Parameter revision: The revision.
    /// - Returns: The count.
    /// - Throws: What SQLite reports.
    /// - Complexity: O(*n*) in the articles counted.
    public func articleCount(after revision: Revision) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: SQLStatement.countArticlesAfter.text),
            arguments: [revision.rawValue]) ?? 0
    }
}
