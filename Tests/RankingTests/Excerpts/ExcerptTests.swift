import Articles
import Postings
import QueryLanguage
import TestSupport
import Testing
import TextAnalysis

@testable import Ranking

@Suite struct ExcerptTests {
    private func maker(_ query: String) throws -> ExcerptMaker {
        let today = try #require(CalendarDay(year: 2020, month: 6, day: 15))
        let parsed = QueryParser(today: today).parse(query)
        return ExcerptMaker(
            leaves: AnalysedQuery(parsed.query, analyzer: TextAnalyzer(), checking: {}).leaves)
    }

    /// The text with each highlight in brackets.
    private func marked(_ text: String, _ highlights: [Range<Int>]) -> String {
        var bytes = Array(text.utf8)
        for range in highlights.reversed() {
            bytes.insert(UInt8(ascii: "]"), at: range.upperBound)
            bytes.insert(UInt8(ascii: "["), at: range.lowerBound)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("steppe", "A Steppe, and steppes.", "A [Steppe], and steppes."),
        ("step*", "A Steppe, and steppes.", "A [Steppe], and [steppes]."),
        ("ветер", "Ветер и ВЕТЕР.", "[Ветер] и [ВЕТЕР]."), ("елка", "Ёлка", "[Ёлка]"),
        ("қазақстан", "Бұл Қазақстан!", "Бұл [Қазақстан]!"),
        ("北京", "我在北京市。", "我在[北京]市。"), ("北京市", "我在北京市。", "我在[北京市]。"),
        ("elan", "Un e\u{301}lan\u{301}.", "Un [e\u{301}lan\u{301}]."),
        ("\"steppe wind\"", "steppe wind, wind steppe, steppe", "[steppe] [wind], wind steppe, steppe"),
        ("covid-19", "COVID-19 and COVID19, 19", "[COVID-19] and [COVID19], 19"),
        ("steppe -wind", "steppe wind", "[steppe] wind"),
        ("title:steppe wind", "steppe wind", "steppe [wind]"),
        ("body:steppe", "steppe", "[steppe]"),
        ("steppe OR wind", "wind  and\n\tsteppe", "[wind] and [steppe]"),
        ("lang:en", "steppe", "steppe"), ("forest", "  steppe ", "steppe"), ("forest", "", ""),
        ("\"a a b\"", "a a a b", "a [a] [a] [b]"),
        ("\"a b a\"", "a b a b a c a b", "[a] [b] [a] [b] [a] c a b"),
        ("\"a b a\" OR \"b a b\"", "a b a b c", "[a] [b] [a] [b] c"),
        ("\"10 000\"", "10 000 people", "[10 000] people"),
    ])
    func `what matched is marked, and nothing else`(query: String, body: String, expected: String) throws {
        let excerpt = try maker(query).excerpt(of: body)
        #expect(marked(excerpt.text, excerpt.highlights) == expected)
    }

    @Test(arguments: [
        ("steppe", "The Steppe", "The [Steppe]"), ("body:steppe", "The Steppe", "The Steppe"),
        ("title:steppe", "The Steppe", "The [Steppe]"), ("北京市", "北京市長", "[北京市]長"), ("x", "", ""),
    ])
    func `titles are marked whole and not cut`(query: String, title: String, expected: String) throws {
        #expect(marked(title, try maker(query).highlights(inTitle: title)) == expected)
    }

