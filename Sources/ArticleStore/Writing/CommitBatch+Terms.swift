internal import Articles
internal import GRDB
internal import GRDBSQLite
internal import IndexDefinition
internal import TextAnalysis

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
        if let origin = article.origin { try run(.setArticleOrigin, [id, origin]) }
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
        if let origin = article.origin {
            try run(.setArticleOrigin, [id, origin])
        } else {
            try run(.deleteArticleOrigin, [id])
        }
        try insertTerms(of: prepared, id: id)
        writtenArticles += 1
    }

    /// Takes the terms of an article out of the full-text index; returns when the article was first seen.
    /// Terms of an earlier analysis cannot be made any more; they stay where they are, and are passed over.
    @discardableResult
    mutating func deleteTerms(of id: Int64) throws -> Int64 {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: SQLStatement.articleText.text), arguments: [id])
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "article \(id) is missing") }
        if let isOlder = try rebuild?.supersede(id), isOlder { return row["first_seen"] }
        let text = DeflatedText(bytes: (row["text"] as Blob).bytes, plainByteCount: row["text_byte_count"])
        guard let body = text.inflated() else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the text of article \(id) does not inflate")
        }
        let title: String = row["title"]
        let language = (row["language"] as String?).flatMap { Language($0) }
        if segment == nil {
            try database.runTerms(
                .deleteTerms, of: table, id: id, title: title, body: body, language: language)
        } else {
            var terms = TermsOfText()
            try segment?.remove(terms.terms(title: title, body: body, language: language), id: id)
        }
        return row["first_seen"]
    }

    private mutating func insertTerms(of prepared: PreparedArticle, id: Int64) throws {
        try rebuild?.noteNewTerms(of: id)
        if segment == nil {
            let article = prepared.article
            try database.runTerms(
                .insertTerms, of: table, id: id, title: article.title, body: article.body,
                language: article.language.flatMap { Language($0) })
        } else {
            try segment?.add(prepared.terms, id: id)
        }
    }
}

extension Database {
    /// Runs a statement over (id, body, title), both as the view article_text has them.
    func runTerms(
        _ statement: SQLStatement, of table: FullTextTable, id: Int64, title: String, body: String,
        language: Language?
    ) throws {
        let marker = LanguageMarker.text(for: language)
        var title = marker + title
        var body = marker + body
        try title.withUTF8 { title in
            try body.withUTF8 { body in
                try unsafe run(statement, of: table) { raw in
                    unsafe sqlite3_bind_int64(raw, 1, id)
                    unsafe Database.bind(body, to: raw, at: 2)
                    unsafe Database.bind(title, to: raw, at: 3)
                }
            }
        }
    }
}
