import Articles
import Testing

@testable import ArticleReading

@Suite struct PageTests {
    static let first =
        "The city council voted on Tuesday evening to reopen the old tram line along the river after twelve years."
    static let second =
        "Residents had asked for the line again and again; the mayor said that the first trams would run in spring."
    static let third =
        "Work on the bridge, the most costly part, begins in September and takes eleven months."
    static let body = [first, second, third]

    /// Navigation, teasers, forms and a footer, as pages have them around an article.
    static let around = (
        before: """
        <header class="site-header"><a href="/">Daily Courier</a> <form><input name=q> Search</form></header>
        <nav><ul><li><a href=/w>World affairs</a><li><a href=/s>Sports</a></ul></nav>
        """,
        after: """
        <aside><h3>Most read</h3><p>Astronaut returns from a long stay in orbit and tells of her first walk.</p></aside>
        <div class="related-stories"><ul><li><a href=/x>Zeppelin museum opens its doors to visitors again</a></ul></div>
        <footer><p>Copyright Courier Publishing House, all rights reserved, contact our advertising desk.</p></footer>
        <script>var tracking = "Zeppelin";</script>
        """
    )

    static let paragraphs = body.map { "<p>\($0)</p>" }.joined(separator: "\n")

    /// The shapes that pages give an article.
    static let shapes: [(String, String)] = [
        ("article", "<article><h1>Trams return</h1>\(paragraphs)</article>"),
        ("main", "<main><h1>Trams return</h1>\(paragraphs)</main>"),
        ("role", "<div role=main><h1>Trams return</h1><div>\(paragraphs)</div></div>"),
        ("articleBody", "<h1>Trams return</h1><div itemprop=articleBody>\(paragraphs)</div>"),
        ("plain paragraphs", "<h1>Trams return</h1><div><div>\(paragraphs)</div></div>"),
        ("one form", "<form><h1>Trams return</h1><div id=content>\(paragraphs)</div></form>"),
        (
            "a table",
            "<h1>Trams return</h1><table><tr><td width=100><a href=/>Home page</a><td>\(paragraphs)</table>"
        ),
        (
            "line breaks",
            "<h1>Trams return</h1><div class=story>\(body.joined(separator: "<br><br>"))</div>"
        ),
        (
            "teasers below",
            "<article><h1>Trams return</h1>\(paragraphs)</article><article><h2>Zeppelin</h2><p>A zeppelin.</article>"
        ),
        (
            "a named sidebar",
            "<div class=wrap><div class=post><h1>Trams return</h1>\(paragraphs)</div>"
                + "<div id=sidebar><p>The zeppelin of the museum can be seen every weekend until the autumn.</p></div></div>"
        ),
        ("tags never closed", "<h1>Trams return</h1><div><p>\(body.joined(separator: "<p>"))"),
    ]

