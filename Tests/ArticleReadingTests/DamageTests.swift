import ArticleReading
import Articles
import TestSupport
import Testing

/// Cuts and flips bytes of every format: whatever comes of it, each piece is an article or a refusal.
@Suite struct DamageTests {
    static let samples: [(name: String, text: String)] = [
        (
            "a.txt",
            "\u{FEFF} date 2020-02-03 НҰР-СҰЛТАН. ҚАЗАҚПАРАТ Сапар туралы\r\n\r\nБірінші сөйлем. «Екінші!» Third, the U.S. one…\n"
        ),
        (
            "a.md",
            "---\ntitle: \"Talks \\\"end\\\"\"\ndate: 2020-02-03\nplace: 'Алматы'\ntags:\n  - a\n---\n\n# Heading\n\nText, 長江。 More.\n"
        ),
        (
            "a.json",
            #"[{"id": 1, "title": "Сапар \ud83d\ude00", "text": "A\n\"B\".", "date": "2020-02-03T10:15:00Z", "x": [1, {"y": null}]}, {"text": "B", "lang": "en-US"}]"#
        ),
        (
            "a.jsonl",
            "{\"id\": \"1\", \"text\": \"Бір. \\u04d8\"}\r\n\n{\"headline\": \"T\", \"body\": \"B\", \"n\": -1.5e3}\n{\"text\": \"長江\"}"
        ),
    ]

    @Test(arguments: samples.map(\.name))
    func `a cut file gives articles and refusals`(name: String) throws {
        let bytes = try #require(Self.samples.first { $0.name == name }.map { Array($0.text.utf8) })
        for length in 0..<bytes.count { try check(bytes.prefix(length), named: name) }
    }

    @Test(arguments: samples.map(\.name))
    func `changed bytes give articles and refusals`(name: String) throws {
        let bytes = try #require(Self.samples.first { $0.name == name }.map { Array($0.text.utf8) })
        var random = SeededGenerator(seed: 20_200_203)
        for round in 0..<4_000 {
            var damaged = bytes
            for _ in 0...(round % 4) {
                let place = Int.random(in: 0..<damaged.count, using: &random)
                switch round % 3 {
                case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: damaged[place] = UInt8.random(in: 0...255, using: &random)
                default: damaged.remove(at: place)
                }
            }
            try check(damaged, named: name)
        }
    }

    @Test(arguments: ["a.txt", "a.md", "a.json", "a.jsonl", "a"])
    func `noise gives articles and refusals`(name: String) throws {
        let alphabet = Array("{}[]\",:\\u0d8e-.1 tfn\n".utf8)
        var random = SeededGenerator(seed: 1)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 1..<400, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            try check(bytes, named: name)
            // Bytes that JSON is made of get further into the reader.
            let likely = bytes.map { alphabet[Int($0) % alphabet.count] }
            try check(likely, named: name)
        }
    }

    @Test(arguments: samples.map(\.name))
    func `the size of the chunks makes no difference`(name: String) throws {
        let bytes = try #require(Self.samples.first { $0.name == name }.map { Array($0.text.utf8) })
        var random = SeededGenerator(seed: 7)
        for round in 0..<200 {
            var damaged = bytes + bytes
            if round > 0 { damaged[Int.random(in: 0..<damaged.count, using: &random)] ^= 0x41 }
            let whole = try pieces(damaged, named: name)
            for chunkByteCount in [1, 2, 7, 4_096] {
                #expect(try pieces(damaged, named: name, chunkByteCount: chunkByteCount) == whole)
            }
        }
    }

    /// Reads the bytes and checks what holds of every file.
    private func check(_ bytes: some Sequence<UInt8>, named name: String) throws {
        let pieces = try pieces(bytes, named: name)
        #expect(!pieces.isEmpty, "nothing is said of the file")
        for piece in pieces {
            switch piece {
            case .article(let article, _, _, _): #expect(!article.title.isEmpty)
            case .refusal(let refusal, let ordinal, _):
                #expect(ordinal != nil || pieces.count == 1)
                #expect(!refusal.description.contains { $0.isNewline })
            case .charset: Issue.record("no character set is told here")
            case .unchanged: Issue.record("nothing was to be skipped")
            }
        }
    }
}
