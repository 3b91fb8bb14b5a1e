internal import GRDB
internal import IndexDefinition
internal import Postings
internal import TextAnalysis

/// A rebuild of the full-text index under another analysis, as the index records it.
///
/// The old full-text table is never written again. A second one gets the terms of every article that comes or
/// changes, and bit by bit those of all others, in the order of their numbers. So each article counts in one
/// of the two: in the new one where that has it, else in the old one. A search reads both as one index, and
/// finds each article by its old terms until it is found by its new ones.
///
/// Queries are analysed as the new terms are. A form that the two analyses make otherwise is not found in the
/// articles that still wait; all others are.
public struct AnalysisRebuild: Sendable, Equatable {
    /// The version of the analysis that made the old terms.
    public let fromVersion: Int
    /// The new full-text table has every article up to this one.
    let doneID: Int64
    /// The old one has none from this one on.
    let firstLaterID: Int64
    /// Whether the new table is in the place of the old one, which is being removed.
    let isWritten: Bool

    /// The rebuild that is recorded, also one of which only the old table is still to be removed.
    static func fetch(_ database: Database) throws -> AnalysisRebuild? {
        // Most of the time there is not even a table for it. GRDB's own answer to that would be an earlier
        // one on a connection that another process's commit has not reached.
        guard try database.number(.rebuildIsRecorded) == 1,
            let row = try Row.fetchOne(database, sql: SQLStatement.rebuild.text)
        else { return nil }
        return AnalysisRebuild(
            fromVersion: row["from_version"], doneID: row["done_id"], firstLaterID: row["first_later_id"],
            isWritten: row["is_written"])
    }

    /// The rebuild that goes on: articles are in two tables.
    static func underWay(in database: Database) throws -> AnalysisRebuild? {
        try fetch(database).flatMap { $0.isWritten ? nil : $0 }
    }

    /// The table that terms are written to.
    static func writtenTable(in database: Database) throws -> FullTextTable {
        try underWay(in: database) == nil ? .current : .next
    }

    /// The articles of which the old table tells what counts no more.
    func supersededArticles(in database: Database) throws -> SupersededArticles {
        SupersededArticles(
            through: doneID,
            and: Set(
                try Int64.fetchAll(
                    database.cachedStatement(sql: SQLStatement.supersededArticles.text), arguments: [doneID]))
        )
    }
}

extension AnalysisRebuild {
    /// Begins a rebuild where another version of the analysis has made the terms, or was making them: none
    /// may be written beside those of today before that.
    ///
    /// - Returns: Whether one was begun.
    static func beginIfDue(in database: Database, termWriting: TermWriting) throws -> Bool {
        guard let version = try IndexState.fetch(database)?.analysisVersion, version != TextAnalyzer.version
        else { return false }
        try begin(in: database, from: version, termWriting: termWriting)
        return true
    }

    /// Records that all terms are to be made anew, and makes the table for them; a rebuild under yet another
    /// version begins anew.
    ///
    /// - Parameters:
    ///   - database: The index, in a transaction that writes.
    ///   - version: The version of the analysis that its terms are of.
    ///   - termWriting: Who writes terms.
    /// - Throws: What SQLite reports.
    static func begin(in database: Database, from version: Int, termWriting: TermWriting) throws {
        switch try fetch(database) {
        case let found? where !found.isWritten:
            try beginAnew(found, in: database, termWriting: termWriting)
        case .some:
            // Another version of the program, before this one has cleaned up: not bit by bit, but seldom.
            try database.execute(sql: SQLStatement.dropOldIndex.text)
            try database.execute(sql: SQLStatement.dropRebuild.text)
            try begin(in: database, from: version)
        case nil: try begin(in: database, from: version)
        }
        try database.execute(
            sql: SQLStatement.setAnalysisVersion.text, arguments: [TextAnalyzer.version])
    }

    private static func begin(in database: Database, from version: Int) throws {
        try makeTables(in: database)
        try database.execute(
            sql: SQLStatement.beginRebuild.text,
            arguments: [version, try IndexState.fetch(database)?.nextArticleID])
    }

    /// What came or changed since the first beginning is in the new table alone, so it is made anew at once,
    /// with the same commit: nothing that could be found is lost sight of.
    private static func beginAnew(
        _ found: AnalysisRebuild, in database: Database, termWriting: TermWriting
    ) throws {
        try database.execute(sql: SQLStatement.dropNextIndex.text)
        try makeTables(in: database)
        try database.execute(sql: SQLStatement.setRebuildDone.text, arguments: [0])
        try RebuildJournal.countAnew(in: database)
        let rows = try Row.fetchCursor(
            database, sql: SQLStatement.articlesOfNoIndex.text, arguments: [found.firstLaterID])
        var analysis = RebuildAnalysis()
        var writer = try NextTermsWriter(database, termWriting: termWriting)
        while let row = try rows.next() {
            try writer.add(try analysis.terms(of: WaitingArticle(row)))
        }
        _ = try writer.finish()
    }

    /// The tables of a rebuild that goes on.
    private static func makeTables(in database: Database) throws {
        try database.execute(sql: SQLStatement.createRebuild.text)
        try database.execute(sql: SQLStatement.createSupersededArticle.text)
        try database.execute(sql: SQLStatement.createNextIndex.text)
        for name in ["hashsize", "automerge", "pgsz"] {
            let value = try Int.fetchOne(
                database, sql: SQLStatement.fullTextSetting.text, arguments: [name])
            guard let value else { continue }
            try database.execute(
                sql: SQLStatement.setFullTextSetting.text(of: .next), arguments: [name, value])
        }
    }

    /// The tables that an index has during a rebuild, in one that has none yet.
    static func makeTables(like rebuild: AnalysisRebuild, in database: Database) throws {
        try makeTables(in: database)
        guard rebuild.isWritten else { return }
        try rename(in: database)
    }

    /// Puts the new table in the place of the old one. SQLite tells all connections, as of any change of the
    /// schema.
    static func rename(in database: Database) throws {
        try database.execute(sql: SQLStatement.retireIndex.text)
        try database.execute(sql: SQLStatement.promoteIndex.text)
        try database.execute(sql: SQLStatement.dropSupersededArticle.text)
    }
}
