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
            TextRow("习近平", "习近 OR 近平"),
            TextRow("北京 京", "北京 OR 京"),
            TextRow("a 建校100周年^2", "a OR 建校^2 OR \"100\"^2 OR 周年^2"),
            TextRow("title:习近平 a lang:zh", "(title:习近 OR title:近平) a lang:zh"),
            TextRow("+习近平 a b", "+(习近 OR 近平) +(a OR b)"),
            TextRow("(习近平 a) -习近平", "+(习近 OR 近平) +a -习近平"),
            TextRow("«习近平 京都府» =习近平 习近平*", "\"习近平 京都府\" OR =习近平 OR 习近平*"),
            TextRow("か\u{3099}ぎ京\u{FE00}都", "か\u{3099}ぎ OR ぎ京\u{FE00} OR 京\u{FE00}都"),
            TextRow("北京,OR.上海", "北京 OR \"OR\" OR 上海"),
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
