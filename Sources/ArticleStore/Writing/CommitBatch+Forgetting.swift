internal import Articles
internal import GRDB
internal import IndexDefinition
internal import SystemPackage

/// Taking articles out for good.
extension CommitBatch {
    /// Takes articles out, wherever they stand: a file that is one article is refused from then on, one of
    /// many has a refused piece.
    mutating func forget(_ articles: [Int64]) throws {
        for id in articles {
            let places = try Row.fetchAll(
                database.cachedStatement(sql: SQLStatement.occurrencesOfArticle.text), arguments: [id])
            // Where its file was replaced since it was asked for, it says something else now, which nobody
            // has asked for. An index of an earlier day may have it at more places; it says the same at all
            // of them.
            let isAsked = places.contains { forgotten.contains(UInt64(bitPattern: $0["source_hash"])) }
            guard isAsked else { continue }
            try deleteTerms(of: id)
            try run(.forgetOccurrences, [id, ArticleStore.forgottenReason])
            try run(.deleteArticle, [id])
            removedArticles += 1
            for place in places {
                try forget(at: place["ordinal"], member: place["member"], of: place["content_id"])
            }
        }
    }

    /// What a file is read as without what was forgotten of it; `nil` where nothing else is in it.
    func withoutForgotten(_ file: FilePieces) -> FilePieces? {
        guard !forgotten.isEmpty else { return file }
        var file = file
        for (index, piece) in file.pieces.enumerated() {
            guard case .article = piece.kind, forgotten.contains(piece.sourceHash) else { continue }
            if piece.ordinal == 0 { return nil }
            file.pieces[index].kind = .refused(reason: ArticleStore.forgottenReason)
        }
        return file
    }

    private mutating func forget(at ordinal: Int64, member: String?, of content: Int64) throws {
        let paths = try Row.fetchAll(
            database.cachedStatement(sql: SQLStatement.pathsOfContent.text), arguments: [content]
        ).map { FilePath(bytes: ($0["path"] as Blob).bytes) }
        for path in paths {
            guard let row = try FileRow.fetch(database, path) else { continue }
            if ordinal == 0 {
                try refuse(
                    path, folder: row.folderID, identity: row.identity, reason: ArticleStore.forgottenReason)
            } else {
                try save(row, hash: try hash(of: content))
                events[path]?.reason = "#\(member ?? String(ordinal)) was forgotten on request"
            }
        }
    }
}
