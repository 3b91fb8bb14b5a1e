internal import GRDB
internal import IndexDefinition
public import SystemPackage

/// Whose history a ledger has.
extension ArticleStore {
    /// So many events and ids are compared: one that both have tells, and of the last ones some may be of
    /// articles that are gone.
    private static let sampleCount = 1_000

    /// Whether the ledger of a snapshot is an earlier state of this one, and not that of another archive, or
    /// of a copy of this one that has gone its own way since. Reads both once.
    ///
    /// This ledger has what it ever had: so the last thing that an earlier state has is in it, with the same
    /// time. One that was lost and made up for from the index has the same articles with other events; then
    /// the last article that both have tells, by the millisecond in which it was first seen. Who knows of
    /// later revisions or ids is no earlier state.
    ///
    /// - Parameter file: The other ledger, which nobody writes.
    /// - Returns: Whether it is; `true`, too, where this one has nothing to compare with, and `false` where
    ///   the other one cannot be read.
    /// - Throws: ``StoreError`` when this ledger cannot be read.
    public func hasGoneOn(fromLedger file: FilePath) throws -> Bool {
        let other = try? Lineage(of: file, sampleCount: Self.sampleCount)
        return try DatabaseAccess.describing(state.ledger) {
            try ledger.read { database in
                guard try Lineage(database, sampleCount: 1).isKnown else { return true }
                return try other?.isContinued(by: database) ?? false
            }
        }
    }
}

/// What a ledger noted last.
private struct Lineage {
    private struct Event {
        let path: [UInt8]
        let revision: Int64
        let time: Int64
    }

    private let state: LedgerState
    private let events: [Event]
    /// When the articles with the last ids were first seen.
    private let articles: [Int64: Set<Int64>]

    /// Whether it says anything.
    var isKnown: Bool { !events.isEmpty || !articles.isEmpty }

    init(of file: FilePath, sampleCount: Int) throws {
        let queue = try DatabaseQueue(
            path: file.string, configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: true))
        defer { try? queue.close() }
        self = try queue.read { try Lineage($0, sampleCount: sampleCount) }
    }

    init(_ database: Database, sampleCount: Int) throws {
        state = try LedgerState.fetch(database)
        events = try Row.fetchAll(
            database, sql: SQLStatement.lastEvents.text, arguments: [sampleCount]
        ).map { row in
            Event(path: (row["path"] as Blob).bytes, revision: row["revision"], time: row["time"])
        }
        articles = Self.firstSeen(
            try Row.fetchAll(database, sql: SQLStatement.lastIdentities.text, arguments: [sampleCount]))
    }

    /// Whether `ledger` is a later state.
    func isContinued(by ledger: Database) throws -> Bool {
        let later = try LedgerState.fetch(ledger)
        guard state.head <= later.head, state.nextArticleID <= later.nextArticleID else { return false }
        for event in events {
            let time = try Int64.fetchOne(
                ledger, sql: SQLStatement.timeOfEvent.text, arguments: [Blob(event.path), event.revision])
            if time == event.time { return true }
        }
        guard let first = articles.keys.min(), let last = articles.keys.max() else { return false }
        let present = Self.firstSeen(
            try Row.fetchAll(ledger, sql: SQLStatement.identitiesBetween.text, arguments: [first, last]))
        let shared = articles.keys.filter { present[$0] != nil }.max()
        guard let id = shared, let here = present[id], let there = articles[id] else { return false }
        return !here.isDisjoint(with: there)
    }

    private static func firstSeen(_ rows: [Row]) -> [Int64: Set<Int64>] {
        rows.reduce(into: [:]) { articles, row in
            articles[row["article_id"], default: []].insert(row["first_seen"] as Int64)
        }
    }
}
