import ArticleReading
import Articles
import Testing

@Suite struct ElectronicBookTests {
    private let metadata = """
        <dc:title>A history of trams</dc:title><dc:creator>Dana Omarova</dc:creator><dc:creator>B. Second</dc:creator>
        <dc:language>en</dc:language><dc:identifier>urn:uuid:1</dc:identifier>
        <dc:identifier id="isbn">urn:isbn:9780000000000</dc:identifier>
        <dc:date xmlns:opf="http://www.idpf.org/2007/opf" opf:event="modification">2024-01-01</dc:date>
        <dc:date>2020-02-03</dc:date>
        """

    @Test func `it is one article, in the order of its spine`() throws {
        let bytes = DocumentFiles.book(
            ["<h1>One</h1><p>The first&nbsp;chapter.</p>", "<p>The <b>second</b> chapter.<br/>A line.</p>"],
            metadata: metadata)
        for name in ["book.epub", "book.zip", "book"] {
            let pieces = try pieces(bytes, named: name)
            #expect(pieces.map(\.outline) == ["0 article"])
            let article = try #require(pieces.first?.article)
            #expect(article.title == "A history of trams")
            #expect(article.body == "One\n\nThe first chapter.\n\nThe second chapter.\nA line.")
            #expect(article.agency == "Dana Omarova, B. Second")
            #expect(article.language == "en")
            #expect(article.guid == "urn:isbn:9780000000000")
            #expect(article.date?.description == "2020-02-03")
        }
    }

    @Test func `its publisher counts before its authors`() throws {
        let bytes = DocumentFiles.book(
            ["<p>Text.</p>"], metadata: metadata + "<dc:publisher>Courier</dc:publisher>")
        #expect(try pieces(bytes, named: "a.epub").first?.article?.agency == "Courier")
    }

    @Test func `one whose text is encrypted is refused, and one whose fonts are disguised is not`() throws {
        func book(_ algorithm: String) -> [UInt8] {
            let encryption =
                "<encryption><EncryptedData><EncryptionMethod Algorithm='\(algorithm)'/></EncryptedData></encryption>"
            return DocumentFiles.book(
                ["<p>Text.</p>"], metadata: metadata, more: [("META-INF/encryption.xml", encryption)])
        }
        #expect(
            try refusal(book("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), named: "a.epub")
                == .encrypted("the e-book"))
        #expect(
            try pieces(book("http://www.idpf.org/2008/embedding"), named: "a.epub").map(\.outline) == [
                "0 article"
            ])
    }

    @Test func `the manifest says what is a chapter, and no name does`() throws {
        let parts = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>"),
            (
                "b.opf",
                """
                <package><manifest><item id='a' href='one.bin' media-type='application/xhtml+xml'/>
                <item id='b' href='two' media-type='application/xhtml+xml'/>
                <item id='c' href='cover.html' media-type='image/png'/>
                <item id='d' href='d.pdf' media-type='application/pdf' fallback='e'/>
                <item id='e' href='three.dat' media-type='text/html'/></manifest>
                <spine><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/><itemref idref='d'/></spine></package>
                """
            ),
            ("one.bin", "<html><body><p>One.</p></body></html>"),
            ("two", "<html><body><p>Two.</p></body></html>"), ("cover.html", "Cover."), ("d.pdf", "PDF."),
            ("three.dat", "<html><body><p>Three.</p></body></html>"),
        ]
        let pieces = try pieces(zip(parts), named: "a.epub")
        let article = try #require(pieces.first?.article)
        #expect([article.title, article.body].joined(separator: " ").contains("Two.\n\nThree."))
        #expect(!article.body.contains("Cover"))
        #expect(!article.body.contains("PDF"))
    }

    @Test func `a part counts once, however often the file is gone through`() throws {
        let parts = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>"),
            (
                "b.opf",
                """
                <package><manifest><item id='a' href='one.bin' media-type='application/xhtml+xml'/></manifest>
                <spine><itemref idref='a'/></spine></package>
                """
            ),
            ("one.bin", "<html><body><p>One.</p></body></html>"),
        ]
        for (memberCount, outline) in [(4, "0 article"), (3, "0 too_many_members")] {
            var limits = ReadingLimits()
            limits.memberCount = memberCount
            #expect(try pieces(zip(parts), named: "a.epub", limits: limits).map(\.outline) == [outline])
        }
    }

    @Test func `a chapter that is missing, and a book without text, are refused`() throws {
        let parts = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>"),
            (
                "b.opf",
                "<package><manifest><item id='a' href='gone.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>"
            ),
        ]
        #expect(
            try refusal(zip(parts), named: "a.epub")
                == .damaged("the e-book", detail: "it has no part gone.xhtml"))
        #expect(
            try refusal(DocumentFiles.book(["<img src='a.png'/>"], metadata: metadata), named: "a.epub")
                == .noText)
    }
}
