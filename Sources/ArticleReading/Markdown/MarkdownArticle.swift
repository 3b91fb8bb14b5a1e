internal import Articles

/// Reads a Markdown file as one article; marks within the text stay as they are.
enum MarkdownArticle {
    /// The article of the bytes from `start` on.
    ///
    /// The title is what the front matter declares; or a heading that the text begins with, which is then no
    /// part of the body; or what a text file would have.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, in UTF-8.
    ///   - start: Where the text begins, behind a byte order mark.
    /// - Returns: The article.
    /// - Throws: A ``Refusal`` for a file without text.
    static func read(_ bytes: [UInt8], from start: Int) throws(Refusal) -> Article {
        let opening = bytes.skippingBlanks(from: start, before: bytes.count, andLineEnds: true)
        let frontMatter = try FrontMatter(bytes, from: opening)
        var text = bytes.trimmed((frontMatter?.end ?? start)..<bytes.count)
        let declared = frontMatter?.fields ?? DeclaredFields()
        var article = Article(declared)

        if article.title.isEmpty, let (heading, rest) = heading(of: text, in: bytes) {
            article.title = heading
            text = rest
            article.body = bytes.text(in: rest)
        } else if !article.title.isEmpty {
            article.body = bytes.text(in: text)
        } else if !text.isEmpty {
            (article.title, article.body) = Headline.split(text, of: bytes)
        }
        guard !article.title.isEmpty else { throw Refusal(.noText) }
        if let dateline = Dateline.find(in: text, of: bytes) { article.take(dateline, of: bytes) }
        return article
    }

    /// The heading in the first line, `# Like this` or `## Like this ##`, and the text below it.
    private static func heading(of text: Range<Int>, in bytes: [UInt8]) -> (title: String, rest: Range<Int>)?
    {
        guard text.lowerBound < text.upperBound, bytes[text.lowerBound] == UInt8(ascii: "#") else {
            return nil
        }
        let (content, next) = bytes.line(from: text.lowerBound, before: text.upperBound)
        let line = bytes.text(in: content)
        let marks = line.prefix { $0 == "#" }
        guard marks.count <= 6, line[marks.endIndex...].first?.isWhitespace == true else { return nil }

        var title = String(line[marks.endIndex...]).trimmed
        let closing = title.reversed().prefix { $0 == "#" }.count
        if closing > 0, title.dropLast(closing).last?.isWhitespace ?? true {
            title = String(title.dropLast(closing)).trimmed
        }
        return title.isEmpty ? nil : (title, bytes.trimmed(next..<text.upperBound))
    }
}

extension Article {
    /// An article of what front matter declares, as yet without a body.
    fileprivate init(_ declared: DeclaredFields<String>) {
        func value(_ field: ArticleField) -> String? { declared.declared(field).first?.value }

        self.init(
            title: value(.title) ?? "", body: "", place: value(.place), agency: value(.agency),
            language: value(.language).flatMap { LanguageCode.parse($0.withoutComment) }, guid: value(.guid),
            url: value(.url))
        if let declared = value(.date) {
            takeDate(declared.withoutComment, declaredBy: .frontMatter)
        }
    }
}

extension String {
    /// A date or a code without a comment of YAML; in a title ` #` is more likely meant.
    fileprivate var withoutComment: String {
        firstRange(of: " #").map { String(self[..<$0.lowerBound]).trimmed } ?? self
    }
}
