import QueryLanguage
import Testing

/// Texts that are not well formed: what is made of them, and that each piece left out is named.
@Suite struct RepairTests {
    @Test(
        arguments: [
            TextRow("", ""),
            TextRow(" \t\u{0}\u{200B}", ""),
            TextRow("\u{301}", "", ignored: ["\u{301}"]),
            TextRow(
                "\u{7A6} star, =\u{301}* \"\u{20E3}\"", "star",
                ignored: ["\u{7A6}", "=\u{301}*", "\"\u{20E3}\""]),
            TextRow(
                "*\u{301}* -place:\u{301} e\u{301}", "e\u{301}", ignored: ["*\u{301}*", "-place:\u{301}"]),
            TextRow("—", "", ignored: ["—"]),
            TextRow("!!! ... ?", "", ignored: ["!!!", "...", "?"]),
            TextRow("a – b", "a b", ignored: ["–"]),
            TextRow("Johnson & Johnson", "Johnson Johnson", ignored: ["&"]),
            TextRow("a - b", "a b", ignored: ["-"]),
            TextRow("--strict a", "strict a", ignored: ["--"]),
            TextRow("\"a\"-b", "a b", ignored: ["-"]),
            TextRow("\"\" a «»", "a", ignored: ["\"\"", "«»"]),
            TextRow("\"...\"", "", ignored: ["\"...\""]),
            TextRow("() a ((()))", "a", ignored: ["()", "((()))"]),
            TextRow("a) b))", "a b", ignored: [")", "))"]),
            TextRow("a OR", "a", ignored: ["OR"]),
            TextRow("OR a AND", "a", ignored: ["OR", "AND"]),
            TextRow("a OR OR b", "a OR b", ignored: ["OR"]),
            TextRow("a AND OR b", "a OR b", ignored: ["AND"]),
            TextRow("a AND AND b", "a b", ignored: ["AND"]),
            TextRow("NOT", "", ignored: ["NOT"]),
            TextRow("a NOT", "a", ignored: ["NOT"]),
            TextRow("a OR \"\"", "a", ignored: ["OR", "\"\""]),
            TextRow("NEAR/3 a NEAR", "a", ignored: ["NEAR/3", "NEAR"]),
            TextRow("place:* path:** a", "a", ignored: ["place:*", "path:**"]),
            TextRow("title:* a", "a", ignored: ["title:*"]),
            TextRow("-title:\"\" a", "a", ignored: ["-title:\"\""]),
            TextRow("NOT ( OR ) a", "a", ignored: ["NOT ( OR )", "OR"]),
            TextRow("5\" pipe", "5 pipe", ignored: ["\""]),
            TextRow("Home » News", "Home News", ignored: ["»"]),
            TextRow("lang:klingon id:x id:0 a", "a", ignored: ["lang:klingon", "id:x", "id:0"]),
        ]
    )
    func `what cannot be searched for is left out and named`(row: TextRow) throws { try row.check() }

