internal import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition

/// The one place that knows the order in which an article and its terms change: the old terms, which are made
/// from the old title and body, must be taken out *before* the article says something else, or they stay
/// findable and no plain check sees it.
extension CommitBatch {
    /// Puts in an article that is not there.
    mutating func insert(_ prepared: PreparedArticle, id: Int64, firstSeen: Int64) throws {
        let article = prepared.article
        try run(
            .insertArticle,
            [
                id, article.guid, article.title, article.date?.description, article.date?.day.daysSinceEpoch,
                article.date?.secondsSinceEpoch ?? firstSeen / 1_000, article.place, article.agency,
                article.language, article.url, firstSeen, revision.rawValue, Blob(prepared.text.bytes),
                prepared.text.plainByteCount,
            ])
        try insertTerms(of: prepared, id: id)
        writtenArticles += 1
    }

    /// Changes what an article says.
    mutating func replace(_ id: Int64, with prepared: PreparedArticle) throws {
        let firstSeen = try deleteTerms(of: id)
        let article = prepared.article
        try run(
            .updateArticle,
            [
                id, article.guid, article.title, article.date?.description, article.date?.day.daysSinceEpoch,
                article.date?.secondsSinceEpoch ?? firstSeen / 1_000, article.place, article.agency,
                article.language, article.url, revision.rawValue, Blob(prepared.text.bytes),
                prepared.text.plainByteCount,
            ])
        try insertTerms(of: prepared, id: id)
        writtenArticles += 1
    }

    /// Takes the terms of an article out of the full-text index; returns when the article was first seen.
    @discardableResult
    mutating func deleteTerms(of id: Int64) throws -> Int64 {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: SQLStatement.articleText.text), arguments: [id])
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "article \(id) is missing") }
        let text = DeflatedText(bytes: (row["text"] as Blob).bytes, plainByteCount: row["text_byte_count"])
        guard let body = text.inflated() else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the text of article \(id) does not inflate")
        }
        let title: String = row["title"]
        if segment == nil {
            try runTerms(.deleteTerms, id: id, title: title, body: body)
        } else if let terms = module.terms(title: title, body: body) {
            try segment?.remove(terms, id: id)
        }
        return row["first_seen"]
    }

    private mutating func insertTerms(of prepared: PreparedArticle, id: Int64) throws {
        if segment == nil {
            try runTerms(.insertTerms, id: id, title: prepared.article.title, body: prepared.article.body)
        } else {
            try segment?.add(prepared.terms, id: id)
        }
    }

    /// Runs a statement over (id, title, body), binding the texts without a copy and with their lengths: a
    /// text may hold a NUL, at which GRDB's own binding would end it.
    private func runTerms(_ statement: SQLStatement, id: Int64, title: String, body: String) throws {
        let prepared = try database.cachedStatement(sql: statement.text)
        let raw = unsafe prepared.sqliteStatement
        var title = title
        var body = body
        let code = title.withUTF8 { title in
            body.withUTF8 { body in
                unsafe sqlite3_reset(raw)
                unsafe sqlite3_bind_int64(raw, 1, id)
                unsafe Self.bind(title, to: raw, at: 2)
                unsafe Self.bind(body, to: raw, at: 3)
                let code = unsafe sqlite3_step(raw)
                // The bindings point into the texts, which live no longer than this.
                unsafe sqlite3_reset(raw)
                unsafe sqlite3_clear_bindings(raw)
                return code
            }
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: unsafe String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
    }

    /// Binds a text for as long as its buffer lives. An empty buffer may have no address, and NULL would bind
    /// NULL.
    private static func bind(
        _ text: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer?, at index: Int32
    ) {
        guard let start = text.baseAddress, !text.isEmpty else {
            _ = unsafe sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        _ = unsafe start.withMemoryRebound(to: CChar.self, capacity: text.count) { start in
            unsafe sqlite3_bind_text64(statement, index, start, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
        }
    }
}
