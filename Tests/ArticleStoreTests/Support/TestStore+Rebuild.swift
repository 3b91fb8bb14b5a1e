@testable import ArticleStore
import GRDB
import IndexDefinition
import SystemPackage
import TestSupport
import Testing
import TextAnalysis

/// An index as a program with another analysis would have left it.
extension TestStore {
    /// Closes the store and has its index say that another analysis made its terms; and has it so, where that
    /// reads other texts than those that are stored.
    ///
    /// - Parameters:
    ///   - version: The version of that analysis.
    ///   - reading: What it takes a stored text for.
    /// - Throws: What SQLite reports.
    func age(to version: Int = 1, reading: ((String) -> String)? = nil) throws {
        close()
        let database = try DatabaseQueue(
            path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
        try database.write { database in
            try database.execute(sql: "UPDATE index_state SET analysis_version = ?", arguments: [version])
            guard let reading else { return }
            try database.execute(sql: "INSERT INTO article_index (article_index) VALUES ('delete-all')")
            for row in try Row.fetchAll(database, sql: "SELECT id, body, title FROM article_text") {
                try database.execute(
                    sql: "INSERT INTO article_index (rowid, body, title) VALUES (?, ?, ?)",
                    arguments: [row[0] as Int64, reading(row[1]), reading(row[2])])
            }
        }
        try database.close()
    }

    /// How far the rebuild has come.
    func rebuildProgress() throws -> RebuildProgress? {
        try store.readBlocking { try $0.rebuildProgress() }
    }

    /// Goes on with the rebuild, an article at a time, as often as is asked for or until it is over.
    func rebuild(steps: Int = .max) throws {
        var count = 0
        while count < steps, try store.rebuildStep(byteCount: 1) {
            count += 1
            guard count < 100_000 else { throw NoEnd() }
        }
    }

    private struct NoEnd: Error {}

    /// Holds what the index has against what FTS5 itself makes of the texts, and checks it whole.
    func expectAsBuiltAfresh(
        _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expectSound(comment, sourceLocation: sourceLocation)
        let database = try DatabaseQueue(
            path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
        try database.writeWithoutTransaction { database in
            #expect(
                try IndexState.fetch(database)?.analysisVersion == TextAnalyzer.version, comment,
                sourceLocation: sourceLocation)
            let names = try database.schema()
            #expect(
                !names.contains { $0.contains("rebuild") || $0.contains("_next") || $0.contains("_old") },
                comment, sourceLocation: sourceLocation)
            try database.execute(
                sql: "CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, article_index, instance)")
            func contents() throws -> [[Row]] {
                try [
                    "SELECT * FROM temp.instances ORDER BY doc, col, offset, term",
                    "SELECT * FROM article_index_docsize ORDER BY id",
                    "SELECT block FROM article_index_data WHERE id = 1",
                    "SELECT * FROM article_index_config WHERE k <> 'version' ORDER BY k",
                ].map { try Row.fetchAll(database, sql: $0) }
            }
            let ours = try contents()
            try database.execute(sql: "INSERT INTO article_index (article_index) VALUES ('rebuild')")
            #expect(try contents() == ours, comment, sourceLocation: sourceLocation)
        }
    }
}
