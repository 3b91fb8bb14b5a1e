import TestSupport
import Testing
import TextAnalysis

/// What holds for any bytes in any language, over seeded random ones; `PropertyTests` say what holds of
/// words.
@Suite struct FuzzTests {
    static let languages: [Language?] =
        Stemmer.languages.map(Optional.some) + [nil, .chinese, Language("pl")]

    @Test(arguments: 1...120 as ClosedRange<UInt64>)
    func `tokens with stems and names keep the promises`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(PropertyTests.text(&generator, count: 250).utf8) + Self.words(&generator)
        for _ in 0..<Int(seed % 4) * 15 {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        let language = Self.languages[Int(seed) % Self.languages.count]
        let first = Self.tokens(of: bytes, language)
        #expect(first == Self.tokens(of: bytes, language))
        expectPromises(of: first, in: bytes)
        #expect(LanguageDetector().language(of: bytes.span) == LanguageDetector().language(of: bytes.span))
    }

    @Test(arguments: [
        [UInt8](repeating: 0x41, count: 300_000), Array(String(repeating: "Ұ", count: 100_000).utf8),
        Array(("v" + String(repeating: "ⲇ", count: 100_000)).utf8),
        Array(String(repeating: "ω", count: 100_000).utf8),
    ])
    func `a word without an end is cut`(bytes: [UInt8]) {
        for language in [Language.english, .kazakh, .turkish, .greek] {
            expectPromises(of: Self.tokens(of: bytes, language), in: bytes)
        }
    }

    /// Capitalised words that stemmers and names have rules for, cut anywhere.
    private static func words(_ generator: inout SeededGenerator) -> [UInt8] {
        let parts = [
            "Тоқаев", "Токаев", "Цзиньпин", "лар", "ымызда", "ская", "ing", "Tsch", "yev", "İst", "ğı", "é",
            "'s ", " ",
        ]
        return (0..<60).flatMap { _ in
            Array(
                (parts.randomElement(using: &generator) ?? "").utf8.dropLast(
                    Int.random(in: 0..<8, using: &generator) / 7))
        }
    }

    private static func tokens(of bytes: [UInt8], _ language: Language?) -> [Token] {
        var tokens: [Token] = []
        TextAnalyzer(language: language).forEachToken(in: bytes.span) { term, range, isColocated in
            tokens.append(Token(term: string(term), range: range, isColocated: isColocated))
            return true
        }
        return tokens
    }

    private func expectPromises(
        of tokens: [Token], in bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var start = 0
        var atPosition: Set<String> = []
        var problems: [String] = []
        for (number, token) in tokens.enumerated() {
            let length = token.term.utf8.count
            if length == 0 || length > TextAnalyzer.maximumTermByteCount {
                problems.append("length \(length)")
            }
            if token.term.unicodeScalars.contains("\u{FFFD}") { problems.append("no UTF-8 \(token)") }
            if token.range.isEmpty || token.range.upperBound > bytes.count {
                problems.append("range \(token)")
            }
            if token.isColocated {
                if number == 0 { problems.append("the first token is colocated") }
            } else {
                if token.range.lowerBound < start { problems.append("order \(token)") }
                start = token.range.lowerBound
                atPosition = []
            }
            if !atPosition.insert(token.term).inserted { problems.append("twice \(token)") }
            if token.term.utf8.first.map({ $0 < 0x20 }) == true, !token.isColocated {
                problems.append("alone \(token)")
            }
        }
        #expect(problems.isEmpty, sourceLocation: sourceLocation)
    }
}
