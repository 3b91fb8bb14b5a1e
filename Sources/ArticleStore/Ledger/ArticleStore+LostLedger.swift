internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// A ledger in the place of one that was damaged or gone: new, or of the last good snapshot.
extension ArticleStore {
    /// Gives the ledger what can be had of what the lost one knew, in one transaction.
    ///
    /// A decision is in the ledger before the index follows. So what can still be read of the lost ledger
    /// counts more than the index, and that more than a ledger of an earlier day. What was forgotten stays so
    /// whoever knows of it.
    ///
    /// - Parameters:
    ///   - loss: What was lost.
    ///   - isIndexNewer: Whether the index has commits of which the ledger has nothing: else it is of the
    ///     same day, or of an earlier one, and has nothing to say but of what was forgotten.
    ///   - now: Milliseconds since 1970.
    /// - Throws: ``StoreError``.
    func makeUp(for loss: LedgerLoss, isIndexNewer: Bool, now: Int64) throws {
        let named = try DatabaseAccess.describing(state.ledger) {
            try ledger.read { try Self.filesWithCharset(in: $0) }
        }
        let indexed = try DatabaseAccess.describing(state.index) {
            try index.read { try FoundDecisions(index: $0, named: named, now: now) }
        }
        let remains = loss.remains.map { FoundDecisions(remainsOf: $0) }
        let hasForgottenFiles = try hasFilesForgotten(since: ledgerHead())
        try writeLedger { database in
            if isIndexNewer {
                try writeIndexed(after: Revision(rawValue: 0), to: database)
                try Self.takeCharsets(of: indexed, into: database, now: now)
            }
            if let remains { try Self.takeCharsets(of: remains, into: database, now: now) }
            let forgotten = (remains?.forgotten ?? []) + indexed.forgotten
            // Words of what the ledger did not know of may be anywhere in the index. Of a file that was one
            // article it still does not: the index has no hash of it.
            if try Self.takeForgotten(forgotten, into: database) > 0 || hasForgottenFiles {
                try ForgottenTraces(place: .index, time: now).write(to: database)
            }
        } onCommit: {
        }
    }

    /// The digests of the files of which somebody named the character set.
    private static func filesWithCharset(in ledger: Database) throws -> Set<[UInt8]> {
        let rows = try Row.fetchAll(ledger, sql: SQLStatement.charsets.text)
        return Set(rows.map { ($0["digest"] as Blob).bytes })
    }

    private static func takeCharsets(of found: FoundDecisions, into ledger: Database, now: Int64) throws {
        for (digest, charset) in found.charsets {
            try ledger.execute(sql: SQLStatement.setCharset.text, arguments: [Blob(digest), charset, now])
        }
        for row in try Row.fetchAll(ledger, sql: SQLStatement.charsets.text) {
            let digest: Blob = row["digest"]
            guard found.automatic.contains(digest.bytes) else { continue }
            try ledger.execute(sql: SQLStatement.deleteCharset.text, arguments: [digest])
        }
    }

    /// Whether a file of one article was forgotten behind a revision.
    private func hasFilesForgotten(since revision: Revision) throws -> Bool {
        try DatabaseAccess.describing(state.index) {
            try index.read { database in
                try Bool.fetchOne(
                    database, sql: SQLStatement.hasFilesRefusedSince.text,
                    arguments: [Self.forgottenReason, revision.rawValue]) == true
            }
        }
    }

    /// Returns how many of them the ledger did not have.
    private static func takeForgotten(_ articles: [ForgottenArticle], into ledger: Database) throws -> Int {
        var count = 0
        for article in articles {
            try ledger.execute(
                sql: SQLStatement.insertForgotten.text,
                arguments: [Int64(bitPattern: article.sourceHash), article.ordinal, article.time])
            count += ledger.changesCount
        }
        return count
    }
}
