internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// The work of one commit, inside its transaction. Paths, what their files hold, articles, their terms and
/// what is forgotten are an extension each.
struct CommitBatch {
    let database: Database
    /// Where ids are looked up that the index does not know any more.
    private let ledger: any DatabaseReader
    private let ledgerFile: FilePath
    let revision: Revision
    let now: Int64
    let before: IndexState
    var nextArticleID: Int64
    var writtenArticles = 0
    var removedArticles = 0
    var events: [FilePath: LedgerEntries.Event] = [:]
    var eventOrder: [FilePath] = []
    var identities: [LedgerEntries.Identity] = []
    /// What was taken out for good, and stays out whoever brings it.
    let forgotten: Set<UInt64>
    /// The terms of this commit; `nil` where FTS5 itself must write them.
    var segment: SegmentTerms?
    /// The rebuild that goes on, and what it has to be told.
    var rebuild: RebuildJournal?
    private var hasChanged = false

    init(
        _ database: Database, ledger: any DatabaseReader, at ledgerFile: FilePath,
        after before: IndexState, now: Int64, forgotten: Set<UInt64> = [],
        termWriting: TermWriting
    ) throws {
        self.forgotten = forgotten
        self.database = database
        self.ledger = ledger
        self.ledgerFile = ledgerFile
        self.before = before
        self.now = now
        revision = before.revision.next
        nextArticleID = before.nextArticleID
        rebuild = try AnalysisRebuild.underWay(in: database).map { try RebuildJournal($0, database) }
        segment = termWriting == .statements ? nil : try SegmentTerms(database, of: table)
    }

    /// Where terms are written: during a rebuild only under the new analysis.
    var table: FullTextTable { rebuild == nil ? .current : .next }

    mutating func apply(_ change: StoreChange) throws {
        hasChanged = true
        switch change {
        case .read(let file):
            guard let left = withoutForgotten(file) else {
                return try refuse(
                    file.path, folder: file.folder, identity: file.identity,
                    reason: ArticleStore.forgottenReason)
            }
            try apply(left)
        case .refused(let path, let folder, let identity, let reason):
            try refuse(path, folder: folder, identity: identity, reason: reason)
        case .removed(let path, let reason): try remove(path, reason: reason)
        case .moved(let from, let to, let folder, let identity):
            try move(from, to: to, folder: folder, identity: identity)
        case .touched(let path, let folder, let identity):
            try renew(path, folder: folder, identity: identity, reason: nil)
        case .kept(let path, let folder, let identity, let reason):
            try renew(path, folder: folder, identity: identity, reason: reason)
        case .forgotten(let articles): try forget(articles)
        }
    }

    mutating func finish() throws -> CommitReport {
        guard hasChanged else {
            return CommitReport(
                revision: before.revision, writtenArticles: 0, removedArticles: 0, ledger: nil,
                crowding: nil)
        }
        let crowding = try segment?.write()
        try rebuild?.write()
        try run(.setIndexState, [revision.rawValue, nextArticleID])
        var entries = LedgerEntries(revision: revision, time: now, nextArticleID: nextArticleID)
        entries.events = eventOrder.compactMap { events[$0] }
        entries.identities = identities
        return CommitReport(
            revision: revision, writtenArticles: writtenArticles, removedArticles: removedArticles,
            ledger: entries, crowding: crowding)
    }

    /// Writes a file's row and notes the event; at most one event a path and commit, the last.
    mutating func save(_ row: FileRow, hash: ContentHash? = nil) throws {
        try row.save(database, revision: revision)
        if events[row.path] == nil { eventOrder.append(row.path) }
        events[row.path] = LedgerEntries.Event(
            path: row.path, state: row.state, reason: row.reason, contentHash: hash?.bytes)
    }

    func hash(of content: Int64) throws -> ContentHash? {
        try Blob.fetchOne(database.cachedStatement(sql: SQLStatement.contentHash.text), arguments: [content])
            .flatMap { ContentHash(bytes: $0.bytes) }
    }

    /// Reads the ledger, whose errors are not those of the index.
    func readLedger<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseAccess.describing(ledgerFile) { try ledger.read(body) }
    }

    /// Runs a statement that returns nothing.
    func run(_ statement: SQLStatement, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: statement.text).execute(arguments: arguments)
    }
}
