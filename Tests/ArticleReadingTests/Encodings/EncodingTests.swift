import ArticleReading
import Articles
import Testing

@Suite struct EncodingTests {
    private static func article(of bytes: [UInt8], named name: String = "a.txt") throws -> Article? {
        try pieces(bytes, named: name).first?.article
    }

    @Test(arguments: EncodingSamples.all.indices)
    func `a text comes out exactly whatever it is encoded in`(index: Int) throws {
        let sample = EncodingSamples.all[index]
        for set in sample.sets {
            let bytes = try #require(encoded(sample.text, as: set), "\(sample.language) in \(set)")
            #expect(try Self.article(of: bytes)?.body == sample.text, "\(sample.language) in \(set)")
        }
    }

    @Test(arguments: ["CP1251", "CP1252"])
    func `UTF-8 that was read as another encoding is taken back`(set: String) throws {
        for sample in EncodingSamples.all {
            let bytes = doublyEncoded(sample.text, as: set)
            #expect(try Self.article(of: bytes)?.body == sample.text, "\(sample.language)")
            #expect(ArticleFileReader.encoding(named: "a.txt", of: bytes)?.basis == .repaired)
            let twice = doublyEncoded(String(decoding: bytes, as: UTF8.self), as: set)
            #expect(try Self.article(of: twice)?.body == sample.text, "\(sample.language), twice")
        }
    }

    @Test(
        arguments: EncodingSamples.all.map(\.text) + [
            "CAFÉ® opens", "À «la carte»", "5 ÷ 2 × 3", "Â", "£5", "é",
        ])
    func `what is UTF-8 stays as it is`(text: String) throws {
        #expect(try Self.article(of: Array(text.utf8))?.body == text)
        #expect(ArticleFileReader.encoding(named: "a.txt", of: Array(text.utf8))?.description == "UTF-8")
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
    func `a byte order mark decides however short the text`(set: String) throws {
        for name in ["a.txt", "a.md", "a"] {
            let bytes = try #require(encoded("\u{FEFF}Да. 中😀", as: set))
            #expect(try Self.article(of: bytes, named: name)?.body == "Да. 中😀")
        }
        let json = try #require(encoded("\u{FEFF}[{\"text\": \"Да.\"}]", as: set))
        #expect(try Self.article(of: json, named: "a.json")?.body == "Да.")
    }

    @Test func `JSON and each of its lines may be in an encoding of its own`() throws {
        let sample = EncodingSamples.all[0].text
        let line = "{\"text\": \"\(sample)\"}\n"
        #expect(
            try Self.article(of: try #require(encoded(line, as: "CP1251")), named: "a.json")?.body == sample)
        let lines =
            try Array(line.utf8) + (#require(encoded(line, as: "KOI8-R"))) + #require(
                encoded(line, as: "CP866"))
        let read = try pieces(lines, named: "a.jsonl", chunkByteCount: 100)
        #expect(read.map { $0.article?.body } == [sample, sample, sample])
    }

    @Test(arguments: [1, 2, 3])
    func `UTF-16 that ends within a character is refused`(cut: Int) throws {
        let bytes = try #require(encoded("\u{FEFF}Да 😀", as: "UTF-16LE")).dropLast(cut)
        #expect(try refusal(bytes) == .invalidBytes("UTF-16 (little-endian)", offset: 8))
    }

    @Test func `UTF-8 with some broken bytes is damaged and not in another encoding`() throws {
        let text = Array(EncodingSamples.all[0].text.utf8)
        for index in [50, 100, 200] {
            var broken = text
            broken[index] = 0xFF
            guard case .invalidUTF8? = try refusal(broken) else {
                Issue.record("taken with a broken byte at \(index)")
                continue
            }
        }
    }

    @Test(
        arguments: [
            [0x98, 0x81, 0x90, 0xA0], [0xFF, 0xFE, 0xFD], [UInt8](0x80...0xFF),
        ] as [[UInt8]])
    func `bytes in which no language shows are refused`(bytes: [UInt8]) throws {
        #expect(try refusal(bytes) != nil)
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-32LE"])
    func `a long text in characters of several bytes is looked at from where one begins`(set: String) throws {
        // A headline in ASCII before lines of other letters: wherever the looking begins, it is within no
        // character.
        let story = EncodingSamples.all[0].text
        let text =
            "Chess, day 2006\n\n" + Array(repeating: "\(story) — \(story)", count: 12).joined(separator: "\n")
        let bytes = try #require(encoded(text, as: set))
        let piece = try #require(try pieces(bytes, named: "a.txt").first)
        #expect(piece.article?.title == "Chess, day 2006")
    }

    @Test func `a guess says how certain it is`() throws {
        let bytes = try #require(encoded(EncodingSamples.all[0].text, as: "KOI8-R"))
        let encoding = try #require(ArticleFileReader.encoding(named: "a.txt", of: bytes))
        #expect(encoding.description == "KOI8-R, guessed (100 % certain)")
        #expect(!encoding.isDoubtful)
        let short = try #require(
            ArticleFileReader.encoding(named: "a.txt", of: Array("caf".utf8) + [0xE9, 0x2E]))
        #expect(short.isDoubtful)
    }

    @Test func `letters far behind the first ones count where sets read only those in different ways`() throws
    {
        // Of 8 KiB the first letters beyond ASCII are the same in many sets of Europe; the last are not.
        let filling = String(repeating: "The committee met again and said little. ", count: 200)
        let czech = "Předseda vlády řekl, že příští rok bude těžší než letošní. Účast přislíbila i řada měst."
        let text = "A café opens. \(filling)\n\(czech)"
        for set in ["CP1250", "ISO-8859-2"] {
            let bytes = try #require(encoded(text, as: set))
            #expect(try Self.article(of: bytes)?.body.hasSuffix(czech) == true, "\(set)")
        }
        // One letter that is another in each of them is in doubt.
        let doubtful = try #require(encoded("A café opens. \(filling)\nThe sign says ¾.", as: "CP1252"))
        let encoding = try #require(ArticleFileReader.encoding(named: "a.txt", of: doubtful))
        #expect(encoding.isDoubtful, "\(encoding)")
    }

    @Test func `the more sets a text fits the less certain is one of them`() throws {
        // One letter of Czech, Polish, French: each set makes another of it.
        let bytes = Array("The sign on the door says ".utf8) + [0xBE, 0x2E]
        let encoding = ArticleFileReader.encoding(named: "a.txt", of: bytes)
        #expect(encoding?.isDoubtful ?? true, "\(String(describing: encoding))")
    }

    @Test(arguments: ["PT154", "PTCP154", "cp154", "Cyrillic-Asian"])
    func `the set of Asian Cyrillic is none of Kazakhstan's`(label: String) {
        #expect(ArticleFileReader.charset(named: label) == "PT154")
        #expect(ArticleFileReader.charset(named: "strk1048-2002") == "KZ-1048")
    }

    @Test func `a damaged text of any encoding gives an answer and no trap`() throws {
        var generator = SystemRandomNumberGenerator()
        for sample in EncodingSamples.all {
            for set in sample.sets {
                var bytes = try #require(encoded(sample.text, as: set))
                for _ in 0..<8 {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                    bytes.removeLast()
                    #expect(try pieces(bytes, named: "a.txt").count == 1)
                }
            }
        }
    }
}

extension TextEncoding {
    /// Whether it is listed among those that may have been read wrongly.
    fileprivate var isDoubtful: Bool { guess.map { $0.certainty < GuessedCharset.doubt } ?? false }
}
