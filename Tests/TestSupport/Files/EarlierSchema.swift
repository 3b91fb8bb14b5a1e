/// Takes out of databases what migrations brought, so that they are as an earlier version left them.
public enum EarlierSchema {
    /// What each migration of the index but the first is undone by.
    private static let index = [
        ["ALTER TABLE occurrence DROP COLUMN member"], ["DROP TABLE article_origin"],
        ["DROP TABLE content_charset"],
    ]
    /// The same for the ledger.
    private static let ledger = [
        ["DROP TABLE charset", "DROP TABLE forgotten"], ["DROP TABLE traces"],
        ["ALTER TABLE traces DROP COLUMN revision"],
    ]

    /// The versions of an index before today's.
    public static let indexVersions = Array(1...index.count)
    /// The versions of a ledger before today's.
    public static let ledgerVersions = Array(1...ledger.count)

    /// Statements that bring an index of today's schema back to an earlier version.
    public static func statements(index version: Int) -> [String] { undoing(index, "index", to: version) }

    /// Statements that bring a ledger of today's schema back to an earlier version.
    public static func statements(ledger version: Int) -> [String] { undoing(ledger, "ledger", to: version) }

    private static func undoing(_ steps: [[String]], _ name: String, to version: Int) -> [String] {
        (version..<steps.count + 1).reversed().flatMap { number in
            steps[number - 1] + [
                "DELETE FROM grdb_migrations WHERE identifier LIKE '\(name)-00\(number + 1)-%'"
            ]
        }
    }
}
