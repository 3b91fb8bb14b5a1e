internal import Articles

/// What a document declares of itself, apart from its text.
struct DocumentDeclarations {
    var title: String?
    var author: String?
    var publisher: String?
    /// As written; what is no code of a language is left out.
    var language: String?
    /// The dates it was published or written at, the best first. That it was changed is no date of an
    /// article.
    var dates: [(field: String, text: String)] = []
    var guid: String?

    /// The article of a document's text, which may begin with a wire header; what that says counts first.
    ///
    /// - Parameter text: The paragraphs of the document, with blank lines between them.
    /// - Returns: The article.
    /// - Throws: A ``Refusal`` for a document without text.
    func article(of text: String) throws(Refusal) -> Article {
        try TextArticle.read(Array(text.utf8), from: 0, declared: self)
    }

    /// Fills what an article lacks by what is declared.
    ///
    /// - Returns: Why a date that is declared is none.
    func complete(_ article: inout Article) -> Refusal? {
        article.agency = article.agency ?? Self.line(publisher) ?? Self.line(author)
        article.language = article.language ?? language.flatMap(LanguageCode.parse)
        article.guid = Self.line(guid)
        return article.completeDate { () throws(Refusal) in try WrittenDate.first(of: dates) }
    }

    private static func line(_ text: String?) -> String? {
        guard let line = text?.collapsed, !line.isEmpty else { return nil }
        return line
    }
}
