import ArticleReading
import Articles
import Testing

@Suite struct CharacterSetTests {
    static let names = ["a.txt", "a.md", "a.json", "a.jsonl", "a"]

    @Test(arguments: [
        ("a.txt", "Talks end\n\nText."), ("a.md", "---\ntitle: Talks end\n---\nText."),
        ("a.json", #"{"title": "Talks end", "text": "Text."}"#),
        ("a.jsonl", #"{"title": "Talks end", "text": "Text."}"#),
    ])
    func `a byte order mark is accepted`(name: String, text: String) throws {
        let article = try article("\u{FEFF}" + text, named: name)
        #expect(article == Article(title: "Talks end", body: "Text."))
    }

    @Test func `lines in an encoding of wide characters are refused by its name`() throws {
        #expect(try refusal([0xFF, 0xFE, 0x41, 0x00], named: "a.jsonl") == .unsupportedEncoding("UTF-16"))
        #expect(try refusal([0xFE, 0xFF, 0x00, 0x41], named: "a.jsonl") == .unsupportedEncoding("UTF-16"))
        let wide: [UInt8] = [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]
        #expect(try refusal(wide, named: "a.jsonl") == .unsupportedEncoding("UTF-32"))
    }

    @Test(arguments: ["a.txt", "a.md", "a"])
    func `a NUL byte is refused with its place`(name: String) throws {
        #expect(
            try refusal(Array("Text.".utf8) + [0] + Array("More".utf8), named: name) == .nulByte(offset: 5))
        #expect(try refusal([0x41, 0, 0x42], named: name) == .nulByte(offset: 1))
    }

    @Test(
        arguments: [
            [0xFF], [0xC3], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
        ] as [[UInt8]])
    func `broken UTF-8 is refused with its place`(broken: [UInt8]) throws {
        let before = Array("Мәтін".utf8)
        let offset = Int64(before.count)
        #expect(try refusal(before + broken, named: "a.txt") == .invalidUTF8(offset: offset))
        #expect(try refusal(before + broken + [0x2E], named: "a.md") == .invalidUTF8(offset: offset))
        #expect(try refusal(before + broken + [0x2E, 0], named: "a") == .invalidUTF8(offset: offset))
        let json = Array("[{\"text\": \"".utf8)
        #expect(
            try refusal(json + broken + Array("\"}]".utf8), named: "a.json")
                == .invalidUTF8(offset: Int64(json.count)))
    }

    @Test func `broken UTF-8 in JSON lines refuses its line and names the place in the file`() throws {
        let first = Array("\u{FEFF}{\"text\": \"One.\"}\r\n  ".utf8)
        let second = Array("{\"text\": \"".utf8)
        let bytes = first + second + [0xFF] + Array("\"}\n{\"text\": \"Two.\"}".utf8)
        for chunkByteCount in [1, 7, 4_096] {
            let pieces = try pieces(bytes, named: "a.jsonl", chunkByteCount: chunkByteCount)
            #expect(pieces.map(\.outline) == ["1 article", "2 invalid_utf8", "3 article"])
            let offset = Int64(first.count + second.count)
            #expect(pieces[1] == .refusal(Refusal(.invalidUTF8(offset: offset)), ordinal: 2))
        }
    }

    @Test(arguments: names)
    func `an empty file is refused for being empty`(name: String) throws {
        #expect(try refusal([], named: name) == .emptyFile)
    }

    @Test(arguments: ["a.txt", "a.md", "a.json", "a"])
    func `a file of blanks has no text`(name: String) throws {
        #expect(try refusal("\u{FEFF} \r\n\t\u{3000}\u{A0}\n".utf8, named: name) == .noText)
    }
}
