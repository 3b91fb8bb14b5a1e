import Testing
import TextAnalysis

@Suite struct TokenListTests {
    @Test(arguments: [
        "", "one", "COVID-19 in 北京, O'Brien's $10,000", String(repeating: "слово ", count: 5_000),
    ])
    func `a list replays what the analyzer gives`(text: String) {
        let list = TextAnalyzer().tokens(of: text)
        var replayed: [Token] = []
        list.forEach { term, range, isColocated in
            replayed.append(Token(term: string(term), range: range, isColocated: isColocated))
            return true
        }
        #expect(replayed == tokens(of: text))
        #expect(list.count == replayed.count)
        #expect(list.positionCount == replayed.count { !$0.isColocated })
        #expect(list.textByteCount == text.utf8.count)
    }

    @Test func `a replay stops when told to`() {
        var count = 0
        TextAnalyzer().tokens(of: "one two three").forEach { _, _, _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }

    @Test func `equal texts give equal tokens, again and elsewhere`() async {
        let text = "Токаев met 习近平 in NUR-SULTAN on 03.02.2020; U.S. \u{AD}officials don’t comment."
        let here = tokens(of: text)
        let there = await Task.detached { tokens(of: text) }.value
        #expect(here == there)
        #expect(TextAnalyzer.version == 6)
    }
}