    @Test(
        arguments: [
            TextRow("a \"b c", "a \"b c\"", readAs: ["\"b c"]),
            TextRow("((a b", "a b", readAs: ["(("]),
            TextRow("foo:bar", "foo bar", readAs: ["foo:bar"]),
            TextRow(
                "агентство:tass Заголовок:«a b» 标题:北京 शीर्षक:x", "агентство tass Заголовок \"a b\" 标题 北京 शीर्षक x",
                readAs: ["агентство:tass", "Заголовок:", "标题:北京", "शीर्षक:x"]),
            TextRow("-foo:bar", "-(foo bar)", readAs: ["foo:bar"]),
            TextRow("foo:\"a b\" x:(c OR d)", "foo \"a b\" x (c OR d)", readAs: ["foo:", "x:"]),
            TextRow(
                "id:-1 lang:-en date:!2020 path:-x", "-id:1 -lang:en -date:2020 -path:x",
                readAs: ["id:-1", "lang:-en", "date:!2020", "path:-x"]),
            TextRow(
                "title:-a -title:-(b c)", "-title:a title:b title:c", readAs: ["title:-a", "-title:-(b c)"]),
            TextRow("lang:+en path:\"-x\" place:(-a b)", "lang:en path:\"-x\" -place:a place:b"),
            TextRow("title: x", "title x", readAs: ["title:"]),
            TextRow("(date:)", "date", readAs: ["date:"]),
            TextRow("*part* pre*fix", "*part* pre fix", readAs: ["pre*fix"]),
            TextRow(
                "*ending te?t wo?d*", "*ending* \"te?t\" \"wo?d\"*", readAs: ["*ending", "te?t", "wo?d*"]),
            TextRow("/re/ /srv/news/ a/b/", "re /srv/news/ a/b/", readAs: ["/re/"]),
            TextRow("*a*b* *\"c d\"*", "a b \"c d\"", ignored: ["*"], readAs: ["*a*b*", "*"]),
            TextRow("wind ADJ/3 snow", "wind NEAR/3 snow", readAs: ["ADJ/3"]),
            TextRow("date:2020-02-03T10:30:00Z", "date:2020-02-03", readAs: ["date:2020-02-03T10:30:00Z"]),
            TextRow("\"a b*\"", "\"a b\"", readAs: ["\"a b*\""]),
            TextRow("a^0 b^1000 c^0.333", "a^0.01 b^100 c^0.33", readAs: ["a^0", "b^1000", "c^0.333"]),
            TextRow("a NEAR/x b", "a NEAR/10 b", readAs: ["NEAR/x"]),
            TextRow("a NEAR/1.5 b NEAR/ c", "a NEAR/10 b NEAR/10 c", readAs: ["NEAR/1.5", "NEAR/"]),
            TextRow("a NEAR/-1 b NEAR/+5 c", "a NEAR/10 b NEAR/10 c", readAs: ["NEAR/-1", "NEAR/+5"]),
            TextRow("a ADJ/x b", "a NEAR/10 b", readAs: ["ADJ/x", "ADJ/x"]),
            TextRow("a AROUND() b AROUND(x) c", "a NEAR/10 b NEAR/10 c", readAs: ["AROUND()", "AROUND(x)"]),
            TextRow("NEAR/x a", "a", ignored: ["NEAR/x"], readAs: ["NEAR/x"]),
            TextRow("\"a b\"~x \"c d\"~-1, e", "a NEAR/10 b c NEAR/10 d e", readAs: ["~x", "~-1"]),
            TextRow("\"a b\"~2x^3 (c d)~x", "(a NEAR/10 b)^3 c d", readAs: ["~2x", "~x"]),
            TextRow(
                "a^-1 b^,5 c^NaN d^ e*^-inf", "a b c d e*",
                readAs: ["a^-1", "b^,5", "c^NaN", "d^", "e*^-inf"]),
            TextRow("\"a\"^-1 (b)^x «c d»^NaN f", "a b \"c d\" f", readAs: ["^-1", "^x", "^NaN"]),
            TextRow("a^b c^1x d^e*", "\"a^b\" \"c^1x\" \"d^e\"*", readAs: ["a^b", "c^1x", "d^e*"]),
            TextRow("a^1.2.3 -b^2 (lang:ru)^3", "a -b lang:ru", readAs: ["a^1.2.3", "-b^2", "^3"]),
            TextRow("((a^50)^50)^2", "a^100", readAs: ["^50", "^2"]),
            TextRow("a~1 b~ c~0.8", "a b c", readAs: ["a~1", "b~", "c~0.8"]),
            TextRow("\"a\"~5", "a", readAs: ["~5"]),
            TextRow("a NEAR (b OR c)", "a (b OR c)", readAs: ["NEAR"]),
            TextRow("title:a NEAR b", "title:a b", readAs: ["NEAR"]),
            TextRow("-a NEAR b", "-a b", readAs: ["NEAR"]),
            TextRow("a NEAR/3 b NEAR/4 c", "a NEAR/3 b b NEAR/4 c", readAs: ["NEAR/4"]),
            TextRow("a NEAR/99999999999999999999 b", "a NEAR/10000 b", readAs: ["NEAR/99999999999999999999"]),
            TextRow(
                "lang:kz lang:en-GB lang:spanish-MX", "lang:kk lang:en lang:es",
                readAs: ["lang:kz", "lang:en-GB", "lang:spanish-MX"]),
            TextRow("lang:(ru kk -en)", "(lang:ru OR lang:kk) -lang:en", readAs: ["ru kk -en"]),
            TextRow("*^2 a", "a", readAs: ["*^2"]),
            TextRow("*(a OR b) *\"c\"", "(a OR b) c", ignored: ["*", "*"]),
            TextRow(
                "place:oral^2 agency:tass~1^2 lang:kk^0.5 id:4~1^2 date:2026-03~ last^2",
                "place:oral agency:tass lang:kk id:4 date:2026-03 last^2",
                readAs: [
                    "place:oral^2", "agency:tass~1^2", "agency:tass~1^2", "lang:kk^0.5", "id:4~1^2",
                    "id:4~1^2",
                    "date:2026-03~",
                ]),
            TextRow("place:5^2 path:a.txt~ place:\"a^2\"", "place:\"5^2\" path:\"a.txt~\" place:\"a^2\""),
            TextRow(
                "place:alm* lang:kk* id:4*", "place:alm lang:kk id:4",
                readAs: ["place:alm*", "lang:kk*", "id:4*"]),
            TextRow(
                "path:fld* -path:wire/*/s14 path:*.md", "path:fld -(path:wire/ path:/s14) path:.md",
                readAs: ["path:fld*", "-path:wire/*/s14", "path:*.md"]),
            TextRow("path:«a \"b\" c»", "path:\"a  b  c\"", readAs: ["path:«a \"b\" c»"]),
        ]
    )
    func `what is read as something else is named`(row: TextRow) throws { try row.check() }

