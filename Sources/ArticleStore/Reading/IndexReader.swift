public import Articles
internal import GRDB
internal import IndexDefinition
internal import Postings
public import SystemPackage

/// One commit of the index, as long as the read that it was given to lasts.
public struct IndexReader {
    /// The connection that reads.
    let connection: Database
    /// `nil` for a read that goes on whatever happens.
    let cancellation: ReadCancellation?
    private var deadline: ReadDeadline?
    /// What is kept of the commit once it was looked up; `nil` for a reader that may see several commits.
    let known: KnownCommit?

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - database: The connection that reads.
    ///   - cancellation: Tells when nobody waits for it any more.
    ///   - isOneCommit: Whether all that it reads is in one transaction, in which nothing is written.
    init(_ database: Database, cancellation: ReadCancellation? = nil, isOneCommit: Bool = false) {
        connection = database
        self.cancellation = cancellation
        known = isOneCommit ? KnownCommit() : nil
    }

    /// The connection, for a question that somebody still waits for: SQLite is interrupted only where it is
    /// at work, and so each statement asks before it begins.
    var database: Database {
        get throws {
            try cancellation?.check()
            return connection
        }
    }

    /// Ends work that nobody waits for any more, or that has had its time. Costs a nanosecond or two, and
    /// forty where there is a deadline.
    ///
    /// - Throws: `CancellationError` once the task that reads was cancelled; ``ReadDeadline/Passed``.
    public func checkCancellation() throws {
        try cancellation?.check()
        try deadline?.check()
    }

    /// The same commit, for work that is to end in time.
    ///
    /// - Parameter deadline: When; `nil` for work that takes what it takes.
    /// - Returns: A reader for as long as this one is good.
    public func ending(at deadline: ReadDeadline?) -> IndexReader {
        var reader = self
        reader.deadline = deadline
        return reader
    }

    /// The commit that is read.
    ///
    /// - Returns: Its revision, 0 before the first.
    /// - Throws: What SQLite reports.
    public func revision() throws -> Revision {
        if let revision = known?.revision { return revision }
        let revision = Revision(rawValue: try database.number(.indexState) ?? 0)
        known?.revision = revision
        return revision
    }

    /// What one read sees, looked up once.
    final class KnownCommit {
        var revision: Revision?
        /// The rebuild that goes on, if any, once it is known that the segments can be read.
        var segments: AnalysisRebuild??
        var superseded: (rebuild: AnalysisRebuild, articles: SupersededArticles)?
    }

    /// One article with its text; `nil` when there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The article.
    /// - Throws: `damaged` when its text does not inflate.
    public func article(_ id: Int64) throws -> StoredArticle? {
        var lookup = try ArticleLookup(self)
        return try lookup.article(id)
    }

    /// The articles that came or changed after a commit.
    ///
    /// - Parameters:
    ///   - after: The commit.
    ///   - id: Of that commit itself, only articles with a larger number.
    ///   - limit: The most to return.
    ///   - textByteCount: The most bytes of text to return; the first article comes whatever its size.
    /// - Returns: The articles by revision and then id, and the revision of the first that was left out.
    /// - Throws: `damaged` when a text does not inflate.
    public func articles(
        after: Revision, beyond id: Int64, limit: Int, textByteCount: Int
    ) throws -> (articles: [StoredArticle], next: Revision?) {
        var articles: [StoredArticle] = []
        var next: Revision?
        var byteCount = 0
        var inflater = TextInflater()
        let statement = try LiveStatement(.articlesAfter, on: database)
        try statement.forEachRow(after.rawValue, id, Int64(limit + 1)) { row in
            byteCount += Int(row.integer(at: 11))
            guard articles.count < limit, byteCount <= textByteCount || articles.isEmpty else {
                next = Revision(rawValue: row.integer(at: 9))
                return false
            }
            articles.append(try StoredArticle(row, inflatedBy: &inflater))
            return true
        }
        return (articles, next)
    }

