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
