internal import GRDB
internal import IndexDefinition
internal import SystemPackage
internal import TextAnalysis

/// The parts of a check of copies, each on a connection of its own; what is wrong, one line each.
///
/// Damage so bad that a part itself fails is what it finds.
struct CopyCheck: Sendable {
    let index: FilePath
    let ledger: FilePath
    /// Ends every part.
    let interruption: CheckInterruption

    /// Every page of the index, by SQLite.
    func pages() throws -> [String] {
        try read(named: "index") { database in
            // Newer versions of SQLite look into full-text tables as well: one that is being removed has
            // holes.
            let removed = try AnalysisRebuild.fetch(database)?.isWritten == true ? "article_index_old" : nil
            return try Self.integrityProblems(of: database, named: "index")
                .filter { problem in removed.map { !problem.contains($0) } ?? true }
                + Schema.differences(ofIndex: database)
        }
    }

    /// Every page of the ledger.
    func pagesOfLedger() throws -> [String] {
        try damage(of: "ledger") {
            try DatabaseAccess.describing(ledger) {
                let configuration = watched(DatabaseAccess.ledgerConfiguration(isReadOnly: true))
                return try DatabaseQueue(path: ledger.string, configuration: configuration)
                    .read { try Self.integrityProblems(of: $0, named: "ledger") }
            }
        }
    }

    /// Whether the terms of an index are those that our analysis makes of its texts: not while they are made
    /// anew, and not under another version. Of one that cannot be read the other parts say what is wrong.
    func hasOurTerms() -> Bool {
        (try? DatabaseAccess.describing(index) {
            try open(isReadOnly: true).read(Self.hasOurTerms)
        }) ?? true
    }

    private static func hasOurTerms(_ database: Database) throws -> Bool {
        guard try AnalysisRebuild.underWay(in: database) == nil else { return false }
        return try IndexState.fetch(database)?.analysisVersion == TextAnalyzer.version
    }

    /// The segments of the full-text index, by FTS5, which compares them with the texts where it is the
    /// referee and they are to be compared.
    func segments(_ referee: TermsReferee) throws -> [String] {
        try damage(of: "index") {
            try DatabaseAccess.describing(index) {
                // FTS5 takes commands as rows that are inserted, also those that change nothing.
                let queue = try open(isReadOnly: false)
                do {
                    // Nothing is changed, but a commit would wait until the other parts have read to their
                    // ends.
                    try queue.inTransaction {
                        for command in try Self.commands(referee, $0) { try $0.execute(sql: command) }
                        return .rollback
                    }
                    return []
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                    return [
                        "full-text index: \(error.message ?? "it does not agree with the articles")"
                    ]
                }
            }
        }
    }

    private static func commands(_ referee: TermsReferee, _ database: Database) throws -> [String] {
        guard try referee == .fullText && hasOurTerms(database) else {
            let isInTwo = try AnalysisRebuild.underWay(in: database) != nil
            return (isInTwo ? [FullTextTable.current, .next] : [.current]).map {
                SQLStatement.checkSegments.text(of: $0)
            }
        }
        return [SQLStatement.checkTerms.text]
    }

    /// Rows that name others, and must not be without them; and that what a rebuild has done has its terms.
    func rows() throws -> [String] {
        try read(named: "index") { database in
            let doubled = try Int64.fetchAll(database, sql: SQLStatement.doubledArticles.text)
            let unheld = try Int64.fetchAll(database, sql: SQLStatement.unheldContents.text)
            let lost = try Row.fetchAll(database, sql: SQLStatement.checkReferences.text)
            let termless = try AnalysisRebuild.underWay(in: database).map { rebuild in
                try Int64.fetchAll(
                    database, sql: SQLStatement.articlesWithoutTerms.text,
                    arguments: [rebuild.doneID, rebuild.firstLaterID])
            }
            return doubled.map { "article \($0) stands in no file" }
                + (termless ?? []).map { "full-text index: the terms of article \($0) are missing" }
                + unheld.map { "content \($0) is held by no file" }
                + lost.prefix(1_000).map { row in
                    "a row of \(row[0] as String) names one of \(row[2] as String) that is not there"
                }
        }
    }

    /// Runs a part that only reads.
    func read(named name: String, _ body: (Database) throws -> [String]) throws -> [String] {
        try damage(of: name) {
            try DatabaseAccess.describing(index) { try open(isReadOnly: true).read(body) }
        }
    }

    private func open(isReadOnly: Bool) throws -> DatabaseQueue {
        var configuration = watched(DatabaseAccess.indexConfiguration(isReadOnly: isReadOnly))
        configuration.prepareDatabase { try $0.execute(sql: SQLStatement.connectionCheck.text) }
        return try DatabaseQueue(path: index.string, configuration: configuration)
    }

    private func watched(_ configuration: Configuration) -> Configuration {
        var configuration = configuration
        configuration.prepareDatabase { [interruption] in interruption.watch($0) }
        return configuration
    }

    private func damage(of name: String, _ check: () throws -> [String]) throws -> [String] {
        try interruption.check()
        do {
            return try check()
        } catch let error as StoreError {
            guard case .damaged(let detail) = error.reason else { throw error }
            return ["\(name): \(detail)"]
        }
    }

    static func integrityProblems(of database: Database, named name: String) throws -> [String] {
        try String.fetchAll(database, sql: SQLStatement.checkDatabase.text).filter { $0 != "ok" }
            .map { "\(name): \($0)" }
    }
}
