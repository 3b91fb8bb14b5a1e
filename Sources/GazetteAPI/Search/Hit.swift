/// One article of an answer.
public struct Hit: Codable, Hashable, Sendable {
    /// Text of the article around the matches.
    public struct Excerpt: Codable, Hashable, Sendable {
        /// The text, with `…` where it was cut out of a longer one.
        public var text: String
        /// Half-open ranges of UTF-8 bytes in ``text`` that matched, each `[start, end]`, in order.
        public var highlights: [[Int]]

        /// Makes an excerpt.
        public init(text: String, highlights: [[Int]]) {
            self.text = text
            self.highlights = highlights
        }
    }

    /// The place in the whole answer, from 1; offset included.
    public var rank: Int
    /// The relevance; larger is better, 0 where no word was asked for.
    public var score: Double
    /// The article's number.
    public var id: Int64
    /// The article's own identifier, or `null`.
    @ExplicitNull public var guid: String?
    /// The first of ``paths``. Bytes that are not UTF-8 are written `\xHH`.
    public var path: String
    /// Where the article stands, oldest first; `#n` names the line or the element of a file of many,
    /// `#member` what an archive calls it.
    public var paths: [String]
    /// ``path`` as base64, only where it is not UTF-8.
    public var pathBase64: String?
    /// The headline.
    public var title: String
    /// Half-open ranges of UTF-8 bytes in ``title`` that matched.
    public var titleHighlights: [[Int]]
    /// The declared day, or the declared instant in RFC 3339, or `null`.
    @ExplicitNull public var date: String?
    /// The place of the dateline, or `null`.
    @ExplicitNull public var place: String?
    /// The agency, or `null`.
    @ExplicitNull public var agency: String?
    /// ISO 639-1, or `null`.
    @ExplicitNull public var language: String?
    /// Text around the matches.
    public var excerpt: Excerpt
    /// The words of the query that this article lacks; not empty only in partial matches.
    public var missing: [String]
    /// What the article writes where another form of a word or another spelling of a name matched.
    public var matchedAs: [String]
    /// Whether the article's folder is away.
    public var offline: Bool

    /// Makes a hit.
    public init(
        rank: Int, score: Double, id: Int64, guid: String?, path: String, paths: [String],
        pathBase64: String?,
        title: String, titleHighlights: [[Int]], date: String?, place: String?, agency: String?,
        language: String?, excerpt: Excerpt, missing: [String], matchedAs: [String], offline: Bool
    ) {
        self.rank = rank
        self.score = score
        self.id = id
        self.guid = guid
        self.path = path
        self.paths = paths
        self.pathBase64 = pathBase64
        self.title = title
        self.titleHighlights = titleHighlights
        self.date = date
        self.place = place
        self.agency = agency
        self.language = language
        self.excerpt = excerpt
        self.missing = missing
        self.matchedAs = matchedAs
        self.offline = offline
    }
}
