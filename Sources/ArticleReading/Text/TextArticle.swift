internal import Articles

/// Reads a text file as one article: a wire header where there is one, a headline, the text with its
/// dateline.
enum TextArticle {
    /// The article of the bytes from `start` on.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, in UTF-8.
    ///   - start: Where the text begins, behind a byte order mark.
    ///   - declared: What something beside the text declares. It counts behind a wire header and before a
    ///     dateline; a headline that is another than its title stays in the body.
    ///   - closingDate: The date that stands behind the text, which counts last; it throws a ``Refusal`` of
    ///     what is none.
    /// - Returns: The article; its body is the text as written, without the blanks around it.
    /// - Throws: A ``Refusal`` for a file without text.
    static func read(
        _ bytes: [UInt8], from start: Int, declared: DocumentDeclarations? = nil,
        closingDate: () throws(Refusal) -> ArticleDate? = { () throws(Refusal) in nil }
    ) throws(Refusal) -> Article {
        let opening = WireOpening(of: bytes.trimmed(start..<bytes.count), in: bytes)
        let (header, text) = (opening.header, opening.text)
        guard !text.isEmpty else { throw Refusal(.noText) }

        let isWhole = header?.place != nil && header?.agency != nil
        let dateline = isWhole ? nil : Dateline.find(in: text, of: bytes)
        var (title, body) =
            opening.headline.map { (bytes.text(in: $0), bytes.text(in: text)) }
            ?? Headline.split(text, of: bytes, dateline: dateline?.range)
        if let declaredTitle = declared?.title?.collapsed, !declaredTitle.isEmpty,
            title.collapsed != declaredTitle
        {
            title = declaredTitle
            body = (opening.headline.map { bytes.text(in: $0) + "\n\n" } ?? "") + bytes.text(in: text)
        }
        var article = Article(
            title: title, body: body, date: header?.date, place: header?.place, agency: header?.agency)
        if let header { article.noteLeapSecond(of: [header.declaredDate]) }
        var objections = [header?.objection, declared?.complete(&article)]
        if let dateline { article.take(dateline, of: bytes) }
        objections.append(article.completeDate(closingDate))
        // Another source may have given the date.
        if article.date == nil { for case let objection? in objections { article.refuseDate(objection) } }
        return article
    }
}
