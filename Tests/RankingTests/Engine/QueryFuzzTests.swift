import Articles
import Foundation
import QueryLanguage
import Ranking
import TestSupport
import Testing

/// Random strings and mutations of valid queries, through parser and engine: no crash, no error, no
/// unreported drop, and bounded time.
///
/// `GAZETTE_FUZZ_SECONDS=900 swift test --filter QueryFuzzTests` goes on for so long, and prints what it did.
@Suite struct QueryFuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["GAZETTE_FUZZ_SECONDS"]
        .flatMap(Double.init)
    /// So many queries in an ordinary run.
    private static let ordinaryCount = 600
    /// Parsing, searching and explaining one query of at most 2,000 bytes in a corpus of 60 articles, on a
    /// busy machine in a debug build.
    private static let timeLimit = Duration.seconds(20)

    private static let seeds = [
        "grain ship", "grain AND ship", "grain OR ship", "(grain OR coal) -ship", "\"snow leopard\"",
        "telesc*",
        "*phob*", "grain NEAR/5 ship", "\"grain ship\"~5", "title:wind body:\"snow storm\"",
        "date:2020-02..2020-03 wind", "after:2020-02 before:yesterday", "date:\"3 февраля 2020\"",
        "lang:ru place:\"Nur-Sultan\"", "path:wire/2026 id:42", "=wind =\"snow wind\"",
        "wind^2 (snow steppe)^0.5",
        "*:* -wind", "-wind -snow", "北京市 ветер", "COVID-19 U.S. don't", "wind snow steppe ветер Ёлка O'Brien",
        "[2020-01-01 TO 2020-02-01]", "date:{2020 TO *]", "«снег» “wind” „steppe“", "10 000 wind",
        "$1 234 567,50 OR 5 300",
    ]
    private static let tokens = [
        " ", "(", ")", "\"", "«", "»", "“", "”", "„", "*", "^", "~", "-", "+", "!", "=", ":", "|", "&&", "OR",
        "AND",
        "NOT", "NEAR/3", "title:", "date:", "lang:", "path:", "id:", "foo:", "wind", "ветер", "北", "\u{0}",
        "\u{301}",
        "\u{200B}", "👩‍🚀", "..", "2020", "10^6", "?", "a", "AROUND(2)",
    ]

    @Test func `no text that is asked is an error, or takes long`() async throws {
        let corpus = try await Corpus(RelevanceTests.articles(seed: 77, count: 60))
        let seed = Self.seconds == nil ? 5 : UInt64(Date().timeIntervalSince1970)
        var random = SeededGenerator(seed: seed)
        var counts = (asked: 0, found: 0, repaired: 0, empty: 0)
        var slowest = (time: Duration.zero, text: "")
        let start = ContinuousClock.now
        func goesOn() -> Bool {
            guard let seconds = Self.seconds else { return counts.asked < Self.ordinaryCount }
            return ContinuousClock.now - start < .seconds(seconds)
        }
        while goesOn() {
            let text = Self.text(&random)
            let match: Match = Bool.random(using: &random) ? .all : .any
            let before = ContinuousClock.now
            do {
                let parsed = try corpus.parse(text, match: match)
                try Self.check(parsed, corpus)
                let answer = try corpus.search(
                    text, match: match, limit: 10,
                    order: [.relevance, .newest, .oldest].randomElement(using: &random) ?? .relevance)
                counts.found += answer.hits.isEmpty ? 0 : 1
                counts.repaired += parsed.isRepaired ? 1 : 0
                counts.empty += parsed.query == nil ? 1 : 0
                if answer.total == 0 {
                    _ = try corpus.diagnose(text, match: match, hasPartialMatches: !answer.hits.isEmpty)
                }
            } catch {
                Issue.record("seed \(seed), \(match), \(text.debugDescription): \(error)")
                return
            }
            let time = ContinuousClock.now - before
            if time > slowest.time { slowest = (time, text) }
            counts.asked += 1
        }
        #expect(slowest.time < Self.timeLimit, "\(slowest)")
        #expect(counts.found > 0)
        if Self.seconds != nil {
            print(
                "fuzz: seed \(seed), \(counts), slowest \(slowest.time): \(slowest.text.prefix(300).debugDescription)"
            )
        }
    }

    /// Nothing is dropped without being named, and what is understood is read again as it is.
    private static func check(_ parsed: ParsedQuery, _ corpus: Corpus) throws {
        let again = try corpus.parse(parsed.understood, match: parsed.match)
        #expect(again.query == parsed.query && !again.isRepaired, "\(parsed.text.debugDescription)")
        let named = (parsed.ignored + parsed.readAs).map(\.what)
        let shown = ([parsed.understood] + named).joined(separator: " ").unicodeScalars
        // Letters and numbers of the text; those of operators and fields are no words. What a date is
        // understood as has other digits.
        guard !parsed.text.unicodeScalars.contains(":"), !parsed.text.contains("/"),
            !parsed.text.contains("^"),
            !parsed.text.contains("~"), !parsed.text.contains("AROUND")
        else { return }
        let known = Set(shown)
        for scalar in parsed.text.unicodeScalars
        where isLetter(scalar) && !"ORANDTE".unicodeScalars.contains(scalar) {
            #expect(known.contains(scalar), "\(scalar) of \(parsed.text.debugDescription) is lost")
        }
    }

    /// Whether a text of nothing else can be searched for: other alphabetic signs are nothing between two
    /// runs of Han.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return (0..<Int.random(in: 0...60, using: &random)).map { _ in
                String(
                    Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &random)).map(Character.init) ?? "?")
            }.joined()
        case 1:
            return String(
                decoding: (0..<Int.random(in: 0...80, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }, as: UTF8.self)
        case 2:
            return (0..<Int.random(in: 1...40, using: &random)).map { _ in
                tokens.randomElement(using: &random) ?? ""
            }.joined()
        case 3: return RelevanceTests.query(&random)
        default: return mutated(&random)
        }
    }

    /// A valid query, or two, with scalars taken out, doubled, changed, and pieces put in.
    private static func mutated(_ random: inout SeededGenerator) -> String {
        var scalars = Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
        if Bool.random(using: &random) {
            scalars += Array((seeds.randomElement(using: &random) ?? "").unicodeScalars)
        }
        for _ in 0..<Int.random(in: 0...8, using: &random) where !scalars.isEmpty {
            let index = Int.random(in: scalars.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: scalars.remove(at: index)
            case 1: scalars.insert(scalars[index], at: index)
            case 2:
                scalars.insert(
                    contentsOf: (tokens.randomElement(using: &random) ?? "").unicodeScalars, at: index)
            default: scalars.swapAt(index, Int.random(in: scalars.indices, using: &random))
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
