import Testing

@Suite struct ScriptRepairTests {
    @Test(arguments: [
        ("Mосква", "москва"), ("HOBOCTИ", "новости"), ("бiр", "бір"), ("қaзaқ", "қазақ"),
        ("ǝлем əлем", "әлем әлем"),
        ("қahарман", "қаһарман"), ("Украïна Украi\u{308}на", "україна україна"),
        ("ещë ещe\u{308}", "еще еще"),
        ("СОVID", "covid"), ("Тokayev", "tokayev"), ("С.Ш.A.", "сша"), ("бiр-бiр", "бір бір|бірбір"),
    ])
    func `words that truly mix scripts stay`(text: String, terms: String) { #expect(line(text) == terms) }

    @Test(arguments: [("рace", "pace"), ("осoо", "осоо"), ("аc", "ас"), ("МOCА", "моса")])
    func `where all letters have twins the majority wins, and Cyrillic a draw`(text: String, term: String) {
        #expect(line(text) == term)
    }

    @Test func `a word is repaired in each of its parts when it is long`() {
        let long = String(repeating: "жo", count: 300)
        let terms = tokens(of: long).map(\.term)
        #expect(terms.joined() == String(repeating: "жо", count: 300))
        #expect(terms.allSatisfy { $0.utf8.count <= 255 })
    }
}
