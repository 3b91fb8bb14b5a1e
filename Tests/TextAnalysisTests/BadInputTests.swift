import TestSupport
import Testing
import TextAnalysis

@Suite struct BadInputTests {
    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a b"), ([0x61, 0xC0, 0x80, 0x62], "a b"), ([0xD0], ""),
            ([0x61, 0xD0, 0x62], "a b"),
            ([0xED, 0xA0, 0x80, 0x61], "a"), ([0xF4, 0x90, 0x80, 0x80, 0x61], "a"),
            ([0xE0, 0x80, 0x80, 0x61], "a"),
            ([0x61, 0x00, 0x62], "a b"), ([0xF0, 0x9F, 0x98], ""), ([0xEE, 0x80, 0x80, 0x61], "a"),
            ([0xF3, 0xBF, 0xBF, 0xBF, 0x61], "a"), ([0xEF, 0xBF, 0xBF, 0x61], "a"),
        ] as [([UInt8], String)])
    func `broken UTF-8, surrogates, NUL and private use separate words`(bytes: [UInt8], terms: String) {
        #expect(tokens(of: bytes).map(\.term).joined(separator: " ") == terms)
    }

    @Test(
        .timeLimit(.hang),
        arguments: ["a", "й", "中", "ก", "5", "a.", "a-", "1,", "a'", "aб", "🄪", "½", "𝐚"])
    func `a million signs without a blank become terms that cover them`(sign: String) {
        let text = String(repeating: sign, count: 1_000_000 / sign.utf8.count)
        let list = TextAnalyzer().tokens(of: text)
        var end = 0
        list.forEach { term, range, isColocated in
            #expect(term.count > 0 && term.count <= 255)
            // One joiner at most stands between a token and the next.
            if !isColocated { #expect(range.lowerBound <= end + 1) }
            end = max(end, range.upperBound)
            return true
        }
        #expect(end >= text.utf8.count - 1)
    }

    @Test(
        .timeLimit(.minutes(3)),
        arguments: ["\u{301}", "\u{306}", "\u{93C}", "\u{94D}\u{93C}", "\u{FE0F}", "\u{AD}"])
    func `four hundred thousand marks on one letter are one token`(mark: String) {
        for letter in ["a", "и", "क", "中", "ก", "$"] {
            let text = letter + String(repeating: mark, count: 400_000) + " end"
            let all = tokens(of: text)
            #expect(all.count == 2)
            #expect(all.allSatisfy { $0.term.utf8.count <= 255 })
            if mark != "\u{AD}" { #expect(all.first?.range.upperBound == text.utf8.count - 4) }
        }
    }

    @Test func `a long word is found by itself and not by its neighbour`() {
        let long = String(repeating: "abcdefghij", count: 100)
        #expect(finds(long, in: "x \(long) y"))
        #expect(!finds(long + "z", in: "x \(long) y"))
        #expect(tokens(of: long).map(\.term).joined() == long)
    }

    @Test func `the visitor stops the reading`() {
        var count = 0
        TextAnalyzer().forEachToken(in: Array("COVID-19 북경 O'Brien's $5".utf8).span) { _, _, _ in
            count += 1
            return count < 3
        }
        #expect(count == 3)
    }
}
