import ArticleReading
import Articles
import Testing

@Suite struct OpenDocumentTests {
    private func article(_ bytes: [UInt8], named name: String = "story.odt") throws -> Article {
        let pieces = try pieces(bytes, named: name)
        #expect(pieces.count == 1)
        return try #require(pieces.first?.article, "\(pieces)")
    }

    @Test func `its metadata are title, author, language and the day it was written`() throws {
        let meta = """
            <dc:title>Trams return</dc:title><meta:initial-creator>Dana Omarova</meta:initial-creator>
            <dc:creator>Somebody</dc:creator><dc:language>ru-RU</dc:language>
            <meta:creation-date>2020-02-03T10:15:00.123456</meta:creation-date><dc:date>2024-01-01T00:00:00</dc:date>
            """
        let article = try article(
            DocumentFiles.openDocument(
                "<text:h>Trams return</text:h><text:p>The council voted.</text:p>", meta: meta))
        #expect(article.title == "Trams return")
        #expect(article.body == "The council voted.")
        #expect(article.agency == "Dana Omarova")
        #expect(article.language == "ru")
        #expect(article.date?.description == "2020-02-03")
    }

    @Test func `what it declares counts before the dateline of its text`() throws {
        let meta = """
            <dc:title>Trams return</dc:title><meta:initial-creator>Dana Omarova</meta:initial-creator>
            <dc:language>kk</dc:language><meta:creation-date>2020-02-03T10:15:00</meta:creation-date>
            """
        let article = try article(
            DocumentFiles.openDocument(
                "<text:p>MOSCOW, March 5, 2021. /TASS/. The council voted.</text:p>", meta: meta))
        #expect(article.date?.description == "2020-02-03")
        #expect(article.agency == "Dana Omarova")
        #expect(article.language == "kk")
        #expect(article.place == "Moscow")
    }

    @Test(
        arguments: [
            ("<text:p>One<text:tab/>two<text:line-break/>three</text:p>", "One\ttwo\nthree"),
            (#"<text:p>a  b<text:s text:c="3"/>c <text:span>d</text:span></text:p>"#, "a b   c d"),
            (
                "<text:p>first<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note> end</text:p><text:p>second</text:p>",
                "first end\n\nsecond\n\na note"
            ),
            (
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>kept<office:annotation><text:p>a comment</text:p></office:annotation></text:p>",
                "kept"
            ),
            (
                "<text:p>Of <text:title>trams</text:title><draw:frame xmlns:draw=\"d\"><svg:title xmlns:svg=\"s\">a picture</svg:title></draw:frame></text:p>",
                "Of trams"
            ),
            ("<text:list><text:list-item><text:p>an item</text:p></text:list-item></text:list>", "an item"),
        ])
    func `what a reader sees is the text`(content: String, text: String) throws {
        let article = try article(
            DocumentFiles.openDocument(content, meta: "<dc:title>A title</dc:title>"))
        #expect(article.body == text)
    }

    @Test func `what is closed, another kind or not whole is refused`() throws {
        let manifest =
            "<manifest xmlns='m'><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"
        let encrypted = DocumentFiles.openDocument("", more: [("META-INF/manifest.xml", manifest)])
        #expect(try refusal(encrypted, named: "a.odt") == .encrypted("the OpenDocument text"))
        let table = DocumentFiles.openDocument("", type: "application/vnd.oasis.opendocument.spreadsheet")
        #expect(try refusal(table, named: "a.odt") == .unsupportedFormat("a spreadsheet"))
        let empty = zip([("mimetype", "application/vnd.oasis.opendocument.text")])
        #expect(
            try refusal(empty, named: "a.odt")
                == .damaged("the OpenDocument text", detail: "it has no part content.xml"))
        #expect(try refusal(DocumentFiles.openDocument("<text:p/>"), named: "a.odt") == .noText)
    }

    @Test(arguments: ["story.odt", "story.zip", "story", "story.docx"])
    func `its bytes say what it is, whatever it is called`(name: String) throws {
        let bytes = DocumentFiles.openDocument("<text:p>Trams return. They do.</text:p>")
        #expect(try article(bytes, named: name).title == "Trams return.")
    }
}
