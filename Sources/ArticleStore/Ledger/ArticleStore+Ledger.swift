public import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

extension ArticleStore {
    /// Writes what commits of the index added, in the order of the commits, and waits until it is on the
    /// disk.
    ///
    /// - Parameter entries: What the commits returned.
    /// - Throws: ``StoreError``; nothing is written then, and the next opening of the store makes up for it.
    public func appendToLedger(_ entries: [LedgerEntries]) async throws {
        guard let ledgerWriter, let last = entries.last else { return }
        try await DatabaseAccess.describing(state.ledger) {
            try await ledgerWriter.write { database in
                for entry in entries { try Self.write(entry, to: database) }
                try database.execute(
                    sql: SQLStatement.setLedgerState.text,
                    arguments: [last.revision.rawValue, last.nextArticleID])
            }
        }
    }

    /// The last `limit` things that happened to a path, oldest first.
    ///
    /// - Parameters:
    ///   - path: The path, without `#n`.
    ///   - limit: The most to return.
    /// - Returns: Each with its time in milliseconds since 1970.
    /// - Throws: ``StoreError``.
    public func history(of path: FilePath, limit: Int) async throws -> [PathEvent] {
        try await DatabaseAccess.describing(state.ledger) {
            try await ledger.read { database in
                try Row.fetchAll(
                    database, sql: SQLStatement.eventsOfPath.text, arguments: [Blob(path.bytes), limit]
                ).reversed().map { row in
                    PathEvent(
                        time: row["time"], revision: Revision(rawValue: row["revision"]), state: row["state"],
                        reason: row["reason"])
                }
            }
        }
    }

    /// The last revision whose events are all in the ledger. Blocks.
    ///
    /// - Returns: The revision.
    /// - Throws: ``StoreError``.
    public func ledgerHead() throws -> Revision {
        try DatabaseAccess.describing(state.ledger) { try ledger.read { try LedgerState.fetch($0) }.head }
    }

    /// Whether the ledger has any history of a path. Blocks.
    ///
    /// - Parameter path: The path, without `#n`.
    /// - Returns: Whether it has.
    /// - Throws: ``StoreError``.
    public func ledgerKnows(_ path: FilePath) throws -> Bool {
        try DatabaseAccess.describing(state.ledger) {
            try ledger.read { database in
                try Row.fetchOne(
                    database.cachedStatement(sql: SQLStatement.eventsOfPath.text),
                    arguments: [Blob(path.bytes), 1]
                ) != nil
            }
        }
    }

    /// Writes the events of commits that a crash kept from the ledger.
    func reconcileLedger() throws {
        guard let ledgerWriter else { return }
        let known = try ledgerWriter.read { try LedgerState.fetch($0) }
        let indexed = try DatabaseAccess.describing(state.index) {
            try index.read { try IndexState.fetch($0) }
        }
        // A full disk is no reason not to start where there is nothing to write.
        guard let indexed,
            indexed.revision > known.head || indexed.nextArticleID > known.nextArticleID
        else { return }
        try DatabaseAccess.describing(state.ledger) {
            try ledgerWriter.write { try writeIndexed(after: known.head, to: $0) }
        }
    }

    /// Writes all that the index knows and that came after a revision into a ledger that may know less of it:
    /// row by row, since it may be all that the archive has.
    func writeIndexed(after head: Revision, to ledger: Database) throws {
        try DatabaseAccess.describing(state.index) {
            try index.read { index in
                guard let indexed = try IndexState.fetch(index) else { return }
                try writeEvents(after: head, from: index, to: ledger)
                try writeIdentities(after: head, from: index, to: ledger)
                try DatabaseAccess.describing(state.ledger) {
                    try ledger.execute(
                        sql: SQLStatement.setLedgerState.text,
                        arguments: [indexed.revision.rawValue, indexed.nextArticleID])
                }
            }
        }
    }

    private func writeEvents(after head: Revision, from index: Database, to ledger: Database) throws {
        let now = WallClock.milliseconds
        let rows = try Row.fetchCursor(
            index, sql: SQLStatement.changedFiles.text, arguments: [head.rawValue])
        while let row = try rows.next() {
            let hash: Blob? = row["hash"]
            let event = LedgerEntries.Event(
                path: FilePath(bytes: (row["path"] as Blob).bytes),
                state: FileState(rawValue: row["state"]) ?? .pending, reason: row["reason"],
                contentHash: hash?.bytes)
            try DatabaseAccess.describing(state.ledger) {
                try Self.write(event, revision: row["revision"], time: now, to: ledger)
            }
        }
    }

    private func writeIdentities(after head: Revision, from index: Database, to ledger: Database) throws {
        let rows = try Row.fetchCursor(
            index, sql: SQLStatement.changedContents.text, arguments: [head.rawValue])
        while let row = try rows.next() {
            let identity = LedgerEntries.Identity(
                contentHash: (row["hash"] as Blob).bytes, ordinal: row["ordinal"],
                articleID: row["article_id"], firstSeen: row["first_seen"])
            try DatabaseAccess.describing(state.ledger) { try Self.write(identity, to: ledger) }
        }
    }

    private static func write(_ entries: LedgerEntries, to database: Database) throws {
        for event in entries.events {
            try write(event, revision: entries.revision.rawValue, time: entries.time, to: database)
        }
        for identity in entries.identities { try write(identity, to: database) }
    }

    private static func write(
        _ event: LedgerEntries.Event, revision: Int64, time: Int64, to database: Database
    ) throws {
        try database.cachedStatement(sql: SQLStatement.insertEvent.text).execute(
            arguments: [
                Blob(event.path.bytes), revision, time, event.state.rawValue, event.reason,
                event.contentHash.map { Blob($0) },
            ])
    }

    private static func write(_ identity: LedgerEntries.Identity, to database: Database) throws {
        try database.cachedStatement(sql: SQLStatement.insertIdentity.text).execute(
            arguments: [
                Blob(identity.contentHash), identity.ordinal, identity.articleID, identity.firstSeen,
            ])
    }
}

/// A step of a path's history.
public struct PathEvent: Hashable, Sendable {
    /// When, in milliseconds since 1970.
    public let time: Int64
    /// The commit of the index that it came with.
    public let revision: Revision
    /// The word of the state from then on.
    public let state: String
    /// Why, or `nil`.
    public let reason: String?
}
