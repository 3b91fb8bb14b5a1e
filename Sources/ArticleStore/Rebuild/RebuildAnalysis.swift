internal import GRDB
internal import IndexDefinition
internal import Postings
internal import TextAnalysis

/// An article whose terms are of an earlier analysis, as it is stored.
struct WaitingArticle: Sendable {
    let id: Int64
    let title: String
    let language: Language?
    let text: DeflatedText

    init(_ row: Row) {
        id = row["id"]
        title = row["title"]
        language = (row["language"] as String?).flatMap { Language($0) }
        text = DeflatedText(bytes: (row["text"] as Blob).bytes, plainByteCount: row["text_byte_count"])
    }
}

/// An article with the terms that the analysis of today finds in it.
struct RebuiltArticle: Sendable {
    let id: Int64
    let title: String
    let body: String
    let language: Language?
    let terms: ArticleTerms
}

/// Makes the terms of stored articles anew, one after the other.
struct RebuildAnalysis: ~Copyable {
    private var terms = TermsOfText()

    /// The terms of an article. O(n) in its text.
    ///
    /// The language stays that which it was found to be in: it is stored with the article, and FTS5's own
    /// check reads it from there.
    mutating func terms(of article: WaitingArticle) throws -> RebuiltArticle {
        guard let body = article.text.inflated() else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "the text of article \(article.id) does not inflate")
        }
        return RebuiltArticle(
            id: article.id, title: article.title, body: body, language: article.language,
            terms: terms.terms(title: article.title, body: body, language: article.language))
    }
}

/// Writes terms into the new full-text table, in a transaction that a rebuild has begun.
struct NextTermsWriter {
    /// 32 MB of terms: what is made anew in one transaction must not all be in memory.
    private static let heldByteCount = 32 << 20

    private let database: Database
    private let termWriting: TermWriting
    private var segment: SegmentTerms?
    private var byteCount = 0

    init(_ database: Database, termWriting: TermWriting) throws {
        self.database = database
        self.termWriting = termWriting
        segment = try Self.makeSegment(database, termWriting)
    }

    /// Adds an article that the table has not got.
    mutating func add(_ article: RebuiltArticle) throws {
        guard segment != nil else {
            return try database.runTerms(
                .insertTerms, of: .next, id: article.id, title: article.title, body: article.body,
                language: article.language)
        }
        try segment?.add(article.terms, id: article.id)
        byteCount += article.terms.byteCount
        guard byteCount >= Self.heldByteCount else { return }
        _ = try segment?.write()
        segment = try Self.makeSegment(database, termWriting)
        byteCount = 0
    }

    /// Writes what was added.
    ///
    /// - Returns: What there is to merge now; `nil` where FTS5 sees to that.
    mutating func finish() throws -> SegmentCrowding? { try segment?.write() }

    private static func makeSegment(
        _ database: Database, _ termWriting: TermWriting
    ) throws -> SegmentTerms? {
        termWriting == .statements ? nil : try SegmentTerms(database, of: .next)
    }
}
