public import Articles
internal import Postings
internal import TextAnalysis

/// An article with its text deflated and its terms found, so that the writer need not.
public struct PreparedArticle: Sendable {
    /// The article.
    public let article: Article
    let text: DeflatedText
    let terms: ArticleTerms

    /// What it weighs in a batch, in bytes.
    public var byteCount: Int { article.title.utf8.count + article.body.utf8.count }
}

/// Prepares articles, one after the other, on one thread.
public final class ArticlePreparer {
    private var stream = DeflateStream(level: DeflatedText.defaultLevel)
    private var terms = TermsOfText()

    /// Takes what preparing needs of memory, some 400 KB.
    public init() {}

    /// Deflates and analyses an article.
    ///
    /// - Parameters:
    ///   - article: The article.
    ///   - isStopped: Asked now and then while a long text is worked on.
    /// - Returns: The article, ready to be written; `nil` when it was stopped.
    /// - Complexity: O(n) in its text, about 40 MB/s; call it on any thread but the writer's.
    public func prepare(_ article: Article, unless isStopped: () -> Bool) -> PreparedArticle? {
        var article = article
        // SQLite ends a text at its first NUL. Only JSON can state one; in a field of a line it means
        // nothing.
        article.title = article.title.withoutNUL
        article.guid = article.guid?.withoutNUL
        article.place = article.place?.withoutNUL
        article.agency = article.agency?.withoutNUL
        article.language = article.language?.withoutNUL
        article.url = article.url?.withoutNUL
        guard
            let text = DeflatedText(deflating: article.body, with: &stream, unless: isStopped),
            let found = terms.terms(title: article.title, body: article.body, unless: isStopped)
        else { return nil }
        return PreparedArticle(article: article, text: text, terms: found)
    }

    /// Deflates and analyses an article, however long it takes.
    ///
    /// - Parameter article: The article.
    /// - Returns: The article, ready to be written.
    /// - Complexity: O(n) in its text.
    public func prepare(_ article: Article) -> PreparedArticle {
        guard let prepared = prepare(article, unless: { false }) else {
            preconditionFailure("an article that nobody stops is prepared")
        }
        return prepared
    }
}

/// Finds the terms of articles, one after the other.
struct TermsOfText: ~Copyable {
    private let analyzer = TextAnalyzer()
    private var builder = ArticleTermsBuilder()

    private static let tokensBetweenQuestions = 1 << 16

    /// The terms of an article's title and body, in the columns that article_index has; `nil` when it is
    /// stopped.
    mutating func terms(title: String, body: String, unless isStopped: () -> Bool) -> ArticleTerms? {
        var tokenCount = 0
        var isAbandoned = false
        for (column, text) in [title, body].enumerated() {
            var text = text
            text.makeContiguousUTF8()
            builder.begin(column: column)
            analyzer.forEachToken(in: text.utf8.span) { term, _, isColocated in
                builder.add(term, isColocated: isColocated)
                tokenCount += 1
                if tokenCount % Self.tokensBetweenQuestions == 0 { isAbandoned = isStopped() }
                return !isAbandoned
            }
        }
        let terms = builder.finish()
        return isAbandoned ? nil : terms
    }
}

extension String {
    fileprivate var withoutNUL: String {
        guard utf8.contains(0) else { return self }
        return String(decoding: utf8.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}
