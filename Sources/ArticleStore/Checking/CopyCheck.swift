internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// The parts of a check of copies, each on a connection of its own; what is wrong, one line each.
///
/// Damage so bad that a part itself fails is what it finds.
enum CopyCheck {
    /// Every page of the index, by SQLite.
    static func pages(of index: FilePath) throws -> [String] {
        try read(index, named: "index") { database in
            try integrityProblems(of: database, named: "index") + Schema.differences(ofIndex: database)
        }
    }

    /// Every page of the ledger.
    static func pages(ofLedger ledger: FilePath) throws -> [String] {
        try damage(of: "ledger") {
            try DatabaseAccess.describing(ledger) {
                try DatabaseQueue(
                    path: ledger.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true)
                ).read { try integrityProblems(of: $0, named: "ledger") }
            }
        }
    }

    /// The segments of the full-text index, by FTS5, which compares them with the texts where it is the referee.
    static func segments(of index: FilePath, _ referee: TermsReferee) throws -> [String] {
        try damage(of: "index") {
            try DatabaseAccess.describing(index) {
                // FTS5 takes commands as rows that are inserted, also those that change nothing.
                let queue = try open(index, isReadOnly: false)
                let command = referee == .sums ? SQLStatement.checkSegments : .checkTerms
                do {
                    // Nothing is changed, but a commit would wait until the other parts have read to their ends.
                    try queue.inTransaction {
                        try $0.execute(sql: command.text)
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

    /// Rows that name others, and must not be without them.
    static func rows(of index: FilePath) throws -> [String] {
        try read(index, named: "index") { database in
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

    /// Runs a part that only reads.
    static func read(
        _ index: FilePath, named name: String, _ body: (Database) throws -> [String]
    ) throws -> [String] {
        try damage(of: name) {
            try DatabaseAccess.describing(index) { try open(index, isReadOnly: true).read(body) }
        }
    }

    private static func open(_ index: FilePath, isReadOnly: Bool) throws -> DatabaseQueue {
        var configuration = DatabaseAccess.indexConfiguration(isReadOnly: isReadOnly)
        configuration.prepareDatabase { try $0.execute(sql: SQLStatement.connectionCheck.text) }
        return try DatabaseQueue(path: index.string, configuration: configuration)
    }

    private static func damage(of name: String, _ check: () throws -> [String]) throws -> [String] {
        do {
            return try check()
        } catch let error as StoreError {
            guard case .damaged(let detail) = error.reason else { throw error }
            return ["\(name): \(detail)"]
        }
    }

    private static func integrityProblems(of database: Database, named name: String) throws -> [String] {
        try String.fetchAll(database, sql: SQLStatement.checkDatabase.text).filter { $0 != "ok" }
            .map { "\(name): \($0)" }
    }
}
