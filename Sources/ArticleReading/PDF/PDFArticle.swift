internal import Articles

/// Reads a PDF as one article: the text of its pages, and the title and the author that it declares.
///
/// The time at which a program made the PDF is no date of the article: print-outs of old articles are new.
enum PDFArticle {
    /// The article of a whole file.
    ///
    /// - Throws: A ``Refusal`` of what poppler cannot open, of a damaged PDF, whose text would be cut, and of
    ///   one that has pictures of text alone.
    static func read(_ bytes: [UInt8], limits: ReadingLimits) throws(Refusal) -> Article {
        let document = try PDFDocument(bytes)
        if document.isEncrypted { throw Refusal(.encrypted("the PDF")) }
        guard document.isOpen else { throw damaged(document.complaint ?? "it cannot be opened") }
        var pages: [String] = []
        var emptyPages: [Int] = []
        var byteCount = 0
        for number in 0..<document.pageCount {
            guard let text = document.text(ofPage: number) else {
                throw damaged(document.complaint ?? "it has no page \(number + 1)")
            }
            if let complaint = document.complaint { throw damaged(complaint) }
            byteCount += text.utf8.count
            guard byteCount <= limits.articleByteCount else {
                throw Refusal(.articleTooLarge(limit: limits.articleByteCount))
            }
            let page = PDFLines.joined(text).trimmed
            if page.isEmpty { emptyPages.append(number + 1) } else { pages.append(page) }
        }
        guard !pages.isEmpty else { throw Refusal(.onlyPictures("the PDF")) }
        var declared = DocumentDeclarations()
        declared.title = document.title.flatMap(Self.title)
        declared.author = document.author
        var article = try declared.article(of: pages.joined(separator: "\n\n"))
        if !emptyPages.isEmpty { article.note(Self.note(of: emptyPages, pageCount: document.pageCount)) }
        return article
    }

    /// Says which pages gave no text: the words of a scan are not found, and nobody would know.
    private static func note(of pages: [Int], pageCount: Int) -> String {
        // Twenty are enough to look at.
        let shown =
            pages.prefix(20).map(String.init).joined(separator: ", ") + (pages.count > 20 ? ", …" : "")
        let subject =
            pages.count == 1 ? "page \(shown) of \(pageCount) has" : "pages \(shown) of \(pageCount) have"
        return "\(subject) no text: empty, or pictures, as scans have"
    }

    private static func damaged(_ detail: String) -> Refusal { Refusal(.damaged("the PDF", detail: detail)) }

    /// A declared title, unless it is what programs write there by themselves: the name of a file.
    private static func title(_ declared: String) -> String? {
        let line = declared.collapsed
        let lower = line.lowercased()
        let isName =
            lower.hasPrefix("microsoft ") || lower == "untitled"
            || [".doc", ".docx", ".odt", ".rtf", ".indd", ".qxd", ".qxp", ".pdf", ".txt", ".pages", ".dvi"]
                .contains { lower.hasSuffix($0) }
        return isName ? nil : line
    }
}
