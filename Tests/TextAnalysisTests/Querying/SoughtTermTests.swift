import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct SoughtTermTests {
    private struct Found: Equatable {
        var number: Int
        var position: Int
        var range: Range<Int>
    }

    /// What all tokens of a text say of the terms.
    private static func expected(
        _ terms: [String], _ beginnings: [String], in text: String, _ analyzer: TextAnalyzer
    ) -> [Found] {
        var found: [Found] = []
        var position = -1
        analyzer.tokens(of: text).forEach { term, range, isColocated in
            if !isColocated { position += 1 }
            let term = String(term: term)
            for (number, sought) in terms.enumerated() where sought == term {
                found.append(Found(number: number, position: position, range: range))
            }
            for (number, beginning) in beginnings.enumerated()
            where Array(term.utf8).starts(with: beginning.utf8) {
                found.append(Found(number: terms.count + number, position: position, range: range))
            }
            return true
        }
        return found
    }

    private static let texts = [
        "Kazakhstan's president Kassym-Jomart Tokayev met the press; the press, pressed, presses on.",
        "Токаевым подписаны санкции. санкциями и Санкциям. COVID-19 и 10 000 людей в США, U.S. и т.е.",
        "L'homme était là, l'été; Müller und Mueller, Öl, öl, OL. Élysée élysée elysee O'Brien o'brien",
        "北京市 ภาษา Қазақстанның қаласы қалалар Нұр-Сұлтан нур-султан",
        "İstanbul istanbul'da ISTANBUL Tokayev tokayev TOKAYEV",
        "the The THE May may MAY Bush bush Rose rose’s Rose’s",
    ]

    @Test(arguments: [nil, "en", "ru", "kk", "fr", "de", "tr", "zh", "uk"] as [String?])
    func `what is sought is found as if all tokens were looked at`(code: String?) {
        let analyzer = TextAnalyzer(language: code.flatMap { Language($0) })
        for sought in Self.texts {
            // Every third term, and one that stands nowhere.
            var terms: [String] = ["zzz"]
            var seen: Set<String> = []
            var count = 0
            analyzer.tokens(of: sought).forEach { term, _, _ in
                count += 1
                let term = String(term: term)
                if count.isMultiple(of: 3), seen.insert(term).inserted { terms.append(term) }
                return true
            }
            for beginnings in [[], ["pre", "то"], ["p", "pre", "press", "т", "то", ""]] {
                var soughtTerms = SoughtTerms()
                for (number, term) in terms.enumerated() {
                    let known = soughtTerms.insert(term, number: number)
                    #expect(known == number)
                }
                for (number, beginning) in beginnings.enumerated() {
                    let known = soughtTerms.insert(beginning: beginning, number: terms.count + number)
                    #expect(known == terms.count + number)
                }
                // Twice, as the second time it knows the words.
                for text in Self.texts + Self.texts.reversed() {
                    var found: [Found] = []
                    analyzer.forEachToken(in: Array(text.utf8).span, of: &soughtTerms) {
                        found.append(Found(number: $0, position: $1, range: $2))
                    }
                    #expect(found == Self.expected(terms, beginnings, in: text, analyzer), "\(text)")
                }
            }
        }
    }

    /// Texts of words in small letters mostly, with all that may stand between words.
    private static func text(_ generator: inout SeededGenerator) -> String {
        let words = [
            "a", "i", "by", "dying", "die", "lying", "lies", "tie", "tying", "skies", "ugly", "press",
            "presses",
            "school", "schools", "в", "я", "её", "елка", "ёлка", "санкции", "санкциями", "кұрылыс", "қала",
            "Press", "SCHOOL", "Токаев", "10", "000", "3.5", "e-mail", "don't", "o'brien", "北京市", "ภาษา",
            "été", "x\u{301}y", String(repeating: "long", count: 80), "word\u{301}",
        ]
        let between = [
            " ", " ", " ", " ", " ", " ", ", ", ". ", "\n", "  ", " \n", "\r\n", "\t", " - ", " «", "» ",
            " (",
            ") ", "-", "'", "…", " \u{301}", "\u{A0}", "; ", "; 5 ", "",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            if Bool.random(using: &generator) {
                text += words.randomElement(using: &generator) ?? ""
            } else {
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    text.unicodeScalars.append(
                        "abdeilpsy".unicodeScalars.randomElement(using: &generator) ?? "a")
                }
            }
            text += between.randomElement(using: &generator) ?? ""
        }
        return text
    }

    @Test(arguments: 1...150 as ClosedRange<UInt64>)
    func `what is sought is found in any text as if all tokens were looked at`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let analyzer = TextAnalyzer(language: FuzzTests.languages[Int(seed) % FuzzTests.languages.count])
        for round in 0..<8 {
            let texts = (0..<6).map { _ in
                round % 4 == 0
                    ? PropertyTests.text(&generator, count: 200) : Self.text(&generator)
            }
            var sought: Set<String> = ["zzz"]
            for text in texts.prefix(2) {
                analyzer.tokens(of: text).forEach { term, _, _ in
                    if Int.random(in: 0..<12, using: &generator) == 0 { sought.insert(String(term: term)) }
                    return true
                }
            }
            let terms = sought.sorted()
            let beginnings = round % 3 == 0 ? ["p", "са"] : []
            var soughtTerms = SoughtTerms()
            for (number, term) in terms.enumerated() { _ = soughtTerms.insert(term, number: number) }
            for (number, beginning) in beginnings.enumerated() {
                _ = soughtTerms.insert(beginning: beginning, number: terms.count + number)
            }
            for text in texts {
                var found: [Found] = []
                analyzer.forEachToken(in: Array(text.utf8).span, of: &soughtTerms) {
                    found.append(Found(number: $0, position: $1, range: $2))
                }
                let expected = Self.expected(terms, beginnings, in: text, analyzer)
                #expect(found == expected, "\(terms) in \(text.debugDescription)")
            }
        }
    }

    @Test func `a text of many words has each of its terms found`() {
        // More pieces than are looked for ahead, and more than one memory line of each kind.
        let text = (0..<5_000).map { "word\($0 % 7 == 0 ? "s" : "") and Name\($0)" }.joined(separator: " ")
        for analyzer in [TextAnalyzer(language: .english), TextAnalyzer(language: .russian)] {
            var sought = SoughtTerms()
            let terms = ["word", "words", "name4999", "\u{1}enword"]
            for (number, term) in terms.enumerated() { _ = sought.insert(term, number: number) }
            var found: [Found] = []
            analyzer.forEachToken(in: Array(text.utf8).span, of: &sought) {
                found.append(Found(number: $0, position: $1, range: $2))
            }
            #expect(found == Self.expected(terms, [], in: text, analyzer))
            #expect(found.count > 5_000)
        }
    }

    @Test func `a word alone is found without its forms`() {
        var sought = SoughtTerms()
        _ = sought.insert("press", number: 0)
        var ranges: [Range<Int>] = []
        TextAnalyzer().forEachToken(in: Array("press pressed press".utf8).span, of: &sought) {
            ranges.append($2)
        }
        #expect(ranges == [0..<5, 14..<19])
    }
}
