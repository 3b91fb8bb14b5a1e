/// A way to write articles into files.
struct ArticleFormat: Sendable {
    let name: String
    let suffix: String
    /// Whether all articles are in one file.
    var isOneFile = false
    /// What is done with the files then, in their folder.
    var commands: [String] = []
    /// The bytes of a file of these articles.
    let file: @Sendable ([CorpusArticle]) -> [UInt8]

    static let all: [ArticleFormat] = [
        ArticleFormat(name: "text", suffix: "txt") { $0[0].textFile() },
        ArticleFormat(name: "Markdown", suffix: "md") {
            Array("---\ndate: 2020-02-03\n---\n# ".utf8) + $0[0].textFile()
        },
        ArticleFormat(name: "JSON", suffix: "json", file: lines),
        ArticleFormat(name: "JSON lines", suffix: "jsonl", isOneFile: true, file: lines),
        ArticleFormat(name: "web page", suffix: "html") { utf8(page(of: $0[0])) },
        ArticleFormat(name: "RSS", suffix: "rss", isOneFile: true, file: feed),
        ArticleFormat(name: "NITF", suffix: "nitf") { utf8(nitf(of: $0[0])) },
        ArticleFormat(name: "NewsML-G2", suffix: "xml") { utf8(newsML(of: $0[0])) },
        ArticleFormat(name: "IPTC 7901", suffix: "txt", isOneFile: true, file: wire),
        ArticleFormat(name: "mail", suffix: "eml") { utf8(mail(of: $0[0])) },
        ArticleFormat(name: "mailbox", suffix: "mbox", isOneFile: true, file: mailbox),
        ArticleFormat(name: "rich text", suffix: "rtf") { utf8(richText(of: $0[0])) },
        ArticleFormat(name: "Word", suffix: "docx") { OfficeFile.word($0[0]) },
        ArticleFormat(name: "OpenDocument", suffix: "odt") { OfficeFile.openDocument($0[0]) },
        ArticleFormat(name: "e-book", suffix: "epub") { OfficeFile.book($0[0]) },
        ArticleFormat(name: "PDF", suffix: "pdf") { PDFPages.file($0[0]) },
        ArticleFormat(name: "text, gzip", suffix: "txt", commands: ["gzip -1 *.txt"]) { $0[0].textFile() },
        ArticleFormat(
            name: "texts in tar.gz", suffix: "txt",
            commands: ["tar czf ../a.tar.gz . && rm *.txt && mv ../a.tar.gz ."]
        ) { $0[0].textFile() },
        ArticleFormat(name: "web archive", suffix: "warc", isOneFile: true, file: webArchive),
        ArticleFormat(
            name: "web archive, gzip", suffix: "warc", isOneFile: true, commands: ["gzip -1 *.warc"],
            file: webArchive),
    ]

    private static func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Sendable private static func lines(_ articles: [CorpusArticle]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (number, article) in articles.enumerated() { article.appendJSONLine(id: number, to: &bytes) }
        return bytes
    }

    private static func paragraphs(_ article: CorpusArticle) -> [String] {
        String(decoding: article.text, as: UTF8.self).split(separator: "\n\n").map(String.init)
    }

    static func title(_ article: CorpusArticle) -> String { String(decoding: article.title, as: UTF8.self) }

    static func marked(_ article: CorpusArticle) -> String {
        paragraphs(article).map { "<p>\($0)</p>" }.joined(separator: "\n")
    }

    private static func page(of article: CorpusArticle) -> String {
        let links = (0..<20).map {
            "<li><a href=\"/story/\($0)\">Another story of number \($0) today</a></li>"
        }.joined()
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(title(article)) - Courier</title>
            <meta property="article:published_time" content="2020-02-03T10:15:00Z"></head><body><header><nav><ul>\(links)</ul>
            </nav></header><main><article><h1>\(title(article))</h1>\(marked(article))</article></main><aside><ul>\(links)</ul>
            </aside><footer><p>Copyright Courier Publishing House. All rights reserved.</p></footer></body></html>
            """
    }

    @Sendable private static func feed(_ articles: [CorpusArticle]) -> [UInt8] {
        let items = articles.enumerated().map { number, article in
            "<item><title>\(title(article))</title><guid>\(number)</guid><pubDate>Mon, 3 Feb 2020 10:15:00 GMT</pubDate>"
                + "<description><![CDATA[\(marked(article))]]></description></item>"
        }
        return utf8(
            "<rss version=\"2.0\"><channel><title>Courier</title>\(items.joined(separator: "\n"))</channel></rss>"
        )
    }

    private static func nitf(of article: CorpusArticle) -> String {
        """
        <?xml version="1.0"?><nitf><head><docdata><date.issue norm="20200203T101500Z"/></docdata></head><body><body.head>
        <hedline><hl1>\(title(article))</hl1></hedline></body.head><body.content>\(marked(article))</body.content></body></nitf>
        """
    }

    private static func newsML(of article: CorpusArticle) -> String {
        """
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>2020-02-03T10:15:00Z</versionCreated>
        </itemMeta><contentMeta><headline>\(title(article))</headline></contentMeta><contentSet><inlineXML>
        <html xmlns="http://www.w3.org/1999/xhtml"><body>\(marked(article))</body></html></inlineXML></contentSet></newsItem>
        """
    }

    @Sendable private static func wire(_ articles: [CorpusArticle]) -> [UInt8] {
        articles.enumerated().flatMap { number, article in
            utf8("\u{1}xyz\(1_000 + number) 4 pol 0210\r\n\u{2}") + article.textFile()
                + utf8("\u{3}031015 GMT FEB 20\r\n\u{4}\r\n")
        }
    }

    private static func mail(of article: CorpusArticle) -> String {
        "From: Desk <desk@example.org>\nSubject: \(title(article))\nDate: Mon, 3 Feb 2020 10:15:00 +0000\n"
            + "Content-Type: text/plain; charset=utf-8\n\n\(String(decoding: article.text, as: UTF8.self))\n"
    }

    @Sendable private static func mailbox(_ articles: [CorpusArticle]) -> [UInt8] {
        articles.flatMap { utf8("From desk@example.org Mon Feb  3 10:15:00 2020\n\(mail(of: $0))\n") }
    }

    private static func richText(of article: CorpusArticle) -> String {
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\info{\\title \(title(article))}}\\f0 "
            + paragraphs(article).joined(separator: "\\par\n") + "\\par}"
    }

    @Sendable private static func webArchive(_ articles: [CorpusArticle]) -> [UInt8] {
        articles.enumerated().flatMap { number, article in
            let answer =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(of: article)
            return utf8(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/\(number)\r\n"
                    + "Content-Type: application/http; msgtype=response\r\nContent-Length: \(answer.utf8.count)\r\n\r\n"
                    + answer + "\r\n\r\n")
        }
    }
}
