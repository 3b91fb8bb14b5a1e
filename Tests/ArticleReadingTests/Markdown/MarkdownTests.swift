import ArticleReading
import Articles
import Testing

@Suite struct MarkdownTests {
    @Test(arguments: ["\n", "\r\n"])
    func `front matter declares the fields of an article`(lineEnd: String) throws {
        let text = [
            "---", "title: \"Talks end: \\\"at last\\\"\"", "Date: 2020-02-03 # a Monday",
            "place: 'Côte d''Ivoire'",
            "source: Steppe Wire", "lang: en-GB", "id: sw-17", "url: https://example.org/17", "tags:",
            "  - talks",
            "- peace", "draft: true", "", "# a comment", "---", "", "# A heading", "Text.", "",
        ].joined(separator: lineEnd)
        let expected = Article(
            title: "Talks end: \"at last\"", body: "# A heading\(lineEnd)Text.",
            date: ArticleDate("2020-02-03"),
            place: "Côte d'Ivoire", agency: "Steppe Wire", language: "en", guid: "sw-17",
            url: "https://example.org/17")
        #expect(try article(text, named: "a.md") == expected)
    }

    @Test(
        arguments: [
            ("headline: A\n", "A"), ("title: >\n  Talks\n  end\n", "Talks end"),
            ("title: Talks\n  end\n", "Talks end"),
            ("title:\n  Talks end\n", "Talks end"), ("title: We are #1\n", "We are #1"),
            ("title: \"\"\n", "Text."),
            ("title: ~\n", "Text."), ("title:\n", "Text."), ("", "Text."),
        ] as [(String, String)])
    func `a title may be written in several ways`(frontMatter: String, title: String) throws {
        let article = try article("---\n\(frontMatter)---\nText.", named: "a.md")
        #expect(article.title == title)
        #expect(article.body == "Text.")
    }

    @Test(
        arguments: [
            ("# Talks end\nText.", "Talks end", "Text."), ("# Talks end #\n\nText.", "Talks end", "Text."),
            ("\n\n## In C#\nText.", "In C#", "Text."),
            ("---\nlang: en\n---\n\n# Talks end\n\nText.", "Talks end", "Text."),
            ("#hashtag day. More.", "#hashtag day.", "#hashtag day. More."),
            ("Talks end\n\nText.", "Talks end", "Text."), ("One. Two.", "One.", "One. Two."),
            ("# Talks end", "Talks end", ""),
            ("#\n\nText.", "#", "Text."),
        ] as [(String, String, String)])
    func `a heading at the start is the title`(text: String, title: String, body: String) throws {
        let article = try article(text, named: "a.md")
        #expect(article.title == title)
        #expect(article.body == body)
    }

    @Test(arguments: [
        "---\nSome prose stands here.\n---\nText.", "---\nNever closed\n",
        "---\n\nHe said: hello\n\n---\nText.",
        "---\ntitle: A\nText without an end.", "----\ntitle: A\n----\nText.", "  - a list\n---\nText.",
        "---\n  indented first\n---\nText.", "---",
    ])
    func `rules that enclose no front matter hide no text`(text: String) throws {
        let article = try article(text, named: "a.md")
        for word in text.split(whereSeparator: { $0.isWhitespace }) {
            #expect((article.title + "\n" + article.body).contains(word))
        }
        #expect(article.title != "A")
    }

    @Test func `front matter that never ends is text`() throws {
        let text = "---\n" + String(repeating: "key: value\n", count: 10_000) + "---\nText."
        #expect(try article(text, named: "a.md").body.hasPrefix("---\nkey: value"))
        let oldLineEnds = "---\r" + String(repeating: "key: value\r", count: 1_000_000)
        #expect(try article(oldLineEnds, named: "a.md").body.utf8.count == oldLineEnds.utf8.count - 1)
    }

    @Test(arguments: ["2020-02-30", "yesterday"])
    func `a date that is none is left out, and the article says so`(date: String) throws {
        let article = try article("---\ndate: \(date)\n---\nText.", named: "a.md")
        #expect(article.body == "Text.")
        #expect(article.date == nil)
        #expect(article.origin?.contains(date) == true)
    }

    @Test func `a field declared twice refuses the article`() throws {
        let text = "---\ntitle: A\ntags: x\ntags: y\ntitle: B\n---\nText."
        #expect(try refusal(text.utf8, named: "a.md") == .duplicateField("title"))
    }

    @Test func `a title without a text is an article, and fields alone are none`() throws {
        #expect(try article("---\ntitle: Talks end\n---\n", named: "a.md").body == "")
        #expect(try refusal("---\nlang: en\n---\n".utf8, named: "a.md") == .noText)
    }
}
