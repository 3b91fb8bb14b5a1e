internal import Articles
internal import GRDB
internal import IndexDefinition

/// What people decide of files and articles. The ledger has it on the disk before the index follows, so that
/// neither a crash nor a rebuild undoes it.
extension ArticleStore {
    /// Why a file is refused, and an article of a file of many, that was taken out for good.
    public static let forgottenReason =
        "forgotten on request; its bytes are not taken again as long as they are the same"

    /// The character set that somebody named for the bytes with a digest; `nil` where nobody did.
    public func charset(of digest: [UInt8]) -> String? { decisions.charset(of: digest) }

    /// When an article was last taken out for good, in milliseconds since 1970; `nil` where none ever was.
    public var lastForgetting: Int64? { decisions.lastForgetting }

    /// Names the character set that the bytes with a digest are read in from now on. Blocks until it is on
    /// the disk.
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
        } onCommit: {
            decisions.setCharset(charset, of: digest)
        }
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
        try noteForgotten(from: sources, now: now)
    }

    /// The time is found within the transaction: others may note something at the same moment.
    private func noteForgotten(from sources: [FileDecisions.Source], now: Int64) throws {
        try writeLedger { database in
            let traces = ForgottenTraces(place: .index, time: decisions.moment(now))
            for source in sources {
                try database.execute(
                    sql: SQLStatement.insertForgotten.text,
                    arguments: [Int64(bitPattern: source.sourceHash), source.ordinal, traces.time])
            }
            try traces.write(to: database)
            return traces
        } onCommit: { traces in
            decisions.note(traces)
            decisions.forget(sources, at: traces.time)
        }
    }

    /// Notes again that a file was taken out for good, where a ledger that was lost has taken that with it.
    /// Blocks until it is on the disk.
    ///
    /// - Parameters:
    ///   - sourceHash: The hash of the file's bytes.
    ///   - now: Milliseconds since 1970.
    /// - Returns: The articles that were read from the same bytes since, which have to be taken out; none
    ///   where the ledger knew of it.
    /// - Throws: ``StoreError``.
    public func noteForgotten(bytesWith sourceHash: UInt64, now: Int64) throws -> [Int64] {
        guard !decisions.forgotten.contains(sourceHash) else { return [] }
        try noteForgotten(from: [FileDecisions.Source(sourceHash: sourceHash, ordinal: 0)], now: now)
        return try readBlocking { try $0.articles(from: [sourceHash]) }
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
                decisions.traces = try ForgottenTraces.fetch(database)
            }
        }
    }

    /// Reads what was decided before, and takes out what an index of an earlier day, or a crash, has still
    /// in. An older one may also have traces that the one before it had no more. What its revision tells of
    /// them the opening has noted, since it is another now; here it is known by the time where no revision is
    /// noted.
    ///
    /// - Parameters:
    ///   - now: Milliseconds since 1970.
    ///   - time: From when the index is, in milliseconds since 1970, where it has taken the place of another;
    ///     0 where that is not known.
    /// - Throws: ``StoreError``.
    func followDecisions(now: Int64, indexFrom time: Int64) throws {
        try readDecisions()
        let forgotten = decisions.forgotten
        guard !forgotten.isEmpty else { return }
        let left = try readBlocking { reader in try reader.articles(from: forgotten) }
        if !left.isEmpty {
            try noteTraces(now: now)
            _ = try commit([.forgotten(articles: left)], now: now)
            try reconcileLedger()
        } else if time == 0 || traces?.revision == nil && isFromBeforeRemoval(time) {
            try noteTraces(now: now)
        }
        try removeTracesAtStart(now: now)
    }

    /// Runs a transaction on the ledger.
    ///
    /// - Parameters:
    ///   - body: The transaction.
    ///   - onCommit: Takes over in memory what is on the disk now, before another transaction can begin. What
    ///     a full disk has kept out of the ledger must not be believed to be in it.
    /// - Throws: ``StoreError``, and what `body` throws.
    func writeLedger<Value>(_ body: (Database) throws -> Value, onCommit: (Value) -> Void) throws {
        guard let ledgerWriter else {
            throw StoreError(.notPermitted(detail: "opened to read"), file: state.ledger)
        }
        try DatabaseAccess.describing(state.ledger) {
            try ledgerWriter.writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction {
                    value = try body(database)
                    return .commit
                }
                if let value { onCommit(value) }
            }
        }
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