    @Test func `a repair gives its place in bytes, its reason and a line for a person`() throws {
        let parsed = try parser().parse("Тоқаев date:2020-02-30 foo:bar")
        let ignored = try #require(parsed.ignored.first)
        #expect(ignored.reason == .noSuchDay)
        #expect(ignored.range == 13..<28)
        #expect(ignored.description == "'date:2020-02-30': left out: the calendar has no such day")
        let readAs = try #require(parsed.readAs.first)
        #expect(readAs.reason == .unknownField)
        #expect(readAs.range == 29..<36)
        #expect(readAs.message == "read as words: there is no field of this name")
    }

    @Test(
        arguments: [
            ("te?t", "a question mark stands for no letter"),
            ("te?t*", "a question mark stands for no letter"),
            ("gr*in", "an asterisk may begin or end a word"), ("\"a b*\"", "in quotes"),
            ("agency:reut*", "place and agency have whole words"), ("lang:kk*", "lang and id a whole value"),
            ("path:a*b", "the parts between its asterisks"),
        ])
    func `a sign that stands for no letters is told of by what holds where it stands`(
        text: String, message: String
    ) throws {
        let readAs = try parser().parse(text).readAs
        #expect(readAs.count == 1)
        #expect(readAs.first?.message.contains(message) == true)
    }

    @Test func `brackets nest to the limit, and deeper ones are read as blanks and named once`() throws {
        let limit = QueryParser.depthLimit
        func nested(_ depth: Int) -> String {
            String(repeating: "(a OR b ", count: depth) + String(repeating: ")", count: depth)
        }
        let atLimit = try parser().parse(nested(limit))
        #expect(atLimit.ignored.isEmpty)
        let deep = String(repeating: "(", count: limit + 7) + "a" + String(repeating: ")", count: limit + 7)
        let beyond = try parser().parse(deep)
        #expect(beyond.understood == "a")
        #expect(beyond.ignored.map(\.what) == ["(((((((", ")))))))"])
        #expect(beyond.ignored.allSatisfy { $0.reason == .nestedTooDeep })
        #expect(beyond.readAs.isEmpty)
    }
}
