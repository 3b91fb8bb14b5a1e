internal import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition

/// Where the pieces of a file come from, for finding the ids that their articles have already.
struct PieceSource {
    var contentID: Int64
    var hash: ContentHash
    /// Whether none of its pieces has been written: it is new, and has one here.
    private(set) var isUnwritten: Bool
    /// What the same path held before.
    var previousContentID: Int64?
    /// Whether no other path holds that.
    var mayReplace: Bool
    /// The hash of what the path held when the index last knew it, by the ledger.
    var formerHash: [UInt8]?
    /// Whether this share ends the file.
    private(set) var isLast: Bool
    /// The last piece of this share.
    private var lastOrdinal: Int64
    /// The pieces of this share that are said to be unchanged.
    private var unchanged: Set<Int64>

    init(
        _ file: FilePieces, contentID: Int64, isNew: Bool, previousContentID: Int64?, mayReplace: Bool,
        formerHash: [UInt8]?
    ) {
        self.contentID = contentID
        isUnwritten = isNew && file.pieces.count == 1
        hash = file.hash
        self.previousContentID = previousContentID
        self.mayReplace = mayReplace
        self.formerHash = formerHash
        isLast = file.isLast
        lastOrdinal = file.pieces.last?.ordinal ?? 0
        unchanged = Set(file.pieces.lazy.filter(\.isUnchanged).map(\.ordinal))
    }

    /// Whether a later piece may turn out to be the one that stood at `ordinal` before.
    func mayKeep(_ ordinal: Int64) -> Bool {
        unchanged.contains(ordinal) || (!isLast && ordinal > lastOrdinal)
    }
}

extension CommitBatch {
    /// Writes one piece of a file; one that a commit before a crash has written already stays.
    mutating func write(_ piece: PreparedPiece, of source: PieceSource) throws {
        let written = try source.isUnwritten ? nil : occurrence(source.contentID, piece.ordinal)
        if let written, written.isRead {
            // An index of the first schema did not know the names of members.
            if written.member != piece.member, let member = piece.member {
                try run(.setMember, [source.contentID, piece.ordinal, member])
            }
            return
        }
        let statement = written == nil ? SQLStatement.insertOccurrence : .upsertOccurrence
        switch piece.kind {
        case .refused(let reason):
            try save(statement, source.contentID, piece, articleID: nil, reason: reason)
        case .unchanged:
            guard let previous = source.previousContentID,
                let before = try occurrence(previous, piece.ordinal), before.sourceHash == piece.sourceHash
            else {
                // The reader compared it with something that this path holds no more. It is left unread,
                // which keeps the file from being whole until the piece is read.
                return try save(statement, source.contentID, piece, articleID: nil, reason: nil)
            }
            try save(statement, source.contentID, piece, articleID: before.articleID, reason: before.reason)
            if let id = before.articleID { try note(id, at: piece.ordinal, of: source.hash) }
        case .article(let article):
            let id = try write(article, at: piece.ordinal, of: source)
            try save(statement, source.contentID, piece, articleID: id, reason: nil)
        }
    }

    /// Removes those contents that no file holds any more, with the articles that stand nowhere else.
    mutating func release(_ contents: [Int64?], except kept: Int64? = nil) throws {
        for case let content? in contents where content != kept {
            let isHeld = try Bool.fetchOne(
                database.cachedStatement(sql: SQLStatement.contentIsHeld.text), arguments: [content])
            guard isHeld == false else { continue }
            // Each once, however often it stands in there: FTS5 takes the same terms out as often as it is
            // told.
            let articles = Set(
                try Row.fetchAll(
                    database.cachedStatement(sql: SQLStatement.occurrences.text), arguments: [content]
                ).compactMap { $0["article_id"] as Int64? })
            let removed = try articles.filter { try !occurs($0, besides: content) }.sorted()
            for id in removed { try deleteTerms(of: id) }
            try run(.deleteOccurrences, [content])
            for id in removed { try run(.deleteArticle, [id]) }
            removedArticles += removed.count
            try run(.deleteContent, [content])
        }
    }

    private mutating func write(
        _ prepared: PreparedArticle, at ordinal: Int64, of source: PieceSource
    ) throws -> Int64 {
        let article = prepared.article
        if let guid = article.guid, let twin = try twin(of: prepared, guid: guid) {
            try note(twin, at: ordinal, of: source.hash)
            return twin
        }
        if let replaced = try replacedArticle(by: article, at: ordinal, of: source) {
            try replace(replaced, with: prepared)
            try forgetOldText(of: replaced, source)
            try note(replaced, at: ordinal, of: source.hash)
            return replaced
        }
        var known = try knownIdentity(at: ordinal, of: source)
        if let given = known?.id, let row = try textRow(given) {
            // Two contents may have shared an article without a guid, since one was made from the other.
            if article.guid == nil, try guid(of: given) == nil, Self.says(row, prepared) {
                try note(given, at: ordinal, of: source.hash)
                return given
            }
            known = nil
        }
        let id = known?.id ?? nextArticleID
        if known == nil { nextArticleID += 1 }
        try insert(prepared, id: id, firstSeen: known?.firstSeen ?? now)
        identities.append(
            LedgerEntries.Identity(
                contentHash: source.hash.bytes, ordinal: ordinal, articleID: id,
                firstSeen: known?.firstSeen ?? now))
        return id
    }

