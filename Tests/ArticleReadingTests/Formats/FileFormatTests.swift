import ArticleReading
import Articles
import Testing

@Suite struct FileFormatTests {
    @Test(arguments: [
        "a.txt", "a.TXT", "a", ".hidden", "a.text", "a.wire", "a.log", "statement 12.2.2020", "folder.pdf/a",
        "NUR-SULTAN. KAZINFORM The visit", "a.", "",
    ])
    func `text is read whatever its file is called`(name: String) throws {
        #expect(try article("One. Two.", named: name).title == "One.")
    }

    @Test(arguments: [
        "a.zip", "a.tar.gz", "a.txt.gz", "a.pdf", "a.docx", "a.epub", "a.rtf", "a.warc", "a.doc", "a.tar",
    ])
    func `a text that is called an archive or a document is a text`(name: String) throws {
        #expect(try article("One. Two.", named: name).title == "One.")
    }

    /// Prose that begins with the mark of a format.
    static let markedTexts = [
        "BZh9 is how a file of bzip2 begins.", "WARC/1.0 is the first line of a web archive.",
        "WARC/1.0\n\nis the first line of a web archive.", "GIF89a is a format of pictures.", "GIF89a",
        "{\\rtf is how rich text begins.", "{\\rtf1 is how rich text begins.", "%PDF in prose.",
        "%PDF-1.4 is how a PDF begins.", "%PDF-1.4\n\nis how a PDF begins.", "%!PS is how PostScript begins.",
        "<?xml is how XML begins.", "<rss is how feeds begin.", "<feed me, said the plant.",
        "<html is how pages begin.", "<!DOCTYPE html is how pages begin.", "PK is how a zip archive begins.",
        String(repeating: "a story ", count: 32) + ".ustar is the mark of a tar archive.",
    ]

    @Test(arguments: markedTexts)
    func `a text that begins with the mark of a format and goes on as none is a text`(text: String) throws {
        for text in [text, text + "\n\nAnd this is how it goes on.\n"] {
            for name in ["a.txt", "a"] {
                let bytes = Array(text.utf8)
                #expect(!ArticleFileReader.needsConfinement(named: name, head: Array(bytes.prefix(512))))
                let article = try article(text, named: name)
                let taken = "\(article.title) \(article.body)".split { $0.isWhitespace }
                #expect(Set(text.split { $0.isWhitespace }).isSubset(of: taken))
            }
        }
    }

    @Test(
        arguments: [
            ("{\\rtf1\\ansi cut", "damaged"), ("{\\rtf1", "damaged"), ("%PDF-1.7\n", "damaged"),
            ("%PDF-1.7\n%âãÏÓ\n", "damaged"), ("%PDF-1.7 1 0 obj", "damaged"), ("BZh9", "damaged"),
            ("BZh91AY&SY and more", "damaged"), ("WARC/1.0\r\nWARC-Type: response\r\n", "damaged"),
            ("WARC/1.0\r\n", "damaged"), ("<?xml version='1.0'?>", "invalid_xml"),
            ("<rss version='2.0'>", "invalid_xml"),
            ("GIF89a\u{1}\u{0}", "unsupported_format"), ("%!PS-Adobe-3.0 EPSF", "unsupported_format"),
        ])
    func `what goes on as a format does is refused as a damaged file of it`(text: String, code: String) throws
    {
        #expect(try refusal(text.utf8, named: "a.txt").map { Refusal($0).code } == code)
    }

    @Test(arguments: [
        ("a.eml", "a mail"), ("a.mbox", "a mailbox"), ("a.xml", "XML"), ("a.rss", "XML"),
        ("a.zip", "an archive or a compressed file"), ("a.warc", "a web archive"), ("a.pdf", "a PDF"),
        ("a.docx", "the Word document"), ("a.rtf", "rich text"),
    ])
    func `a text whose name says something else is taken whole, and says so`(name: String, claim: String)
        throws
    {
        let text = "Trams return\n\nThe first text: trams are back.\n\nAnd more of it."
        let article = try article(text, named: name)
        #expect(article.title == "Trams return")
        #expect(article.body == "The first text: trams are back.\n\nAnd more of it.")
        #expect(
            article.origin == "read as a text: its name says that it is \(claim), and its bytes do not")
        #expect(Article.remark(in: "place: the dateline; \(article.origin ?? "")") == article.origin)
    }

    @Test func `what is called compressed and is not, is read by the rest of its name`() throws {
        #expect(try article(#"{"text": "One. Two."}"#, named: "a.json.gz").title == "One.")
        #expect(try article("# One\nTwo.", named: "a.md.zst").title == "One")
        #expect(try refusal([0x51, 0x4B, 3, 4, 0, 0], named: "a.zip").map { Refusal($0).code } == "damaged")
    }

    @Test(arguments: ["a.json", "a.JSON", "a.jsonl", "a.ndjson", "a.NdJson"])
    func `the extension states the format in any case`(name: String) throws {
        #expect(try article(#"{"text": "One. Two."}"#, named: name).title == "One.")
    }

    @Test(arguments: ["a.md", "a.MD", "a.markdown"])
    func `Markdown goes by two extensions`(name: String) throws {
        #expect(try article("# Talks end\nText.", named: name).title == "Talks end")
    }

    @Test(arguments: [
        "ODS", "pptx", "msg", "pst", "csv", "jpg", "mp4", "7z", "sqlite", "mobi",
    ])
    func `a format that is not read yet is refused by its name`(suffix: String) throws {
        guard case .unsupportedFormat? = try refusal("some bytes".utf8, named: "a.b.\(suffix)") else {
            Issue.record("taken: \(suffix)")
            return
        }
    }

    @Test(
        arguments: [
            (Array("%!PS-Adobe".utf8), "PostScript"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document"),
            (Array("SQLite format 3".utf8) + [0], "a database (SQLite)"),
        ] as [([UInt8], String)])
    func `bytes that give away their format are refused by its name`(head: [UInt8], name: String) throws {
        for file in ["a", "a.txt", "a.md", "a.json", "a.jsonl"] {
            let bytes = head + [UInt8](repeating: 0x0A, count: 1_000)
            #expect(try refusal(bytes, named: file) == .unsupportedFormat(name))
        }
    }

    @Test(arguments: ["# A heading", "{}", "A text", "<p>A text", "PK", "<?php echo 1;"])
    func `what no foreign parser reads stays in the daemon`(text: String) {
        for name in ["a.txt", "a.md", "a.json", "a.jsonl", "a"] {
            #expect(!ArticleFileReader.needsConfinement(named: name, head: Array(text.utf8)))
        }
    }

    @Test func `a film is refused unread`() throws {
        struct Unreadable: ByteSource, Error {
            mutating func nextChunk() throws -> [UInt8]? { throw self }
        }
        var source = Unreadable()
        var outline: [String] = []
        try ArticleFileReader().read(named: "a.mp4", byteCount: 10, from: &source) {
            outline.append($0.outline)
        }
        #expect(outline == ["0 unsupported_format"])
    }
}