    @Test func `of a text that repeats a long phrase each token is kept once for it`()
        throws
    {
        let body = String(repeating: "a b ", count: 5_000)
        let phrases = [20, 2_000].map { count in
            TermPhrase(Array(repeating: ["a", "b"], count: count).flatMap(\.self))
        }
        for phrase in phrases {
            let found = PhraseFinder([phrase], followedCount: 128).occurrences(
                in: body, analyzer: TextAnalyzer(), checking: {})
            #expect(found.ranges.count > 9_000 && found.ranges.count <= 10_000)
        }
        struct Ended: Error {}
        #expect(throws: Ended.self) {
            try maker("\"a b a b a b\"").mark(
                title: "", body: body, language: nil, checking: { throw Ended() })
        }
        // What is sought in a label is sought whole.
        let label = String(repeating: "a b ", count: 100)
        #expect(
            PhraseFinder([phrases[1]]).occurrences(in: label, analyzer: TextAnalyzer(), checking: {}).isEmpty)
    }

    @Test func `of a text that is nothing but the query so much is kept and no more`() throws {
        let phrases = (2...8).map { TermPhrase(Array(repeating: "a", count: $0)) }
        let body = String(repeating: "a ", count: 600_000)
        let found = PhraseFinder(phrases).occurrences(in: body, analyzer: TextAnalyzer(), checking: {})
        #expect(found.all.count < 1 << 17 && found.ranges.count < 1 << 19)
        #expect(try maker("a \"a a a\"").excerpt(of: body).highlights.count > 100)
    }

    @Test func `a phrase that overlaps itself is shown and told whole`() throws {
        let corpus = "snow leopards snow leopards snow"
        let maker = try maker("\"snow leopards snow\" zzz")
        #expect(marked(corpus, maker.excerpt(of: corpus).highlights).hasSuffix("[snow]"))
        let long = String(repeating: "x", count: 60)
        let body =
            String(repeating: "filler ", count: 60) + "\(long)a \(long)b \(long)a \(long)b \(long)a zzz"
        let excerpt = try self.maker("\"\(long)a \(long)b \(long)a\" zzz").excerpt(of: body)
        #expect(marked(excerpt.text, excerpt.highlights).contains("[\(long)a] [\(long)b] [\(long)a] [zzz]"))
    }

    @Test func `the passage with the most different words is shown`() throws {
        let filler = String(repeating: "filler words here ", count: 40)
        let body = "steppe steppe steppe " + filler + "snow then steppe and wind " + filler + "wind wind wind"
        let excerpt = try maker("steppe wind snow").excerpt(of: body)
        #expect(marked(excerpt.text, excerpt.highlights).contains("[snow] then [steppe] and [wind]"))
        #expect(excerpt.text.hasPrefix("… ") && excerpt.text.hasSuffix(" …"))
        #expect(excerpt.text.utf8.count <= 260)
    }

    @Test func `an ellipsis stands only where text was cut`() throws {
        let filler = String(repeating: "word ", count: 100)
        let maker = try maker("steppe")
        #expect(maker.excerpt(of: "steppe " + filler).text.hasPrefix("steppe word"))
        #expect(maker.excerpt(of: "steppe " + filler).text.hasSuffix("word …"))
        #expect(maker.excerpt(of: filler + "steppe").text.hasPrefix("… word"))
        #expect(maker.excerpt(of: filler + "steppe").text.hasSuffix("word steppe"))
        #expect(!maker.excerpt(of: "word steppe word").text.contains("…"))
        // Without a match, the beginning.
        #expect(maker.excerpt(of: filler).text.hasPrefix("word word"))
    }

    static let pieces = [
        "steppe", "wind", " ", " ", "  ", "\n", "\r\n", "\t", "ветер", "Қазақстан", "北京市", "。",
        "e\u{301}\u{323}", "👨‍👩‍👧‍👦", "🇰🇿",
        "한국어", "\u{1112}\u{1161}\u{11AB}", "नमस्ते", "ภาษาไทย", "…", "—", "\0", "x", "COVID-19", "👍🏽",
        "longwordwithoutanyblankinit", "ұзақсөзұзақсөзұзақсөз",
    ]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `no excerpt cuts a character, loses a match or marks another place`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let makers = try [
            "steppe", "wind steppe", "ветер", "北京", "step*", "covid-19", "\"steppe wind\"", "none", "x",
        ]
        .map { try maker($0) }
        for _ in 0..<150 {
            let body = (0..<Int.random(in: 0..<300, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            for maker in makers { check(maker.excerpt(of: body), of: body, maker) }
        }
    }

    private func check(_ excerpt: Excerpt, of body: String, _ maker: ExcerptMaker) {
        let bytes = Array(excerpt.text.utf8)
        var end = 0
        for range in excerpt.highlights {
            #expect(
                range.lowerBound >= end && range.lowerBound < range.upperBound
                    && range.upperBound <= bytes.count)
            end = range.upperBound
            for place in [range.lowerBound, range.upperBound] where place < bytes.count {
                #expect(bytes[place] & 0xC0 != 0x80, "a highlight ends inside a scalar of \(excerpt)")
            }
        }
        let line = oneLine(body)
        var middle = Substring(excerpt.text)
        if !line.hasPrefix(String(middle)), middle.hasPrefix("… ") { middle = middle.dropFirst(2) }
        if !line.hasSuffix(String(middle)), middle.hasSuffix(" …") { middle = middle.dropLast(2) }
        let (all, part) = (Array(line), Array(middle))
        let isThere =
            part.isEmpty
            || all.indices.contains { start in
                all[start] == part[0] && all[start...].starts(with: part)
            }
        #expect(isThere, "\(excerpt.text.debugDescription) cuts a character of \(body.debugDescription)")
        #expect(excerpt.highlights.isEmpty == maker.highlights(inTitle: body).isEmpty)
    }

    /// The text as one line, with one blank for each run of ASCII blanks and none at the ends.
    private func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == " " || (0x09...0x0D).contains(scalar.value) {
                if !line.isEmpty, line.last != " " { line.append(" ") }
            } else {
                line.append(scalar)
            }
        }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    @Test func `an excerpt of a megabyte takes time in proportion`() throws {
        let maker = try maker((0..<200).map { "word\($0)" }.joined(separator: " "))
        let small = String(repeating: "word1 and word2 and other words besides ", count: 2_500)
        let large = String(repeating: small, count: 10)
        let clock = ContinuousClock()
        func time(_ text: String) -> Duration {
            (0..<2).map { _ in clock.measure { _ = maker.excerpt(of: text) } }.min() ?? .zero
        }
        let (smallTime, largeTime) = (time(small), time(large))
        // Ten times the text; a quadratic step anywhere would make it a hundred.
        #expect(largeTime < smallTime * 40)
    }

    @Test func `an excerpt for thousands of beginnings takes about as long as for some`() throws {
        let text = String(repeating: "word1 and word2 and other words besides ", count: 2_500)
        func maker(_ count: Int) throws -> ExcerptMaker {
            try self.maker((0..<count).map { "word\($0)x*" }.joined(separator: " "))
        }
        let (few, many) = (try maker(40), try maker(4_000))
        let clock = ContinuousClock()
        func time(_ maker: ExcerptMaker) -> Duration {
            (0..<2).map { _ in clock.measure { _ = maker.excerpt(of: text) } }.min() ?? .zero
        }
        // A hundred times as many; were each word held against each of them, it would take as many times as
        // long.
        #expect(time(many) < time(few) * 10)
    }
}
