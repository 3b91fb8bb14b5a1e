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
    private var deflater = TextDeflater()
    private var terms = TermsOfText()
    private let detector = LanguageDetector()

    /// Takes what preparing needs of memory, some 300 KB.
    public init() {}

    /// Deflates and analyses an article, and finds its language where it declares none.
    ///
    /// - Parameters:
    ///   - article: The article.
    ///   - check: Called now and then while a long text is worked on; what it throws ends the work.
    /// - Returns: The article, ready to be written.
    /// - Throws: What `check` throws.
    /// - Complexity: O(n) in its text, about 40 MB/s; call it on any thread but the writer's.
    public func prepare<Stop: Error>(
        _ article: Article, checking check: () throws(Stop) -> Void
    ) throws(Stop) -> PreparedArticle {
        var article = article
        // SQLite ends a text at its first NUL. Only JSON can state one; in a field of a line it means
        // nothing.
        article.title = article.title.withoutNUL
        article.guid = article.guid?.withoutNUL
        article.place = article.place?.withoutNUL
        article.agency = article.agency?.withoutNUL
        article.language = article.language?.withoutNUL
        article.url = article.url?.withoutNUL
        article.origin = article.origin?.withoutNUL
        let language = article.language.flatMap { Language($0) } ?? detectedLanguage(of: article)
        article.language = language?.code
        return PreparedArticle(
            article: article,
            text: try DeflatedText(deflating: article.body, with: &deflater, checking: check),
            terms: try terms.terms(
                title: article.title, body: article.body, language: language, checking: check))
    }

    /// The language of the body, or of the headline where the body is too short to tell; `nil` where both
    /// are.
    private func detectedLanguage(of article: Article) -> Language? {
        for text in [article.body, article.title] {
            if let language = detector.language(of: text)?.toldLanguage { return language }
        }
        return nil
    }

    /// Deflates and analyses an article, however long it takes.
    ///
    /// - Parameter article: The article.
    /// - Returns: The article, ready to be written.
    /// - Complexity: O(n) in its text.
    public func prepare(_ article: Article) -> PreparedArticle { prepare(article, checking: {}) }
}

extension String {
    fileprivate var withoutNUL: String {
        guard utf8.contains(0) else { return self }
        return String(decoding: utf8.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}