    /// The article that states the same guid and says the same.
    private func twin(of prepared: PreparedArticle, guid: String) throws -> Int64? {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: SQLStatement.articlesByGuid.text), arguments: [guid])
        return rows.first { Self.says($0, prepared) }.map { $0["id"] }
    }

    private static func says(_ row: Row, _ prepared: PreparedArticle) -> Bool {
        row["title"] as String == prepared.article.title
            && row["text_byte_count"] as Int == prepared.text.plainByteCount
            && (row["text"] as Blob).bytes == prepared.text.bytes
    }

    /// The article that stood in what the path held before and is this one now, by its guid or else by its
    /// place; `nil` when it stands anywhere else too, which is so as well when a line before this one has
    /// taken it over.
    private func replacedArticle(
        by article: Article, at ordinal: Int64, of source: PieceSource
    ) throws -> Int64? {
        guard let previous = source.previousContentID, source.mayReplace else { return nil }
        if let guid = article.guid {
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: SQLStatement.articlesInContentByGuid.text),
                arguments: [guid, previous, ordinal])
            for row in rows where !source.mayKeep(row["ordinal"]) {
                if try standsOnce(row["id"]) { return row["id"] }
            }
        }
        guard let candidate = try occurrence(previous, ordinal)?.articleID else { return nil }
        // Two guids are two articles, whatever line they stand in.
        guard try article.guid == nil || guid(of: candidate) == nil else { return nil }
        return try standsOnce(candidate) ? candidate : nil
    }

    /// After an article was replaced before its file was read to the end: the file's former content no longer
    /// has it, and must be read again should the file say what it said before.
    private func forgetOldText(of article: Int64, _ source: PieceSource) throws {
        guard !source.isLast, let previous = source.previousContentID else { return }
        try run(.deleteOccurrenceOfArticle, [previous, article])
        try run(.reopenContent, [previous])
    }

    /// The id that the ledger knows for this place; an article may have it now.
    private func knownIdentity(
        at ordinal: Int64, of source: PieceSource
    ) throws -> (id: Int64, firstSeen: Int64)? {
        // A new path in an index that was never rebuilt holds nothing that the ledger knows and the index
        // does not.
        guard before.mayHaveForgottenIDs || source.formerHash != nil else { return nil }
        let hashes = [source.hash.bytes, source.formerHash].compactMap { $0 }
        return try readLedger { ledger in
            try hashes.lazy.compactMap { hash in
                try ledger.rareRows(.identity, [Blob(hash), ordinal]).first.map { row in
                    (id: row["article_id"] as Int64, firstSeen: row["first_seen"] as Int64)
                }
            }.first
        }
    }

    private func textRow(_ id: Int64) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: SQLStatement.articleText.text), arguments: [id])
    }

    private func guid(of id: Int64) throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: SQLStatement.guidOfArticle.text), arguments: [id])
    }

    private mutating func note(_ id: Int64, at ordinal: Int64, of hash: ContentHash) throws {
        let firstSeen = try Int64.fetchOne(
            database.cachedStatement(sql: SQLStatement.firstSeen.text), arguments: [id])
        identities.append(
            LedgerEntries.Identity(
                contentHash: hash.bytes, ordinal: ordinal, articleID: id, firstSeen: firstSeen ?? now))
    }

    private struct Occurrence {
        var articleID: Int64?
        var sourceHash: UInt64
        var reason: String?
        var member: String?

        /// Whether its piece was read: it is an article then, or refused for a reason.
        var isRead: Bool { articleID != nil || reason != nil }
    }

    private func occurrence(_ content: Int64, _ ordinal: Int64) throws -> Occurrence? {
        try database.rareRows(.occurrence, [content, ordinal]).first.map { row in
            Occurrence(
                articleID: row["article_id"], sourceHash: UInt64(bitPattern: row["source_hash"]),
                reason: row["reason"], member: row["member"])
        }
    }

    private func save(
        _ statement: SQLStatement, _ content: Int64, _ piece: PreparedPiece, articleID: Int64?,
        reason: String?
    ) throws {
        try run(
            statement,
            [
                content, piece.ordinal, articleID, Int64(bitPattern: piece.sourceHash), reason, piece.member,
            ])
    }

    private func standsOnce(_ article: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.articleStandsOnce.text), arguments: [article]) ?? false
    }

    private func occurs(_ article: Int64, besides content: Int64) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.articleOccurs.text), arguments: [article, content])
            ?? false
    }
}
