internal import GRDB
internal import IndexDefinition
internal import SystemPackage
internal import TextAnalysis

/// What an article that was taken out for good was read from, and when it was.
public struct ForgottenArticle: Hashable, Sendable {
    /// The hash of its bytes, as the ledger has it.
    public let sourceHash: UInt64
    /// Where it stood in its file; 0 where it was all of it.
    public let ordinal: Int64
    /// When it was taken out, in milliseconds since 1970.
    public let time: Int64

    /// Makes one.
    public init(sourceHash: UInt64, ordinal: Int64, time: Int64) {
        self.sourceHash = sourceHash
        self.ordinal = ordinal
        self.time = time
    }
}

/// What became of articles that are to be left out of a restored copy.
public enum LeavingOut: Hashable, Sendable {
    /// The copy has so many articles fewer, and not one word of them.
    case done(articleCount: Int)
    /// The copy is of an earlier version of the program, and stays so for who goes back to that; or not every
    /// word of them could be taken out. Its ledger knows them, and the first daemon that opens it takes them
    /// out.
    case atFirstStart
    /// The copy is from before anything could be forgotten, and its ledger has no place to say so.
    case impossible
}

extension ArticleStore {
    /// All that was ever taken out for good. Blocks.
    ///
    /// - Returns: Each article once for each place where it stood.
    /// - Throws: ``StoreError``.
    public func forgottenArticles() throws -> [ForgottenArticle] {
        try DatabaseAccess.describing(state.ledger) {
            try ledger.read { database in
                guard try database.tableExists("forgotten") else { return [] }
                return try Row.fetchAll(database, sql: SQLStatement.forgottenArticles.text).map { row in
                    ForgottenArticle(
                        sourceHash: UInt64(bitPattern: row["source_hash"]), ordinal: row["ordinal"],
                        time: row["time"])
                }
            }
        }
    }

    /// Takes out of a restored copy what was taken out for good since it was one: the articles, and every
    /// word of them, as ``removeTraces(now:onCommit:)`` does. The copy needs no log beside it afterwards, as
    /// before.
    ///
    /// - Parameters:
    ///   - forgotten: What is to go; what the copy does not have is noted in it all the same.
    ///   - state: The copy, which nobody else uses.
    ///   - now: Milliseconds since 1970.
    /// - Returns: What was done.
    /// - Throws: ``StoreError``, `diskFull` among them; `damaged` where the copy is, of which nothing is
    ///   changed then.
    public static func leaveOut(
        _ forgotten: [ForgottenArticle], of state: StateDirectory, now: Int64
    ) async throws -> LeavingOut {
        try requireWhole(state)
        guard try note(forgotten, in: state, now: now) else { return .impossible }
        guard try isOfThisProgram(state) else { return .atFirstStart }
        let before = try articleCount(in: state)
        let store = try open(state, now: now).store
        var hasTraces = store.traces?.arePending == true
        do {
            if hasTraces { hasTraces = try await !store.removeTraces(now: now) }
            try store.reconcileLedger()
            // By the time alone: a store may have snapshots from between this one and now, whose revisions
            // are beyond those of the copy.
            if let traces = store.traces {
                try store.note(ForgottenTraces(place: traces.place, time: traces.time))
            }
            store.close()
        } catch {
            store.close()
            throw error
        }
        for file in [state.index, state.ledger] { try leaveWriteAheadLog(file) }
        guard !hasTraces else { return .atFirstStart }
        return .done(articleCount: try before - articleCount(in: state))
    }

    /// Throws for a copy that is damaged: to open it would set it aside, and begin anew with nothing.
    private static func requireWhole(_ state: StateDirectory) throws {
        for file in [state.index, state.ledger] {
            try DatabaseAccess.describing(file) {
                let database = try DatabaseQueue(
                    path: file.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
                defer { try? database.close() }
                try database.read { try DatabaseFileCheck.requireWellFormed($0, of: file) }
            }
        }
    }

    /// Notes in the ledger of a copy what is to go, and that words of it may be anywhere; `false` where it
    /// has no place for that.
    private static func note(
        _ forgotten: [ForgottenArticle], in state: StateDirectory, now: Int64
    ) throws -> Bool {
        try DatabaseAccess.describing(state.ledger) {
            let ledger = try DatabaseQueue(
                path: state.ledger.string,
                configuration: DatabaseAccess.ledgerConfiguration(isReadOnly: false))
            defer { try? ledger.close() }
            return try ledger.write { database in
                guard try database.tableExists("forgotten") else { return false }
                for article in forgotten {
                    try database.execute(
                        sql: SQLStatement.insertForgotten.text,
                        arguments: [Int64(bitPattern: article.sourceHash), article.ordinal, article.time])
                }
                if try database.tableExists("traces") {
                    try ForgottenTraces(place: .index, time: now).write(to: database)
                }
                return true
            }
        }
    }

    /// Whether opening a copy changes nothing of it that an earlier version could not read.
    private static func isOfThisProgram(_ state: StateDirectory) throws -> Bool {
        guard SchemaUpgrade(of: state) == nil else { return false }
        return try readCopy(state) { database in
            try IndexState.fetch(database)?.analysisVersion == TextAnalyzer.version
                && AnalysisRebuild.fetch(database) == nil
        }
    }

    private static func articleCount(in state: StateDirectory) throws -> Int {
        try readCopy(state) { try IndexReader($0).statistics().articleCount }
    }

    private static func readCopy<Value>(_ state: StateDirectory, _ body: (Database) throws -> Value) throws
        -> Value
    {
        try DatabaseAccess.describing(state.index) {
            let index = try DatabaseQueue(
                path: state.index.string, configuration: DatabaseAccess.indexConfiguration(isReadOnly: true))
            defer { try? index.close() }
            return try index.read(body)
        }
    }

    private static func leaveWriteAheadLog(_ file: FilePath) throws {
        try DatabaseAccess.describing(file) {
            let queue = try DatabaseQueue(path: file.string)
            defer { try? queue.close() }
            try queue.writeWithoutTransaction { try leaveWriteAheadLog($0) }
        }
    }
}
