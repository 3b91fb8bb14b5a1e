import QueryLanguage
import Testing

/// What changes where any of the words is enough.
@Suite struct AnyMatchTests {
    @Test(
        arguments: [
            TextRow("a", "a"),
            TextRow("a b c", "a OR b OR c"),
            TextRow("a a b", "a OR a OR b"),
            TextRow("a AND b && c", "a OR b OR c", readAs: ["AND", "&&"]),
            TextRow("a AND lang:ru", "a lang:ru"),
            TextRow("lang:ru a -x b date:2020", "lang:ru (a OR b) -x date:2020"),
            TextRow("-a -b", "-a -b"),
            TextRow("title:a b c", "title:a (b OR c)"),
            TextRow("+a b c", "+a +(b OR c)"),
            TextRow("+a b lang:ru", "+a +b lang:ru"),
            TextRow("(a b) c", "(a b) OR c"),
            TextRow("(a AND b)", "+a +b"),
            TextRow("(lang:ru OR lang:kk) a b", "(lang:ru OR lang:kk) (a OR b)"),
            TextRow("a b OR c", "a OR b OR c"),
            TextRow("a OR b -c", "a OR (b -c)", readAs: ["a OR b -c"]),
            TextRow("\"a b\" c* \"d e\"~3", "\"a b\" OR c* OR d NEAR/3 e"),
            TextRow("AND a", "a", ignored: ["AND"]),
        ]
    )
    func `words are alternatives and restrictions stay required`(row: TextRow) throws {
        try row.check(match: .any)
    }

    @Test func `a word typed twice stands twice, whatever the match`() throws {
        let word = Query.words(Words("oil"))
        #expect(try parser().parse("oil oil", match: .any).query == .any([word, word]))
        #expect(try parser().parse("oil oil", match: .all).query == .all([word, word]))
    }
}
