internal import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

extension ArticleStore {
    /// Writes changes in one transaction: all of them, or on an error none.
    ///
    /// A reader sees them from the moment that this returns. The ledger does not have them yet: hand
    /// ``CommitReport/ledger`` to ``appendToLedger(_:)``. Blocks.
    ///
    /// - Parameters:
    ///   - changes: What to do, in order.
    ///   - now: Milliseconds since 1970.
    ///   - onCommit: Given ``CommitReport/ledger`` before anybody else can commit, and so in the order of
    ///     revisions, whichever threads write.
    /// - Returns: What was done.
    /// - Throws: ``StoreError``: `diskFull` and `notPermitted` leave everything as it was; `damaged` means
    ///   that the index must be set aside.
    public func commit(
        _ changes: [StoreChange], now: Int64, onCommit: (LedgerEntries) -> Void = { _ in }
    ) throws -> CommitReport {
        guard let indexWriter else {
            throw StoreError(.notPermitted(detail: "opened to read"), file: state.index)
        }
        return try DatabaseAccess.describing(state.index) {
            try Self.write(indexWriter, onCommit) { database in
                guard let before = try IndexState.fetch(database) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "index_state is empty")
                }
                _ = try AnalysisRebuild.beginIfDue(in: database, termWriting: termWriting)
                var batch = try CommitBatch(
                    database, ledger: ledger, at: state.ledger, after: before, now: now,
                    forgotten: decisions.forgotten, termWriting: termWriting)
                for change in changes { try batch.apply(change) }
                let report = try batch.finish()
                return (report, report.ledger)
            }
        }
    }

    /// Runs a transaction, and tells what it adds to the ledger before another can begin.
    ///
    /// Not by observing the transaction: an observer outlives a commit that fails for want of room, and is
    /// told once any other succeeds. The ledger would then claim to have a revision that is yet to come.
    static func write<Value>(
        _ writer: DatabasePool, _ onCommit: (LedgerEntries) -> Void,
        _ body: (Database) throws -> (Value, LedgerEntries?)
    ) throws -> Value {
        try writer.writeWithoutTransaction { try transaction(in: $0, onCommit, body) }
    }

    /// The same for who is on the writer's queue already.
    static func transaction<Value>(
        in database: Database, _ onCommit: (LedgerEntries) -> Void,
        _ body: (Database) throws -> (Value, LedgerEntries?)
    ) throws -> Value {
        var result: (value: Value, entries: LedgerEntries?)?
        try database.inTransaction(.immediate) {
            result = try body(database)
            return .commit
        }
        guard let result else { preconditionFailure("a transaction that was committed has run") }
        if let entries = result.entries { onCommit(entries) }
        return result.value
    }

    /// Merges segments of the full-text index where a commit has left too many, or too much of what was taken
    /// out. Blocks the writer for about as long as the commit has taken.
    ///
    /// To be called after each commit, when all that hangs on the commit is done: the merge may fail, and the
    /// commit stands.
    ///
    /// - Parameter report: What ``commit(_:now:onCommit:)`` returned.
    /// - Throws: ``StoreError``; the next commit's merge makes up for it, unless it is `damaged`.
    public func mergeTerms(after report: CommitReport) throws {
        guard let indexWriter, let crowding = report.crowding else { return }
        // On the writer's queue, so that whoever writes next waits for the merge and not for a lock.
        try DatabaseAccess.describing(state.index) {
            try indexWriter.writeWithoutTransaction { [merger] database in
                let table = try AnalysisRebuild.writtenTable(in: database)
                if table == .current {
                    try merger.merge(after: crowding)
                } else if crowding.isCrowded {
                    _ = try merger.merge(pageCount: crowding.stepPageCount, of: table)
                }
            }
        }
    }

    /// Makes a watched folder known, and says whether it is there now.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - isOnline: Whether it is there and configured.
    ///   - rules: Which names are taken, in the words of who watches it.
    /// - Returns: Its id, the same each time.
    /// - Throws: ``StoreError``.
    public func setFolder(_ path: FilePath, isOnline: Bool, rules: String) async throws -> Int64 {
        guard let indexWriter else {
            throw StoreError(.notPermitted(detail: "opened to read"), file: state.index)
        }
        // A start must not need room on the disk to write what is there already.
        let known = try await read { try $0.folders() }.first { $0.path == path }
        if let known, known.isOnline == isOnline, known.rules == rules { return known.id }
        return try await DatabaseAccess.describing(state.index) {
            try await indexWriter.write { database in
                let id = try Int64.fetchOne(
                    database, sql: SQLStatement.upsertFolder.text,
                    arguments: [Blob(path.bytes), isOnline, rules])
                return id ?? 0
            }
        }
    }

    /// Says whether a known folder is there.
    ///
    /// - Parameters:
    ///   - isOnline: Whether it is there and configured.
    ///   - folder: The folder's id.
    /// - Throws: ``StoreError``.
    public func setOnline(_ isOnline: Bool, folder: Int64) async throws {
        try await DatabaseAccess.describing(state.index) {
            try await indexWriter?.write { database in
                try database.execute(sql: SQLStatement.setFolderOnline.text, arguments: [folder, isOnline])
            }
        }
    }

    /// Notes which file systems a scan has met, and which files lie on others that stood in their places.
    ///
    /// - Parameters:
    ///   - identities: The file systems by the numbers of their devices.
    ///   - folder: The id of the folder that was scanned.
    ///   - away: The rows of files, each with the file system that it went away with.
    /// - Throws: ``StoreError``.
    public func setFileSystems(
        _ identities: [UInt64: String], in folder: Int64, away: [(file: Int64, with: String)]
    ) throws {
        try DatabaseAccess.describing(state.index) {
            try indexWriter?.write { database in
                for (device, identity) in identities {
                    try database.cachedStatement(sql: SQLStatement.setFileSystem.text).execute(
                        arguments: [folder, Int64(bitPattern: device), identity])
                }
                for (file, identity) in away {
                    try database.cachedStatement(sql: SQLStatement.setFileAway.text).execute(
                        arguments: [file, identity])
                }
            }
        }
    }

    /// Keeps something that the owner should know, for the status to show. Blocks.
    ///
    /// - Parameter notice: What to keep.
    /// - Throws: ``StoreError``.
    public func record(_ notice: StoreNotice) throws {
        try DatabaseAccess.describing(state.index) {
            try indexWriter?.write { database in
                try database.execute(
                    sql: SQLStatement.insertNotice.text,
                    arguments: [notice.time, notice.code, notice.message])
            }
        }
    }

    /// Marks a database as damaged, so that the next opening sets it aside.
    ///
    /// - Parameters:
    ///   - file: The database that an error names.
    ///   - state: Its state directory.
    public static func markDamaged(_ file: FilePath, in state: StateDirectory) {
        FileProbe.makeEmpty(file == state.ledger ? state.ledgerDamageMark : state.damageMark)
    }

    /// Merges segments of the full-text index a little. For idle moments; blocks the writer for some
    /// milliseconds.
    ///
    /// - Parameter pageCount: About how many pages to write.
    /// - Returns: Whether there was something to merge.
    /// - Throws: ``StoreError``.
    public func mergeTerms(pageCount: Int) async throws -> Bool {
        guard let indexWriter else { return false }
        return try await DatabaseAccess.describing(state.index) {
            // On the writer's queue, so that a commit waits for the step and not for a lock.
            try await indexWriter.writeWithoutTransaction { [merger] database in
                try merger.merge(pageCount: pageCount, of: AnalysisRebuild.writtenTable(in: database))
            }
        }
    }
}
