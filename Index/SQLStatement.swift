/// One statement of `Index/Queries`, by its typed name.
///
/// The text is read once, when the name is first used.
public struct SQLStatement: Sendable {
    /// The statement with its opening comment.
    public let text: String

    init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The statement over one of the full-text tables; the files are written for ``FullTextTable/current``.
    ///
    /// - Parameter table: The table.
    /// - Returns: The statement's text.
    public func text(of table: FullTextTable) -> String {
        switch table {
        case .current: text
        case .next: Self.textsOfNext[text] ?? text
        }
    }

    /// What each statement over the current table is over the next one.
    private static let textsOfNext = Dictionary(
        all.map(\.statement.text).filter { text in
            text.contains("article_index")
                && !["article_index_next", "article_index_old"].contains { text.contains($0) }
        }.map { ($0, $0.replacing("article_index", with: "article_index_next")) },
        uniquingKeysWith: { first, _ in first })
}

/// The full-text tables of an index: most of the time there is one.
public enum FullTextTable: Sendable, CaseIterable {
    /// `article_index`: what is searched; while a rebuild goes on, what is left of the old analysis.
    case current
    /// `article_index_next`: what a rebuild writes under the new analysis.
    case next
}

/// The changes that make an empty database one of Gazette's, in order; never edited once released.
public struct SchemaMigration: Sendable {
    /// The name under which a database remembers that it has this change.
    public let name: String
    /// Its statements.
    public let text: String

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Those of `index.sqlite`.
    public static let index = [
        SchemaMigration("index-001-articles", PackageResources.index_001_articles_sql),
        SchemaMigration("index-002-members", PackageResources.index_002_members_sql),
        SchemaMigration("index-003-origins", PackageResources.index_003_origins_sql),
        SchemaMigration("index-004-charsets", PackageResources.index_004_charsets_sql),
    ]

    /// Those of `ledger.sqlite`.
    public static let ledger = [
        SchemaMigration("ledger-001-history", PackageResources.ledger_001_history_sql),
        SchemaMigration("ledger-002-decisions", PackageResources.ledger_002_decisions_sql),
        SchemaMigration("ledger-003-traces", PackageResources.ledger_003_traces_sql),
        SchemaMigration("ledger-004-revisions", PackageResources.ledger_004_revisions_sql),
    ]
}
