/// One article as its file states it: what is indexed, found and shown.
///
/// The texts are Unicode as read, neither folded nor cut. An empty ``title`` never occurs in an article that
/// a reader made from text: where no headline is declared, the first sentence stands in.
public struct Article: Hashable, Sendable {
    /// The headline, or the first sentence where there is none.
    public var title: String
    /// The text below the headline; a title taken from the first sentence is still part of it.
    public var body: String
    /// The declared day or instant; `nil` where the file declares none.
    public var date: ArticleDate?
    /// The place of the dateline, as written.
    public var place: String?
    /// The agency or source, as written.
    public var agency: String?
    /// The declared language as an ISO 639-1 code in lower case.
    public var language: String?
    /// The article's own identifier, where its file states one.
    public var guid: String?
    /// Where the article was published, where its file states it.
    public var url: String?

    /// Where fields are from that the file does not declare as such, for a person; `nil` where there are
    /// none.
    public var origin: String?

    /// Makes an article of the given parts.
    public init(
        title: String,
        body: String,
        date: ArticleDate? = nil,
        place: String? = nil,
        agency: String? = nil,
        language: String? = nil,
        guid: String? = nil,
        url: String? = nil,
        origin: String? = nil
    ) {
        self.title = title
        self.body = body
        self.date = date
        self.place = place
        self.agency = agency
        self.language = language
        self.guid = guid
        self.url = url
        self.origin = origin
    }
}
