import ArticleReading
import Articles
import Testing

@Suite struct LimitTests {
    let limits = ReadingLimits(articleByteCount: 1_000, documentByteCount: 2_000)

    private struct CountingSource: ByteSource {
        var remaining: Int
        var given = 0

        mutating func nextChunk() -> [UInt8]? {
            guard remaining > 0 else { return nil }
            let count = min(100, remaining)
            remaining -= count
            given += count
            return [UInt8](repeating: 0x61, count: count)
        }
    }

    @Test(
        arguments: [
            ("a.txt", .articleTooLarge(limit: 1_000)), ("a.md", .articleTooLarge(limit: 1_000)),
            ("a", .articleTooLarge(limit: 1_000)), ("a.json", .documentTooLarge(limit: 2_000)),
        ] as [(String, Refusal.Reason)])
    func `a file beyond its limit is refused unread, or where it grows beyond`(
        name: String, reason: Refusal.Reason
    ) throws {
        for byteCount in [5_000, nil, 10] as [Int64?] {
            var source = CountingSource(remaining: 5_000)
            var pieces: [ReadPiece] = []
            try ArticleFileReader(limits: limits)
                .read(named: name, byteCount: byteCount, from: &source) { pieces.append($0) }
            #expect(pieces == [.refusal(Refusal(reason), ordinal: nil)])
            #expect(byteCount == 5_000 ? source.given == 0 : source.given <= 2_100)
        }
    }

    @Test func `a file of exactly its limit is read`() throws {
        let text = String(repeating: "a", count: 1_000)
        #expect(try pieces(text, named: "a.txt", limits: limits).first?.article?.body == text)
        #expect(try pieces(text + "b", named: "a.txt", limits: limits).first?.article == nil)
    }

    @Test func `what the source throws is passed on`() throws {
        struct Vanished: Error {}
        struct Vanishing: ByteSource {
            var chunks = 3
            mutating func nextChunk() throws -> [UInt8]? {
                guard chunks > 0 else { throw Vanished() }
                chunks -= 1
                return Array(repeating: 0x61, count: 600)
            }
        }
        for name in ["a.txt", "a.md", "a.json", "a.jsonl"] {
            var source = Vanishing()
            #expect(throws: Vanished.self) {
                try ArticleFileReader().read(named: name, byteCount: nil, from: &source) { _ in }
            }
        }
    }

    @Test func `a refusal that a visitor throws is not taken for one of the file`() throws {
        var source = ByteArraySource(Array("Text.".utf8))
        var count = 0
        #expect(throws: Refusal(.noText)) {
            try ArticleFileReader().read(named: "a.txt", byteCount: nil, from: &source) { _ in
                count += 1
                throw Refusal(.noText)
            }
        }
        #expect(count == 1)
    }
}
