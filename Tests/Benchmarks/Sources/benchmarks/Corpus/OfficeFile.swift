/// Documents that are zip archives of XML, whose parts are stored as they are.
enum OfficeFile {
    static func word(_ article: CorpusArticle) -> [UInt8] {
        let paragraphs = text(article).map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
        return zip([
            (
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml"
                 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
                 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
                 Target="word/document.xml"/></Relationships>
                """
            ),
            (
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                    + paragraphs + "</w:body></w:document>"
            ),
        ])
    }

    static func openDocument(_ article: CorpusArticle) -> [UInt8] {
        let paragraphs = text(article).map { "<text:p>\($0)</text:p>" }.joined()
        let names = ["office", "text"].map {
            "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }
        return zip([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                "<office:document-content \(names.joined(separator: " "))><office:body><office:text>"
                    + paragraphs
                    + "</office:text></office:body></office:document-content>"
            ),
        ])
    }

    static func book(_ article: CorpusArticle) -> [UInt8] {
        zip([
            ("mimetype", "application/epub+zip"),
            (
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>"
            ),
            (
                "a.opf",
                """
                <package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(ArticleFormat.title(article))</dc:title>
                </metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
                <spine><itemref idref="c"/></spine></package>
                """
            ),
            ("c.xhtml", "<html><body>\(ArticleFormat.marked(article))</body></html>"),
        ])
    }

    private static func text(_ article: CorpusArticle) -> [String] {
        [ArticleFormat.title(article)]
            + String(decoding: article.text, as: UTF8.self).split(separator: "\n\n").map(String.init)
    }

    private static func zip(_ members: [(name: String, content: String)]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in members {
            let bytes = Array(content.utf8)
            // The version that unpacks it, flags, method, time, date, checksum, sizes, length of the name.
            let common =
                number(20, 2) + number(0, 8) + number(Int(checksum(bytes)), 4) + number(bytes.count, 4)
                + number(bytes.count, 4) + number(name.utf8.count, 2) + number(0, 2)
            directory += Array("PK\u{1}\u{2}".utf8) + number(20, 2) + common + number(0, 10)
            directory += number(file.count, 4) + Array(name.utf8)
            file += Array("PK\u{3}\u{4}".utf8) + common + Array(name.utf8) + bytes
        }
        let start = file.count
        file += directory + Array("PK\u{5}\u{6}".utf8) + number(0, 4) + number(members.count, 2)
        return file + number(members.count, 2) + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
        (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }
}
