import ArticleReading
import Articles
import Testing

@Suite struct JSONLinesTests {
    @Test func `a broken line is one refusal and reading goes on`() throws {
        let lines = (1...5).map { $0 == 3 ? "{\"text\": \"broken" : "{\"text\": \"Story \($0).\"}" }
        let pieces = try pieces(lines.joined(separator: "\n"), named: "a.jsonl")
        #expect(
            pieces.map(\.outline) == ["1 article", "2 article", "3 invalid_json", "4 article", "5 article"])
        #expect(pieces[4].article?.title == "Story 5.")
        let offset = Int64((lines[0] + lines[1] + lines[2]).utf8.count + 2)
        #expect(pieces[2] == .refusal(Refusal(.invalidJSON(.unexpectedEnd, offset: offset)), ordinal: 3))
    }

    @Test func `blank lines are counted and passed over`() throws {
        let pieces = try pieces(
            "\n\r\n{\"text\": \"a\"}\r\n \t\n\n  {\"text\": \"b\"}  \n\n", named: "a.jsonl")
        #expect(pieces.map(\.outline) == ["3 article", "6 article"])
    }

    @Test(arguments: ["\n\n \r\n", "\u{FEFF}", " "])
    func `lines that are all blank are no articles`(text: String) throws {
        #expect(try refusal(text.utf8, named: "a.jsonl") == .noArticles)
    }

    @Test func `an unchanged line is not parsed again`() throws {
        let first = try pieces("{\"text\": \"a\"}\n{\"text\": \"b\"}", named: "a.jsonl")
        let known = Dictionary(uniqueKeysWithValues: zip(1..., first.compactMap(\.sourceHash)))
        let appended = "{\"text\": \"a\"}\r\n {\"text\": \"b\"}\n{\"text\": \"c\"}\n"
        let second = try pieces(appended.utf8, named: "a.jsonl", skip: { known[$0] == $1 })
        #expect(second.map(\.outline) == ["1 unchanged", "2 unchanged", "3 article"])
        #expect(second[0].sourceHash == first[0].sourceHash)
    }

    @Test func `the hook comes before any parsing`() throws {
        let pieces = try pieces("{broken\n".utf8, named: "a.jsonl", skip: { _, _ in true })
        #expect(pieces.map(\.outline) == ["1 unchanged"])
    }

    @Test(arguments: [1, 3, 50, 4_096])
    func `a line beyond the limit is one refusal and its bytes are passed over`(chunkByteCount: Int) throws {
        let long = "{\"text\": \"" + String(repeating: "x", count: 1_000) + "\"}"
        let text = "{\"text\": \"a\"}\n\(long)\n{\"text\": \"\n{\"text\": \"b\"}\n\(long)"
        let pieces = try pieces(
            text.utf8, named: "a.jsonl", chunkByteCount: chunkByteCount,
            limits: ReadingLimits(articleByteCount: 100))
        #expect(
            pieces.map(\.outline) == [
                "1 article", "2 article_too_large", "3 invalid_json", "4 article", "5 article_too_large",
            ])
        #expect(pieces[1] == .refusal(Refusal(.articleTooLarge(limit: 100)), ordinal: 2))
        let offset = Int64("{\"text\": \"a\"}\n\(long)\n{\"text\": \"".utf8.count)
        #expect(pieces[2] == .refusal(Refusal(.invalidJSON(.unexpectedEnd, offset: offset)), ordinal: 3))
    }

    @Test func `the limit is of one line and not of the file`() throws {
        let line = "{\"text\": \"\(String(repeating: "x", count: 78))\"}"
        #expect(line.utf8.count == 90)
        let text = Array(repeating: line, count: 500).joined(separator: "\n")
        let pieces = try pieces(
            text, named: "a.jsonl", limits: ReadingLimits(articleByteCount: 90, documentByteCount: 1))
        #expect(pieces.count == 500 && pieces.allSatisfy { $0.article != nil })
    }

    @Test func `a single line of 50 MB is read whole`() throws {
        var bytes = Array("{\"title\": \"T\", \"text\": \"".utf8)
        while bytes.count < 50 << 20 { bytes += Array("Бір сөйлем және a word. ".utf8) }
        bytes += Array("zyzzyva\"}\n{\"text\": \"next\"}".utf8)
        let pieces = try pieces(bytes, named: "a.jsonl", chunkByteCount: 256 << 10)
        #expect(pieces.map(\.outline) == ["1 article", "2 article"])
        #expect(pieces[0].article?.body.hasSuffix(" zyzzyva") == true)
    }

    @Test func `lines are delivered as they arrive`() throws {
        struct Endless: ByteSource {
            mutating func nextChunk() -> [UInt8]? { Array("{\"text\": \"Story.\"}\n".utf8) }
        }
        struct Enough: Error {}
        var source = Endless()
        var count = 0
        #expect(throws: Enough.self) {
            try ArticleFileReader().read(named: "a.jsonl", byteCount: nil, from: &source) { _ in
                count += 1
                if count == 1_000 { throw Enough() }
            }
        }
        #expect(count == 1_000)
    }
}
