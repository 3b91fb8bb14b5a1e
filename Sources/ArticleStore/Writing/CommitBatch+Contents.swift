internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// A file that was read: what it holds, written piece by piece, and what it held before let go.
extension CommitBatch {
    mutating func apply(_ file: FilePieces) throws {
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

    private func isShared(_ content: Int64, besides path: FilePath) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: SQLStatement.contentIsShared.text),
            arguments: [content, Blob(path.bytes)]
        ) ?? false
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
}
