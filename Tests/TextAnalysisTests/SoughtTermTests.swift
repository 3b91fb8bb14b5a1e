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
            for beginnings in [[], ["pre", "то"]] {
                var soughtTerms = SoughtTerms()
                for (number, term) in terms.enumerated() {
                    let known = soughtTerms.insert(term, number: number)
                    #expect(known == number)
                }
                for (number, beginning) in beginnings.enumerated() {
                    soughtTerms.insert(beginning: beginning, number: terms.count + number)
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
