public import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage
internal import TextAnalysis

/// Copies of both databases, each one file that needs no log beside it.
public struct StoreCopy: Sendable {
    /// The copy of the index.
    public let index: FilePath
    /// The copy of the ledger.
    public let ledger: FilePath
    /// The commit of the index that was copied.
    public let revision: Revision
    /// The articles in it.
    public let articleCount: Int
    /// The last revision that the copied ledger has whole.
    public let ledgerHead: Revision
}

extension ArticleStore {
    /// The version of the schema of a new index.
    public static var schemaVersion: Int { SchemaMigration.index.count }

    /// Copies both databases at one commit each, while commits and reads go on. Blocks, for about a second a
    /// gigabyte.
    ///
    /// The ledger is copied last, so that it has every event of the copied index or more; one that is behind
    /// all the same is made up for when the copy is opened to be written.
    ///
    /// - Parameter folder: An existing folder; `index.sqlite` and `ledger.sqlite` must not be in it.
    /// - Returns: What was copied.
    /// - Throws: ``StoreError``, `diskFull` among them.
    public func copy(to folder: FilePath) throws -> StoreCopy {
        let indexCopy = folder.appending("index.sqlite")
        let ledgerCopy = folder.appending("ledger.sqlite")
        let (revision, articleCount) = try DatabaseAccess.describing(indexCopy) {
            try Self.copy(
                state.index, DatabaseAccess.indexConfiguration(isReadOnly: true),
                to: indexCopy)
            let copied = try DatabaseQueue(
                path: indexCopy.string,
                configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
            return try copied.read { database in
                let reader = IndexReader(database)
                return (try reader.revision(), try reader.statistics().articleCount)
            }
        }
        let head = try DatabaseAccess.describing(ledgerCopy) {
            try Self.copy(
                state.ledger, DatabaseAccess.ledgerConfiguration(isReadOnly: true), to: ledgerCopy)
            return try DatabaseQueue(
                path: ledgerCopy.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true)
            ).read { try LedgerState.fetch($0).head }
        }
        return StoreCopy(
            index: indexCopy, ledger: ledgerCopy, revision: revision, articleCount: articleCount,
            ledgerHead: head)
    }

    /// Checks a copy of the index whole: SQLite's own check of every page, and FTS5's, which reads every
    /// article back and compares its terms. Neither may be run on the live file without holding up its
    /// writer.
    ///
    /// - Parameters:
    ///   - index: The copy of the index; it is not changed.
    ///   - ledger: The copy of the ledger.
    /// - Returns: What is wrong, one line each; empty when all is well.
    /// - Throws: ``StoreError`` when a copy cannot be read for another reason than damage.
    public static func check(index: FilePath, ledger: FilePath) throws -> [String] {
        try damage(of: "index") { try indexProblems(index) }
            + damage(of: "ledger") {
                try DatabaseAccess.describing(ledger) {
                    try DatabaseQueue(
                        path: ledger.string,
                        configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true)
                    ).read { try Self.integrityProblems(of: $0, named: "ledger") }
                }
            }
    }

    /// Gives a copy of an index the schema of this program, so that it can be searched. Blocks.
    ///
    /// - Parameter index: The copy, which nobody else uses.
    /// - Throws: ``StoreError``.
    public static func bringUpToDate(index: FilePath) throws {
        try DatabaseAccess.describing(index) {
            let queue = try DatabaseQueue(
                path: index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            if let objection = try queue.read({ try Schema.objection(toIndex: $0) }) {
                throw StoreError(objection, file: index)
            }
            try Schema.migrator(SchemaMigration.index).migrate(queue)
            try queue.close()
        }
    }

    /// Checks both copies.
    public static func check(_ copy: StoreCopy) throws -> [String] {
        try check(index: copy.index, ledger: copy.ledger)
    }

    /// Damage so bad that the check itself fails is what it finds.
    private static func damage(of name: String, _ check: () throws -> [String]) throws -> [String] {
        do {
            return try check()
        } catch let error as StoreError {
            guard case .damaged(let detail) = error.reason else { throw error }
            return ["\(name): \(detail)"]
        }
    }

    private static func indexProblems(_ file: FilePath) throws -> [String] {
        var problems: [String] = []
        try DatabaseAccess.describing(file) {
            let queue = try DatabaseQueue(
                path: file.string,
                configuration: DatabaseAccess.indexConfiguration(isReadOnly: false))
            problems += try queue.read { try Self.integrityProblems(of: $0, named: "index") }
            problems += try queue.read { try Schema.differences(ofIndex: $0) }
            do {
                problems += try queue.write { try fullTextProblems(of: $0) }
            } catch let error as DatabaseError {
                problems.append("full-text index: \(error.message ?? "it does not agree with the articles")")
            }
            problems += try queue.read { database in
                let doubled = try Int64.fetchAll(database, sql: SQLStatement.doubledArticles.text)
                let unheld = try Int64.fetchAll(database, sql: SQLStatement.unheldContents.text)
                let lost = try Row.fetchAll(database, sql: SQLStatement.checkReferences.text)
                return doubled.map { "article \($0) stands in no file" }
                    + unheld.map { "content \($0) is held by no file" }
                    + lost.prefix(1_000).map { row in
                        "a row of \(row[0] as String) names one of \(row[2] as String) that is not there"
                    }
            }
        }
        return problems
    }

    /// What another analysis made cannot be compared with the articles: there only the segments are checked, and that
    /// a rebuild has what it says.
    private static func fullTextProblems(of database: Database) throws -> [String] {
        let rebuild = try AnalysisRebuild.underWay(in: database)
        let version = try IndexState.fetch(database)?.analysisVersion
        guard rebuild != nil || version != TextAnalyzer.version else {
            try database.execute(sql: SQLStatement.checkTerms.text)
            return []
        }
        try database.execute(sql: SQLStatement.checkTermStructure.text)
        guard let rebuild else { return [] }
        try database.execute(sql: SQLStatement.checkTermStructure.text(of: .next))
        return try Int64.fetchAll(
            database, sql: SQLStatement.articlesWithoutTerms.text,
            arguments: [rebuild.doneID, rebuild.firstLaterID]
        ).map { "full-text index: the terms of article \($0) are missing" }
    }

    private static func integrityProblems(of database: Database, named name: String) throws -> [String] {
        try String.fetchAll(database, sql: SQLStatement.checkDatabase.text).filter { $0 != "ok" }
            .map { "\(name): \($0)" }
    }

    /// Copies over a connection of its own: what the others hold in memory would hide damage of the file.
    static func copy(
        _ original: FilePath, _ configuration: Configuration, to file: FilePath
    ) throws {
        let source = try DatabaseQueue(path: original.string, configuration: configuration)
        let target = try DatabaseQueue(path: file.string)
        try source.backup(to: target)
        try target.writeWithoutTransaction {
            _ = try Row.fetchOne($0, sql: SQLStatement.leaveWriteAheadLog.text)
        }
        try target.close()
        try source.close()
    }
}
