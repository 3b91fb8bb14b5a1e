public import Articles
internal import GRDB
internal import IndexDefinition
public import SystemPackage

/// What the pieces of a file were, to know an unchanged one.
public struct ContentPieces: Sendable {
    private let ordinals: [Int64]
    private let sourceHashes: [UInt64]

    init(ordinals: [Int64], sourceHashes: [UInt64]) {
        self.ordinals = ordinals
        self.sourceHashes = sourceHashes
    }

    /// Whether the piece at `ordinal` had the source hash `sourceHash`. O(log n).
    public func holds(_ sourceHash: UInt64, at ordinal: Int64) -> Bool {
        var low = 0
        var high = ordinals.count
        while low < high {
            let middle = (low + high) / 2
            if ordinals[middle] < ordinal { low = middle + 1 } else { high = middle }
        }
        return low < ordinals.count && ordinals[low] == ordinal && sourceHashes[low] == sourceHash
    }
}

/// What became of the pieces of one content.
public struct ContentSummary: Sendable {
    /// The ids of its articles in order, at most as many as asked for.
    public var articles: [Int64] = []
    /// How many articles it has.
    public var articleCount = 0
    /// Its refused pieces in order, at most as many as asked for; those of archives and mails have the names
    /// of their members.
    public var refusals: [(ordinal: Int64, member: String?, reason: String)] = []
    /// How many of its pieces were refused.
    public var refusedCount = 0

    /// Of nothing.
    public init() {}
}

extension IndexReader {
    /// The pieces of a content. 16 bytes of memory a piece.
    ///
    /// - Parameter content: The content's number.
    /// - Returns: Its pieces.
    /// - Throws: What SQLite reports.
    public func pieces(of content: Int64) throws -> ContentPieces {
        var ordinals: [Int64] = []
        var hashes: [UInt64] = []
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: SQLStatement.occurrences.text), arguments: [content])
        while let row = try rows.next() {
            guard row["article_id"] as Int64? != nil || row["reason"] as String? != nil else { continue }
            ordinals.append(row["ordinal"])
            hashes.append(UInt64(bitPattern: row["source_hash"]))
        }
        return ContentPieces(ordinals: ordinals, sourceHashes: hashes)
    }

    /// What became of the pieces of a content.
    ///
    /// - Parameters:
    ///   - content: The content's number.
    ///   - piece: Only this piece; `nil` for all.
    ///   - limit: The most ids and the most refusals to list.
    /// - Returns: The summary.
    /// - Throws: What SQLite reports.
    public func summary(of content: Int64, piece: FilePieceName?, limit: Int) throws -> ContentSummary {
        var summary = ContentSummary()
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: SQLStatement.occurrences.text), arguments: [content])
        while let row = try rows.next() {
            let found: Int64 = row["ordinal"]
            guard piece?.means(ordinal: found, member: row["member"]) != false else { continue }
            if let id = row["article_id"] as Int64? {
                summary.articleCount += 1
                if summary.articles.count < limit { summary.articles.append(id) }
            } else if let reason = row["reason"] as String? {
                summary.refusedCount += 1
                if summary.refusals.count < limit { summary.refusals.append((found, row["member"], reason)) }
            }
        }
        return summary
    }

    /// The content with a hash, and whether all of it is written.
    ///
    /// - Parameter hash: The hash of the whole file.
    /// - Returns: The content's number; `nil` when there is none.
    /// - Throws: What SQLite reports.
    public func content(_ hash: ContentHash) throws -> (id: Int64, isComplete: Bool)? {
        try database.rareRows(.contentByHash, [Blob(hash.bytes)]).first.map { ($0["id"], $0["is_complete"]) }
    }

    /// The hash of a content.
    ///
    /// - Parameter content: The content's number.
    /// - Returns: The hash.
    /// - Throws: What SQLite reports.
    public func hash(of content: Int64) throws -> ContentHash? {
        try Blob.fetchOne(database.cachedStatement(sql: SQLStatement.contentHash.text), arguments: [content])
            .flatMap { ContentHash(bytes: $0.bytes) }
    }

    /// The files that hold a content, oldest first.
    ///
    /// - Parameter content: The content's number.
    /// - Returns: Their paths.
    /// - Throws: What SQLite reports.
    public func paths(of content: Int64) throws -> [FilePath] {
        try Blob.fetchAll(
            database.cachedStatement(sql: SQLStatement.pathsOfContent.text), arguments: [content]
        )
        .map { FilePath(bytes: $0.bytes) }
    }

    /// Counts of everything. Scans the states of all files.
    ///
    /// - Returns: The counts.
    /// - Throws: What SQLite reports.
    public func counts() throws -> StoreCounts {
        var counts = StoreCounts()
        counts.articles = try Int.fetchOne(database, sql: SQLStatement.countArticles.text) ?? 0
        counts.refusedPieces = try Int.fetchOne(database, sql: SQLStatement.countRefusedPieces.text) ?? 0
        for row in try Row.fetchAll(database, sql: SQLStatement.countFiles.text) {
            let (isOnline, count, countAway): (Bool, Int, Int) = (row[1], row[2], row[3])
            switch FileState(rawValue: row[0]) {
            case .indexed where isOnline:
                counts.indexed += count - countAway
                counts.offline += countAway
            case .indexed: counts.offline += count
            case .pending: counts.pending += count
            case .refused: counts.refused += count
            default: counts.deleted += count
            }
        }
        return counts
    }

    /// What the owner should know since a time, newest first, at most 20.
    ///
    /// - Parameter time: Milliseconds since 1970.
    /// - Returns: The notices.
    /// - Throws: What SQLite reports.
    public func notices(since time: Int64) throws -> [StoreNotice] {
        try Row.fetchAll(database, sql: SQLStatement.notices.text, arguments: [time]).map { row in
            StoreNotice(time: row["time"], code: row["code"], message: row["message"])
        }
    }
}