    @Test(arguments: shapes)
    func `the text of the article is taken and what surrounds it is not`(name: String, page: String) throws {
        let html =
            "<!DOCTYPE html><html lang=en><title>Trams return</title><body>"
            + Self.around.before + page + Self.around.after
        let article = try article(html, named: "page.html")
        #expect(article.title == "Trams return")
        for paragraph in Self.body { #expect(article.body.contains(paragraph), "\(name): \(article.body)") }
        for word in ["Zeppelin", "zeppelin", "Astronaut", "Sports", "Search", "rights"] {
            #expect(!article.body.contains(word), "\(name): \(article.body)")
        }
        #expect(article.language == "en")
    }

    @Test func `meta, Open Graph and the canonical address declare an article`() throws {
        let page = """
            <html lang="kk-KZ"><head><meta property="og:title" content="Trams return - Courier">
            <meta property="og:site_name" content="Courier"><link rel=canonical href="https://courier.example/trams">
            <meta property="article:published_time" content="2020-02-03T10:15:00+0600">
            <title>Something else</title></head><body><h1>Heading</h1>\(Self.paragraphs)</body></html>
            """
        let article = try article(page, named: "page.htm")
        #expect(article.title == "Trams return")
        #expect(article.agency == "Courier")
        #expect(article.language == "kk")
        #expect(article.url == "https://courier.example/trams")
        #expect(article.date?.description == "2020-02-03T10:15:00+06:00")
    }

    @Test func `JSON-LD counts before all other declarations`() throws {
        let page = """
            <html><head><meta property="og:title" content="Other"><meta name=date content="1999-01-01">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
              {"@type": "WebSite", "headline": "The site"},
              {"@type": ["NewsArticle"], "headline": "Trams return", "datePublished": "2020-02-03",
               "inLanguage": "ru-RU", "publisher": {"@type": "Organization", "name": "Courier"},
               "author": {"name": "A. Writer"}, "contentLocation": {"name": "Almaty"}}]}</script>
            </head><body>\(Self.paragraphs)</body></html>
            """
        let article = try article(page, named: "page.html")
        #expect(article.title == "Trams return")
        #expect(article.date?.description == "2020-02-03")
        #expect(article.agency == "Courier")
        #expect(article.language == "ru")
        #expect(article.place == "Almaty")
    }

    @Test func `the encoding that a page declares is the one it is read in`() throws {
        let head = Array(#"<html><head><meta charset="windows-1251"><title>"#.utf8)
        // "Да" in windows-1251.
        let bytes = head + [0xC4, 0xE0] + Array("</title><body><p>".utf8) + [0xC4, 0xE0]
        let pieces = try pieces(bytes, named: "page.html")
        #expect(pieces.first?.article?.title == "Да")
        #expect(pieces.first?.article?.body == "Да")
    }

    @Test(arguments: ["page.html", "page.txt", "page", "page.xml"])
    func `a page is known by its first bytes, whatever its name`(name: String) throws {
        let page = " \n<!doctype html><title>Trams return</title><body>\(Self.paragraphs)"
        #expect(try article(page, named: name).body == Self.body.joined(separator: "\n\n"))
        #expect(ArticleFileReader.needsConfinement(named: name, head: Array(page.utf8.prefix(512))))
    }

    @Test func `an impossible date is refused and not repaired`() throws {
        let page = #"<html><meta name="date" content="2020-02-30"><body>"# + Self.paragraphs
        let article = try article(page, named: "a.html")
        #expect(article.date == nil)
        #expect(article.origin == "no date: \(Refusal(.noSuchDay("2020-02-30", .field("date"))))")
    }

    @Test func `a page that is nested a hundred thousand deep is read`() throws {
        let depth = 100_000
        let page =
            "<html><title>Deep</title><body>" + String(repeating: "<div>", count: depth)
            + "<p>\(Self.first)</p>" + String(repeating: "</div>", count: depth)
        #expect(try article(page, named: "deep.html").body.contains(Self.first))
    }

    @Test func `a page without a word is refused`() throws {
        #expect(try refusal("<html><body><script>1</script></body></html>".utf8, named: "a.html") == .noText)
    }

    @Test(
        arguments: [
            ("2020-02-03", "2020-02-03"), ("2020-02-03 10:15", "2020-02-03"),
            ("2020-02-03T10:15:00.123+0600", "2020-02-03T10:15:00+06:00"),
            ("20200203T101500Z", "2020-02-03T10:15:00Z"), ("20200203", "2020-02-03"),
            ("Mon, 3 Feb 2020 10:15:00 GMT", "2020-02-03T10:15:00Z"),
            ("03 Feb 20 10:15 +0600 (ALMT)", "2020-02-03T10:15:00+06:00"), ("yesterday", nil), ("2020", nil),
        ] as [(String, String?)])
    func `dates are read in the forms that are written`(text: String, date: String?) {
        var read: String?
        if case .date(let found)? = WrittenDate(text) { read = found.description }
        #expect(read == date)
    }

    @Test(arguments: ["2020-02-30", "20201301", "Mon, 31 Feb 2020 10:15:00 GMT", "2020-02-30T10:00:00Z"])
    func `a date that no calendar has is impossible`(text: String) {
        #expect(WrittenDate(text) == .impossible)
    }
}