    /// Where fields of an article are from that its file does not declare as such.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: One line for a person; `nil` where there are none, and in an index of an earlier version
    ///   that is only read.
    /// - Throws: What SQLite reports.
    public func origin(of id: Int64) throws -> String? {
        guard try database.tableExists("article_origin") else { return nil }
        return try String.fetchOne(
            database.cachedStatement(sql: SQLStatement.articleOrigin.text), arguments: [id])
    }

    /// Where an article stands, oldest first.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: At least one place for an article that exists.
    /// - Throws: What SQLite reports.
    public func places(of id: Int64) throws -> [ArticlePlace] {
        var lookup = try ArticleLookup(self)
        return try lookup.places(of: id)
    }

    /// What the index knows of a path; `nil` for one that it never saw.
    ///
    /// - Parameter path: The path, without `#n`.
    /// - Returns: The file.
    /// - Throws: What SQLite reports.
    public func file(at path: FilePath) throws -> StoredFile? {
        try FileRow.fetch(database, path).map { StoredFile($0) }
    }

    /// Whether the index knows anything of a path or has a live file of an inode: what ``file(at:)`` and
    /// ``files(ofInode:)`` would find out in twice the time.
    ///
    /// - Parameters:
    ///   - path: The path, without `#n`.
    ///   - identity: Device and inode to look for.
    /// - Returns: `false` for a file that is new.
    /// - Throws: What SQLite reports.
    public func knows(_ path: FilePath, _ identity: FileIdentity) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.fileIsKnown.text),
            arguments: [
                Blob(path.bytes), Int64(bitPattern: identity.inode), Int64(bitPattern: identity.device),
            ]) ?? false
    }

    /// The live files of an inode, whatever their paths.
    ///
    /// - Parameter identity: Device and inode to look for.
    /// - Returns: The files.
    /// - Throws: What SQLite reports.
    public func files(ofInode identity: FileIdentity) throws -> [StoredFile] {
        try database.rareRows(
            .filesByInode, [Int64(bitPattern: identity.inode), Int64(bitPattern: identity.device)]
        ).map { StoredFile(FileRow($0)) }
    }

    /// The live files at or below a path, by path, from after `previous` on.
    ///
    /// - Parameters:
    ///   - folder: A folder, or a file.
    ///   - previous: The last path of the page before.
    ///   - limit: The most to return.
    /// - Returns: At most `limit` files.
    /// - Throws: What SQLite reports.
    public func files(below folder: FilePath, after previous: FilePath?, limit: Int) throws -> [StoredFile] {
        // '0' follows '/', so what is below a folder lies between the two.
        let start = previous.map { $0.bytes + [0] } ?? folder.bytes + Array("/".utf8)
        let end = folder.bytes + Array("0".utf8)
        return try Row.fetchAll(
            database.cachedStatement(sql: SQLStatement.filesBelow.text),
            arguments: [Blob(start), Blob(end), limit]
        ).map { StoredFile(FileRow($0)) }
    }

    /// Every live file, by path, one at a time.
    ///
    /// - Parameter visit: Called with each.
    /// - Throws: What SQLite reports, and what `visit` throws.
    public func forEachLiveFile(_ visit: (StoredFile) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: SQLStatement.liveFiles.text)
        while let row = try rows.next() { try visit(StoredFile(FileRow(row))) }
    }

    /// Which file system had which device's number in a folder when it was last scanned.
    ///
    /// - Parameter folder: The folder's id.
    /// - Returns: The identities by the numbers.
    /// - Throws: What SQLite reports.
    public func fileSystems(in folder: Int64) throws -> [UInt64: String] {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: SQLStatement.fileSystems.text), arguments: [folder])
        return rows.reduce(into: [:]) { $0[UInt64(bitPattern: $1["device"])] = $1["identity"] }
    }

    /// The watched folders, also those that are configured no more, by path.
    ///
    /// - Returns: The folders.
    /// - Throws: What SQLite reports.
    public func folders() throws -> [StoredFolder] {
        try Row.fetchAll(database, sql: SQLStatement.folders.text).map { row in
            StoredFolder(
                id: row["id"], path: FilePath(bytes: (row["path"] as Blob).bytes),
                isOnline: row["is_online"], rules: row["rules"])
        }
    }
}
