internal import Articles
internal import GRDB
internal import IndexDefinition

/// The one row that says where the ledger stands.
struct LedgerState: Sendable {
    /// The last revision of the index whose events are all in the ledger.
    var head: Revision
    /// The next id that was given to no article.
    var nextArticleID: Int64

    /// The state behind so many revisions and ids more.
    func skipping(_ count: Int64) -> LedgerState {
        LedgerState(head: Revision(rawValue: head.rawValue + count), nextArticleID: nextArticleID + count)
    }

    /// The state behind a revision, too.
    func passing(_ revision: Revision) -> LedgerState {
        LedgerState(head: max(head, revision), nextArticleID: nextArticleID)
    }

    static func fetch(_ database: Database) throws -> LedgerState {
        try fetchIfPresent(database) ?? LedgerState(head: Revision(rawValue: 0), nextArticleID: 1)
    }

    /// Whether a database has one, as any ledger of ours has.
    static func isPresent(_ database: Database) throws -> Bool {
        try database.tableExists("ledger_state") && fetchIfPresent(database) != nil
    }

    static func fetchIfPresent(_ database: Database) throws -> LedgerState? {
        try Row.fetchOne(database, sql: SQLStatement.ledgerState.text).map { row in
            LedgerState(head: Revision(rawValue: row["head"]), nextArticleID: row["next_article_id"])
        }
    }
}
