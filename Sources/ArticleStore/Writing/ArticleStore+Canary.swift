internal import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import Postings
internal import SystemPackage
internal import TextAnalysis

#if canImport(Glibc)
    internal import Glibc
#endif

extension ArticleStore {
    /// Writes an article as a commit does, finds it again by a word that only it has, reads its text back,
    /// and takes everything back: no revision, hit, number or entry of the ledger is left, and no reader ever
    /// sees it.
    ///
    /// It waits its turn at the one writer, so a writer that hangs is noticed by this not returning.
    ///
    /// - Parameter now: Milliseconds since 1970.
    /// - Returns: The word, which must find nothing from now on.
    /// - Throws: ``StoreError``; `damaged` where the article is not found again.
    public func proveWriting(now: Int64) async throws -> String {
        guard let indexWriter else {
            throw StoreError(.notPermitted(detail: "opened to read"), file: state.index)
        }
        let canary = Canary()
        do {
            try await DatabaseAccess.describing(state.index) { [self] in
                try await indexWriter.writeWithoutTransaction { database in
                    try database.inTransaction(.immediate) {
                        try write(canary, in: database, now: now)
                        try find(canary, in: database)
                        return .rollback
                    }
                }
            }
        } catch let error as PostingsError {
            throw StoreError(.damaged(detail: "\(error)"), file: state.index)
        }
        return canary.word
    }

    /// Finds out whether the disk of the state has room for a commit, with a file that has no name.
    ///
    /// The canary is taken back before SQLite writes it, so it cannot tell.
    ///
    /// - Throws: ``StoreError``: `diskFull` or `notPermitted`.
    public func proveRoom() throws(StoreError) {
        let path = state.path.appending(".room")
        let descriptor = unsafe path.withPlatformString {
            unsafe Glibc.open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        }
        guard descriptor >= 0 else {
            let error = Errno(rawValue: errno)
            throw StoreError(
                error == .noSpace ? .diskFull : .notPermitted(detail: "\(error)"), file: state.index)
        }
        FileProbe.remove(path)
        let result = posix_fallocate(descriptor, 0, Self.roomByteCount)
        _ = Glibc.close(descriptor)
        switch result {
        // What file systems say that cannot tell before it is written.
        case 0, EOPNOTSUPP, EINVAL, EINTR: return
        case ENOSPC, EDQUOT, EFBIG: throw StoreError(.diskFull, file: state.index)
        default:
            throw StoreError(.notPermitted(detail: "\(Errno(rawValue: result))"), file: state.index)
        }
    }

    /// Finds out whether the databases that are open are still the files of those names: what is written to
    /// one that was removed is there only until it is closed.
    ///
    /// By SQLite's own comparison of the files' numbers.
    ///
    /// - Throws: ``StoreError``: `moved`, and what keeps a database from being asked.
    public func provePlaces() async throws {
        for (file, writer) in [
            (state.index, indexWriter as (any DatabaseWriter)?), (state.ledger, ledgerWriter),
        ] {
            guard let writer else { continue }
            let hasMoved = try await DatabaseAccess.describing(file) {
                try await writer.writeWithoutTransaction { database in
                    var hasMoved: CInt = 0
                    unsafe sqlite3_file_control(
                        database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
                    return hasMoved != 0
                }
            }
            if hasMoved { throw StoreError(.moved, file: file) }
        }
    }

    /// 1 MiB: a commit of a few hundred articles.
    private static let roomByteCount: off_t = 1 << 20

    private func write(_ canary: Canary, in database: Database, now: Int64) throws {
        guard let before = try IndexState.fetch(database) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "index_state is empty")
        }
        let folder = try Int64.fetchOne(
            database, sql: SQLStatement.upsertFolder.text, arguments: [Blob(canary.folder.bytes), true, "{}"])
        var batch = try CommitBatch(
            database, ledger: ledger, at: state.ledger, after: before, now: now, termWriting: termWriting)
        try batch.apply(canary.change(in: folder ?? 0))
        _ = try batch.finish()
    }

    private func find(_ canary: Canary, in database: Database) throws {
        let reader = IndexReader(database)
        var found: [Int64] = []
        do {
            try PostingsReader(reader.segments()).forEachPosting(of: Array(canary.word.utf8)) { id, _ in
                found.append(id)
            }
        } catch let error as PostingsError where error.reason == .unknownFormat {
            // FTS5 itself has written the terms, on this connection.
            found = try Int64.fetchAll(
                database,
                sql: SQLStatement.matchIds.text(of: AnalysisRebuild.writtenTable(in: database)),
                arguments: ["\"\(canary.word)\""])
        }
        guard found.count == 1, try reader.article(found[0])?.article.body == canary.body else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT,
                message: "an article that was written on trial was found \(found.count) times")
        }
    }
}

/// An article of a word that no other has.
private struct Canary: Sendable {
    let word: String
    private let hash: [UInt8]

    /// Below no folder that anybody can watch: the root has no such name in it by any chance.
    let folder = FilePath("/.gazette-canary")

    init() {
        // Consonants alone are no word of any language, and no stem of one.
        let letters = Array("bcdfghjklmnpqrstvwxz")
        word = "canary" + String((0..<16).map { _ in letters[Int.random(in: letters.indices)] })
        hash = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    }

    var body: String { "The bird \(word) sings in the mine." }

    func change(in folder: Int64) throws -> StoreChange {
        guard let hash = ContentHash(digest: hash, format: "canary") else {
            throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "a hash has 32 bytes")
        }
        let article = Article(title: word, body: body)
        return .read(
            FilePieces(
                path: self.folder.appending(word), folder: folder,
                identity: FileIdentity(
                    device: 0, inode: 0, byteCount: Int64(body.utf8.count), modificationTime: 0, changeTime: 0
                ),
                hash: hash,
                pieces: [
                    PreparedPiece(
                        ordinal: 0, sourceHash: 0, kind: .article(ArticlePreparer().prepare(article)))
                ], isLast: true))
    }
}
