internal import Articles
internal import GRDB
internal import IndexDefinition

/// What people decide of files and articles. The ledger has it on the disk before the index follows, so that neither
/// a crash nor a rebuild undoes it.
extension ArticleStore {
    /// Why a file is refused, and an article of a file of many, that was taken out for good.
    public static let forgottenReason =
        "forgotten on request; its bytes are not taken again as long as they are the same"

    /// The character set that somebody named for the bytes with a digest; `nil` where nobody did.
    public func charset(of digest: [UInt8]) -> String? { decisions.charset(of: digest) }

    /// When an article was last taken out for good, in milliseconds since 1970; `nil` where none ever was.
    public var lastForgetting: Int64? { decisions.lastForgetting }

    /// Names the character set that the bytes with a digest are read in from now on. Blocks until it is on the disk.
    ///
    /// - Parameters:
    ///   - charset: The set; `nil` for what the bytes seem to be in.
    ///   - digest: The SHA-256 of the file.
    ///   - now: Milliseconds since 1970.
    /// - Throws: ``StoreError``.
    public func setCharset(_ charset: String?, of digest: [UInt8], now: Int64) throws {
        try writeLedger { database in
            if let charset {
                try database.execute(
                    sql: SQLStatement.setCharset.text, arguments: [Blob(digest), charset, now])
            } else {
                try database.execute(sql: SQLStatement.deleteCharset.text, arguments: [Blob(digest)])
            }
        }
        decisions.setCharset(charset, of: digest)
    }

    /// Notes that articles are taken out for good; the index takes them out with
    /// ``StoreChange/forgotten(articles:)``. Blocks until it is on the disk.
    ///
    /// - Parameters:
    ///   - articles: Their numbers.
    ///   - now: Milliseconds since 1970.
    /// - Throws: ``StoreError``.
    public func noteForgotten(_ articles: [Int64], now: Int64) throws {
        let sources = try readBlocking { reader in
            try articles.flatMap { try reader.sources(of: $0) }
        }
        try writeLedger { database in
            for source in sources {
                try database.execute(
                    sql: SQLStatement.insertForgotten.text,
                    arguments: [Int64(bitPattern: source.sourceHash), source.ordinal, now])
            }
        }
        decisions.forget(sources, at: now)
    }

    /// Writes the index anew without anything that was deleted from it: merged segments, no free pages, an empty log.
    /// Takes about as long as copying the index twice, and commits wait for it.
    ///
    /// - Returns: Whether nothing is left; `false` where somebody reads at this moment, so that the write-ahead log
    ///   could not be emptied: the next commits do that. `false` as well while terms are made anew: the rest goes with
    ///   the old ones.
    /// - Throws: ``StoreError``; `diskFull` where there is no room for a second index.
    public func removeTraces() async throws -> Bool {
        guard let indexWriter else { return false }
        return try await DatabaseAccess.describing(state.index) {
            // On the writer's queue, so that commits wait for it and not for a lock. The writer's own connection does not
            // know the segments that it has written itself.
            try await indexWriter.writeWithoutTransaction { [merger] in try Self.removeTraces(merger, $0) }
        }
    }

    static func removeTraces(_ merger: TermMerger, _ database: Database) throws -> Bool {
        let rebuild = try AnalysisRebuild.fetch(database)
        if rebuild != nil { try database.execute(sql: SQLStatement.setRebuildTraces.text) }
        try merger.removeDeleted(from: AnalysisRebuild.writtenTable(in: database))
        let row = try Row.fetchOne(database, sql: SQLStatement.truncateWriteAheadLog.text)
        return rebuild == nil && row.map { $0[0] == 0 } ?? false
    }

    /// Reads what was decided before.
    func readDecisions() throws {
        try DatabaseAccess.describing(state.ledger) {
            try ledger.read { database in
                // A ledger of an earlier version that is only read has none.
                guard try database.tableExists("forgotten") else { return }
                for row in try Row.fetchAll(database, sql: SQLStatement.charsets.text) {
                    decisions.setCharset(row["charset"], of: (row["digest"] as Blob).bytes)
                }
                for row in try Row.fetchAll(database, sql: SQLStatement.forgottenArticles.text) {
                    let source = FileDecisions.Source(
                        sourceHash: UInt64(bitPattern: row["source_hash"]), ordinal: row["ordinal"])
                    decisions.forget([source], at: row["time"])
                }
            }
        }
    }

    /// Reads what was decided before, and takes out what an index of an earlier day, or a crash, has still in.
    func followDecisions(now: Int64) throws {
        try readDecisions()
        let forgotten = decisions.forgotten
        guard !forgotten.isEmpty else { return }
        let left = try readBlocking { reader in try reader.articles(from: forgotten) }
        guard !left.isEmpty else { return }
        _ = try commit([.forgotten(articles: left)], now: now)
        try reconcileLedger()
        do {
            try DatabaseAccess.describing(state.index) {
                _ = try indexWriter?.writeWithoutTransaction { [merger] in try Self.removeTraces(merger, $0) }
            }
        } catch let error as StoreError where error.reason == .diskFull {
            // The articles are out. Where there is no room for a second index, that is no reason not to answer.
        }
    }

    private func writeLedger(_ body: (Database) throws -> Void) throws {
        guard let ledgerWriter else {
            throw StoreError(.notPermitted(detail: "opened to read"), file: state.ledger)
        }
        try DatabaseAccess.describing(state.ledger) { try ledgerWriter.write(body) }
    }
}

extension IndexReader {
    /// What an article was read from, at each place where it stands.
    func sources(of article: Int64) throws -> [FileDecisions.Source] {
        try Row.fetchAll(
            database.cachedStatement(sql: SQLStatement.occurrencesOfArticle.text), arguments: [article]
        ).map { row in
            FileDecisions.Source(
                sourceHash: UInt64(bitPattern: row["source_hash"]), ordinal: row["ordinal"])
        }
    }

    /// The articles that were read from bytes with some of the hashes. O(n) in all articles.
    fileprivate func articles(from hashes: Set<UInt64>) throws -> [Int64] {
        var found: Set<Int64> = []
        let rows = try Row.fetchCursor(database, sql: SQLStatement.standingArticles.text)
        while let row = try rows.next() {
            if hashes.contains(UInt64(bitPattern: row[1])) { found.insert(row[0]) }
        }
        return found.sorted()
    }
}
