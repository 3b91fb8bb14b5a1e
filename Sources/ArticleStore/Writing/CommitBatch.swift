internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// The work of one commit, inside its transaction. The files are here; their articles are in an extension.
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

    /// Changes what is known of a path and not what it holds.
    private mutating func renew(
        _ path: FilePath, folder: Int64, identity: FileIdentity, reason: String?
    ) throws {
        guard var row = try FileRow.fetch(database, path), row.state != .deleted else { return }
        row.identity = identity
        row.folderID = folder
        if row.state == .indexed { row.reason = reason }
        try save(row, hash: row.contentID.flatMap { try hash(of: $0) })
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

    private mutating func apply(_ file: FilePieces) throws {
        let old = try FileRow.fetch(database, file.path)
        var row = old ?? FileRow(path: file.path, folderID: file.folder, firstSeen: now)
        row.folderID = file.folder
        row.identity = file.identity
        row.reason = nil
        let content = try content(of: file)
        row.contentID = content.id
        row.previousContentID = nil
        guard !content.isComplete else {
            row.state = .indexed
            try save(row, hash: file.hash)
            return try release([old?.contentID, old?.previousContentID], except: content.id)
        }
        row.previousContentID = old?.contentID == content.id ? old?.previousContentID : old?.contentID
        if let guess = file.guess { try run(.setContentCharset, [content.id, guess.name, guess.certainty]) }
        if let old { try foldUnfinished(old, into: row) }
        let previous = row.previousContentID
        let source = PieceSource(
            file, contentID: content.id, isNew: content.isNew, previousContentID: previous,
            mayReplace: try previous.map { try !isShared($0, besides: file.path) } ?? false,
            formerHash: try formerHash(of: file.path, row: old))
        for piece in file.pieces { try write(piece, of: source) }
        let isWhole = try content.isWritten || file.isLast && !hasUnreadPieces(content.id)
        if !content.isWritten { try run(.updateContent, [content.id, isWhole, revision.rawValue]) }
        if isWhole {
            row.previousContentID = nil
            row.state = .indexed
        } else {
            row.state = .pending
            row.reason =
                file.isLast
                ? "it changed while it was read and is read again"
                : "reading: \(try pieceCount(of: content.id)) pieces so far"
        }
        try save(row, hash: file.hash)
        if isWhole { try release([previous], except: content.id) }
    }

    /// Where a file changes again before its last change was written to the end, folds what it held before
    /// into the part that was written, so that the articles of both are known by their lines.
    ///
    /// The part loses its hash by that: it is no longer what a file with those bytes holds.
    private mutating func foldUnfinished(_ old: FileRow, into row: FileRow) throws {
        guard let part = old.contentID, part == row.previousContentID, let whole = old.previousContentID
        else { return }
        if whole != row.contentID, try !isShared(part, besides: row.path) {
            try run(.adoptOccurrences, [part, whole])
            try run(.retireContent, [part])
        }
        // The row must let go of it before it can be released.
        try row.save(database, revision: revision)
        try release([whole], except: row.contentID)
    }

    mutating func refuse(
        _ path: FilePath, folder: Int64, identity: FileIdentity?, reason: String
    ) throws {
        let old = try FileRow.fetch(database, path)
        var row = old ?? FileRow(path: path, folderID: folder, firstSeen: now)
        row.folderID = folder
        row.identity = identity
        row.state = .refused
        row.reason = reason
        row.contentID = nil
        row.previousContentID = nil
        try save(row)
        try release([old?.contentID, old?.previousContentID])
    }

    private mutating func remove(_ path: FilePath, reason: String?) throws {
        guard let old = try FileRow.fetch(database, path), old.state != .deleted else { return }
        var row = old
        row.state = .deleted
        row.reason = reason
        row.identity = nil
        row.contentID = nil
        row.previousContentID = nil
        try save(row)
        try release([old.contentID, old.previousContentID])
    }

    private mutating func move(
        _ from: FilePath, to: FilePath, folder: Int64, identity: FileIdentity
    ) throws {
        guard let source = try FileRow.fetch(database, from), source.state != .deleted else { return }
        let replaced = try FileRow.fetch(database, to)
        var target = source
        target.path = to
        target.folderID = folder
        target.identity = identity
        var rest = source
        rest.state = .deleted
        rest.reason = "moved to \(to.displayText)"
        rest.identity = nil
        rest.contentID = nil
        rest.previousContentID = nil
        try save(rest)
        let content = try target.contentID.flatMap { try hash(of: $0) }
        try save(target, hash: content)
        try release([replaced?.contentID, replaced?.previousContentID])
    }

    /// A row for what a file holds.
    private struct Content {
        var id: Int64
        /// Whether all its pieces were written by an earlier commit.
        var isComplete = false
        var isNew = false
        /// Whether it is new, and will be complete with the pieces at hand.
        var isWritten = false
    }

    private func content(of file: FilePieces) throws -> Content {
        if let row = try database.rareRows(.contentByHash, [Blob(file.hash.bytes)]).first {
            return Content(id: row["id"], isComplete: row["is_complete"])
        }
        let isWhole = file.isLast && !file.pieces.contains { $0.isUnchanged }
        try run(.insertContent, [Blob(file.hash.bytes), file.identity.byteCount, isWhole, revision.rawValue])
        return Content(id: database.lastInsertedRowID, isNew: true, isWritten: isWhole)
    }

    /// Writes a file's row and notes the event; at most one event a path and commit, the last.
    mutating func save(_ row: FileRow, hash: ContentHash? = nil) throws {
        try row.save(database, revision: revision)
        if events[row.path] == nil { eventOrder.append(row.path) }
        events[row.path] = LedgerEntries.Event(
            path: row.path, state: row.state, reason: row.reason, contentHash: hash?.bytes)
    }

    private func isShared(_ content: Int64, besides path: FilePath) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.contentIsShared.text),
            arguments: [content, Blob(path.bytes)]
        ) ?? false
    }

    func hash(of content: Int64) throws -> ContentHash? {
        try Blob.fetchOne(database.cachedStatement(sql: SQLStatement.contentHash.text), arguments: [content])
            .flatMap { ContentHash(bytes: $0.bytes) }
    }

    private func pieceCount(of content: Int64) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: SQLStatement.countOccurrences.text), arguments: [content]) ?? 0
    }

    private func hasUnreadPieces(_ content: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.contentHasUnreadPieces.text), arguments: [content])
            ?? false
    }

    /// What the path held before, where only the ledger knows it: after a rebuild, and when a file is back
    /// that was deleted or refused.
    private func formerHash(of path: FilePath, row: FileRow?) throws -> [UInt8]? {
        guard row.map({ $0.contentID == nil }) ?? before.mayHaveForgottenIDs else { return nil }
        return try readLedger { ledger in
            try Blob.fetchOne(
                ledger.cachedStatement(sql: SQLStatement.lastContentOfPath.text),
                arguments: [Blob(path.bytes)])?
                .bytes
        }
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
