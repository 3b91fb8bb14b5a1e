import ArticleReading
import Articles
import SystemPackage
import TestSupport
import Testing

/// What people make to do harm, and what is left of a file that was not copied whole.
@Suite(.timeLimit(.hang)) struct HostileDocumentTests {
    static let samples: [(name: String, bytes: [UInt8])] = [
        (
            "a.docx",
            DocumentFiles.word(
                "<w:p><w:r><w:t>Trams return. They do.</w:t></w:r></w:p>",
                properties: "<dc:title>Trams</dc:title>")
        ),
        ("a.odt", DocumentFiles.openDocument("<text:p>Trams return. They do.</text:p>")),
        (
            "a.epub",
            DocumentFiles.book(["<p>Trams return. They do.</p>"], metadata: "<dc:title>Trams</dc:title>")
        ),
    ]

    @Test(arguments: samples.map(\.name))
    func `a file that was not written to its end is refused`(name: String) throws {
        let bytes = try #require(Self.samples.first { $0.name == name }?.bytes)
        #expect(try pieces(bytes, named: name).map(\.outline) == ["0 article"])
        for count in stride(from: 4, to: bytes.count, by: 7) {
            let outline = try pieces(bytes.prefix(count), named: name).map(\.outline)
            #expect(outline == ["0 damaged"], "cut at \(count) of \(bytes.count)")
        }
    }

    @Test(arguments: samples.map(\.name))
    func `changed bytes give an article or one refusal`(name: String) throws {
        let bytes = try #require(Self.samples.first { $0.name == name }?.bytes)
        var random = SeededGenerator(seed: 20_200_203)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<3 {
                damaged[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            #expect(try !pieces(damaged, named: name).isEmpty)
        }
    }

    @Test(
        arguments: [
            ("a.docx", "[Content_Types].xml", "word/document.xml"),
            ("a.epub", "mimetype", "META-INF/container.xml"),
            ("a.odt", "mimetype", "content.xml"),
        ])
    func `a bomb in a document is refused before it fills the memory`(
        name: String, first: String, part: String
    ) async throws {
        for (megabytes, code) in [(40, "expands_too_much"), (300, "file_too_large")] {
            let folder = try TemporaryFolder()
            let script = """
                import zipfile
                with zipfile.ZipFile("out", "w", zipfile.ZIP_DEFLATED) as file:
                    file.writestr("\(first)", "")
                    with file.open("\(part)", "w") as part:
                        for _ in range(\(megabytes)): part.write(b" " * 1000000)
                """
            let made = try await Command(
                "/bin/sh", ["-c", "cd '\(folder.path)' && python3 -c '\(script)'"]
            ).run()
            try #require(made.status == .exited(0), "\(made.output)")
            let bytes = try FileSystem.contents(of: folder.path.appending("out"))
            #expect(bytes.count < 2_000_000)
            #expect(try pieces(bytes, named: name).map(\.outline) == ["0 \(code)"])
        }
    }

    @Test func `an archive within a document is not unpacked`() throws {
        let bytes = DocumentFiles.word(
            "<w:p><w:r><w:t>Trams return. They do.</w:t></w:r></w:p>",
            more: [("word/embeddings/bomb.zip", "PK\u{3}\u{4} no archive at all")])
        #expect(try pieces(bytes, named: "a.docx").map(\.outline) == ["0 article"])
    }

    @Test func `entities that a document declares are never expanded`() throws {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
            <w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>
            """
        let word = DocumentFiles.word("", more: [("word/document.xml", bomb)])
        #expect(try refusal(word, named: "a.docx") == .declaresEntities)
        let thief = """
            <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><container><rootfile full-path="&a;"/></container>
            """
        let book = zip([("mimetype", "application/epub+zip"), ("META-INF/container.xml", thief)])
        #expect(try pieces(book, named: "a.epub").first?.outline == "0 invalid_xml")
    }

    @Test func `an encrypted document of Office is told from an old one`() throws {
        let head: [UInt8] =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1_000)
        let encrypted = head + Array("EncryptedPackage".utf8).flatMap { [$0, 0] as [UInt8] } + head
        for name in ["a.docx", "a.doc"] {
            #expect(try refusal(encrypted, named: name) == .encrypted("the Word document"))
            #expect(try refusal(head, named: name) == .unsupportedFormat("an old Office document"))
        }
        #expect(try refusal(head, named: "a.txt") == .unsupportedFormat("an old Office document"))
    }

    @Test func `a password of the zip archive is a refusal`() throws {
        var bytes = Self.samples[0].bytes
        // The flag of encryption, in the member and in the directory.
        for index in bytes.indices.dropLast(8) where bytes[index...].starts(with: [0x50, 0x4B]) {
            if bytes[index + 2] == 3 { bytes[index + 6] |= 1 }
            if bytes[index + 2] == 1 { bytes[index + 8] |= 1 }
        }
        #expect(try refusal(bytes, named: "a.docx") == .encrypted("the Word document"))
    }

    @Test func `references that lead out of the document find nothing`() throws {
        let parts = [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", "<container><rootfile full-path='../../../etc/passwd'/></container>"),
        ]
        #expect(
            try refusal(zip(parts), named: "a.epub")
                == .damaged("the e-book", detail: "it has no part ../../../etc/passwd"))
    }
}
