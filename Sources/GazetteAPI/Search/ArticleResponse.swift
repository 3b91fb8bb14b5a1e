/// One article with its whole text.
public struct ArticleContent: Codable, Hashable, Sendable {
    /// The article's number.
    public var id: Int64
    /// The article's own identifier, or `null`.
    @ExplicitNull public var guid: String?
    /// The first of ``paths``. Bytes that are not UTF-8 are written `\xHH`.
    public var path: String
    /// Where the article stands, oldest first.
    public var paths: [String]
    /// The headline.
    public var title: String
    /// The declared day or instant, or `null`.
    @ExplicitNull public var date: String?
    /// The place of the dateline, or `null`.
    @ExplicitNull public var place: String?
    /// The agency, or `null`.
    @ExplicitNull public var agency: String?
    /// ISO 639-1, or `null`.
    @ExplicitNull public var language: String?
    /// Where it was published, or `null`.
    @ExplicitNull public var url: String?
    /// When Gazette first saw it, in RFC 3339.
    public var firstSeen: String
    /// The revision that it came or changed with.
    public var revision: Int64
    /// Whether its folder is away.
    public var offline: Bool
    /// The whole text below the headline.
    public var text: String
    /// Where fields are from that the file does not declare as such, one line for a person; `null` where
    /// there are none.
    @ExplicitNull public var origin: String?

    /// Makes an article's answer.
    public init(
        id: Int64, guid: String?, path: String, paths: [String], title: String, date: String?, place: String?,
        agency: String?, language: String?, url: String?, firstSeen: String, revision: Int64, offline: Bool,
        text: String, origin: String? = nil
    ) {
        self.id = id
        self.guid = guid
        self.path = path
        self.paths = paths
        self.title = title
        self.date = date
        self.place = place
        self.agency = agency
        self.language = language
        self.url = url
        self.firstSeen = firstSeen
        self.revision = revision
        self.offline = offline
        self.text = text
        self.origin = origin
    }
}

/// The answer of `GET /v1/articles/{id}`.
public struct ArticleResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The article.
    public var article: ArticleContent

    /// Makes an answer.
    public init(article: ArticleContent) {
        formatVersion = WireFormat.version
        self.article = article
    }
}

/// The answer of `GET /v1/articles?after=REVISION`: what has come since.
public struct ArticlesResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The revision of the index that answered.
    public var revision: Int64
    /// The articles, by revision and then id.
    public var articles: [ArticleContent]
    /// The revision to ask after next, when there are more; `null` when these are all.
    @ExplicitNull public var nextAfter: Int64?

    /// Makes an answer.
    public init(revision: Int64, articles: [ArticleContent], nextAfter: Int64?) {
        formatVersion = WireFormat.version
        self.revision = revision
        self.articles = articles
        self.nextAfter = nextAfter
    }
}
