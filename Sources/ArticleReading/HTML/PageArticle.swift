internal import Articles

/// Reads a web page as one article.
enum PageArticle {
    /// 4 KiB: browsers look at 1,024 bytes for a declaration of the encoding, pages put it further down.
    private static let headByteCount = 4_096

    /// The article of a whole page.
    ///
    /// - Parameters:
    ///   - bytes: The page, in any encoding.
    ///   - named: The set that somebody named.
    /// - Returns: The article, whose text is that of the page without what surrounds it; and the set, where
    ///   it was guessed.
    /// - Throws: A ``Refusal`` for a page without text.
    static func read(
        _ bytes: [UInt8], in named: CharacterSet? = nil
    ) throws(Refusal) -> (article: Article, guess: GuessedCharset?) {
        let text = try DecodedText(bytes, declared: declaredEncoding(of: bytes), named: named)
        return (try read(inUTF8: Array(text.bytes[text.start...])), text.encoding.guess)
    }

    static func read(inUTF8 bytes: [UInt8]) throws(Refusal) -> Article {
        let tree = try MarkupTree(page: bytes)
        let declared = PageDeclarations(of: tree)
        var main = MainText(of: tree)
        let heading = main.heading
        var title = declared.title(heading: heading) ?? ""
        var body = main.article(besides: heading ?? title)
        if let stated = declared.body, stated.utf8.count > 2 * body.utf8.count { body = stated }
        guard !body.isEmpty || !title.isEmpty else { throw Refusal(.noText) }
        if title.isEmpty { (title, body) = Headline.split(body) }
        var article = Article(
            title: title, body: body, place: declared.place, agency: declared.agency,
            language: declared.language, url: declared.url)
        article.takeDate(of: declared.dates)
        return article
    }

    /// The character set that `<meta charset>` or its older form, or an XML declaration, names.
    static func declaredEncoding(of bytes: [UInt8]) -> CharacterSet? {
        let head = String(decoding: bytes.prefix(headByteCount).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
            .lowercased()
        for key in ["charset=", "encoding="] {
            var rest = head[...]
            while let found = rest.firstRange(of: key) {
                rest = rest[found.upperBound...]
                let label = rest.drop { $0 == "\"" || $0 == "'" || $0 == " " }
                    .prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
                if let set = CharacterSet.declared(String(label)) { return set }
            }
        }
        return nil
    }
}
