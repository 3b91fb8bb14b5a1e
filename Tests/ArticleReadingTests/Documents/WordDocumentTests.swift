import ArticleReading
import Articles
import Testing

@Suite struct WordDocumentTests {
    private func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    private func article(_ bytes: [UInt8], named name: String = "story.docx") throws -> Article {
        let pieces = try pieces(bytes, named: name)
        #expect(pieces.count == 1)
        return try #require(pieces.first?.article, "\(pieces)")
    }

    @Test func `its properties are title, author, language and the day it was written`() throws {
        let properties = """
            <dc:title>Trams return to Almaty</dc:title><dc:creator>Dana Omarova</dc:creator>
            <cp:lastModifiedBy>Somebody</cp:lastModifiedBy><dc:language>kk-KZ</dc:language>
            <dcterms:created>2020-02-03T10:15:00Z</dcterms:created>
            <dcterms:modified>2024-01-01T00:00:00Z</dcterms:modified>
            """
        let bytes = DocumentFiles.word(
            paragraph("The council voted.") + paragraph("Trams run again."), properties: properties)
        let article = try article(bytes)
        #expect(article.title == "Trams return to Almaty")
        #expect(article.body == "The council voted.\n\nTrams run again.")
        #expect(article.agency == "Dana Omarova")
        #expect(article.language == "kk")
        #expect(article.date?.description == "2020-02-03T10:15:00Z")
    }

    @Test func `without properties the first paragraph is the headline, and a wire header counts`() throws {
        let plain = try article(
            DocumentFiles.word(paragraph("Trams return") + paragraph("The council voted.")))
        #expect(plain.title == "Trams return")
        #expect(plain.body == "The council voted.")
        #expect(plain.date == nil)
        let wire = try article(
            DocumentFiles.word(
                paragraph("date 2020-02-03 NUR-SULTAN. KAZINFORM The council voted. It was late."),
                properties:
                    "<dc:creator>Dana</dc:creator><dcterms:created>2021-01-01T00:00:00Z</dcterms:created>"))
        #expect(wire.title == "The council voted.")
        #expect(wire.agency == "KAZINFORM")
        #expect(wire.place == "Nur-Sultan")
        #expect(wire.date?.description == "2020-02-03")
    }

    @Test(
        arguments: [
            (
                "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>",
                "One\ttwo\nthree"
            ),
            (
                #"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r><w:r><w:t>two</w:t></w:r></w:p>"#,
                "One two"
            ),
            (
                "<w:p><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>kept</w:t></w:r></w:ins></w:p>",
                "kept"
            ),
            (
                "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>",
                "a link"
            ),
            (
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a cell</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>another</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
                "a cell\n\nanother"
            ),
            (
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>a box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>around</w:t></w:r></w:p>",
                "a box\n\naround"
            ),
        ])
    func `what a reader sees is the text`(body: String, text: String) throws {
        let article = try article(
            DocumentFiles.word(body, properties: "<dc:title>A title</dc:title>"))
        #expect(article.body == text)
    }

    @Test func `notes stand behind the text, comments and page headers are left out`() throws {
        let notes =
            #"<w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"#
            + "<w:footnote>\(paragraph("A note below."))</w:footnote>"
        let bytes = DocumentFiles.word(
            paragraph("The first paragraph, which ends here.") + paragraph("The second."),
            properties: "<dc:title>A title</dc:title>",
            more: [
                (
                    "word/_rels/document.xml.rels",
                    DocumentFiles.relations([
                        ("footnotes", "footnotes.xml", DocumentFiles.office),
                        ("comments", "comments.xml", DocumentFiles.office),
                        ("header", "header1.xml", DocumentFiles.office),
                    ])
                ),
                ("word/footnotes.xml", DocumentFiles.wordPart("footnotes", notes)),
                ("word/comments.xml", DocumentFiles.wordPart("comments", paragraph("A comment"))),
                ("word/header1.xml", DocumentFiles.wordPart("hdr", paragraph("A page header"))),
            ])
        #expect(
            try article(bytes).body
                == "The first paragraph, which ends here.\n\nThe second.\n\nA note below.")
    }

    @Test(arguments: ["story.docx", "story.doc", "story.txt", "story", "story.zip", "story.odt", "story.pdf"])
    func `its bytes say what it is, whatever it is called`(name: String) throws {
        let bytes = DocumentFiles.word(paragraph("Trams return. They do."))
        #expect(try article(bytes, named: name).title == "Trams return.")
        #expect(ArticleFileReader.needsConfinement(named: name, head: Array(bytes.prefix(512))))
    }

    @Test(
        arguments: [
            (#"<w:p><w:r><w:t>A part.</w:t></w:r></w:p><w:altChunk r="x"/>"#, "unsupported_format"),
            ("<w:p/>", "no_text"), ("<w:p><w:r><w:t>never closed", "invalid_xml"),
            ("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", "invalid_xml"),
        ])
    func `a body that is none is refused`(body: String, code: String) throws {
        #expect(try pieces(DocumentFiles.word(body), named: "a.docx").map(\.outline) == ["0 \(code)"])
    }

    @Test func `a part that is missing, a table and a presentation are refused`() throws {
        let parts = [("[Content_Types].xml", "<Types/>")]
        #expect(
            try refusal(zip(parts), named: "a.docx")
                == .damaged("the Word document", detail: "it has no part word/document.xml"))
        #expect(
            try refusal(zip(parts + [("word/document.xml", "<workbook/>")]), named: "a.docx")
                == .unsupportedFormat("a spreadsheet"))
        #expect(
            try refusal([8, 7, 0, 1], named: "a.docx")
                == .damaged("the Word document", detail: "it begins like none"))
    }
}
