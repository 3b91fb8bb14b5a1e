import Testing

/// Words, operators, brackets, fields: what each text means and what is named.
@Suite struct OperatorTests {
    @Test(
        arguments: [
            TextRow("strategic partner", "strategic partner"),
            TextRow("  strategic\t\n partner ", "strategic partner"),
            TextRow("a AND b", "a b"),
            TextRow("a && b&&c", "a b c"),
            TextRow("+a +b", "a b"),
            TextRow("a OR b", "a OR b"),
            TextRow("a | b || c|d", "a OR b OR c OR d"),
            TextRow("and or not near", "and or not near"),
            TextRow("a Or b", "a Or b"),
            TextRow("а И б ИЛИ в НЕ г", "а И б ИЛИ в НЕ г"),
            TextRow("-a", "-a"),
            TextRow("!a NOT b -c", "-a -b -c"),
            TextRow("a NOT b", "a -b"),
            TextRow("NOT NOT a", "a"),
            TextRow("-(-a)", "a"),
            TextRow("a AND NOT b", "a -b"),
            TextRow("a OR -b", "a OR -b"),
            TextRow("a-b co-operate -a-b", "a-b co-operate -a-b"),
            TextRow("((a))", "a"),
            TextRow("(a b) (c (d e))", "a b c d e"),
            TextRow("(a OR b) OR (c OR d)", "a OR b OR c OR d"),
            TextRow("(a OR b) c -(d e)", "(a OR b) c -(d e)"),
            TextRow("a(b)c", "a b c"),
            TextRow("(a b) OR c", "(a b) OR c"),
            TextRow("a b OR c", "(a b) OR c", readAs: ["a b OR c"]),
            TextRow("x (a OR b c) y", "x (a OR (b c)) y", readAs: ["a OR b c"]),
            TextRow("a a", "a a"),
            TextRow("*:*", "*:*"),
            TextRow("*:* -a", "-a"),
            TextRow("-*:*", "-*:*"),
            TextRow("*", "*:*"),
            TextRow("* OR a", "*:* OR a"),
            TextRow("(* OR a) b", "(*:* OR a) b"),
            TextRow("* -a", "-a"),
            TextRow("* lang:ru", "lang:ru"),
            TextRow("-* NOT (*)", "-*:* -*:*"),
            TextRow("* a * b", "a b"),
            TextRow("a*|*", "a* OR *:*"),
        ]
    )
    func `words are joined by what stands between them`(row: TextRow) throws { try row.check() }

    @Test(
        arguments: [
            TextRow("kazakh*", "kazakh*"),
            TextRow("kazakh**, russia*.", "kazakh* russia*"),
            TextRow("\"kazakh\"*", "kazakh*"),
            TextRow("=exact", "=exact"),
            TextRow("=\"exact phrase\" =pre*", "=\"exact phrase\" =pre*"),
            TextRow("=(a OR b)", "=a OR =b"),
            TextRow("-=a !=b +=c", "-=a -=b =c"),
            TextRow("a=b", "a=b"),
            TextRow("a NEAR b", "a NEAR/10 b"),
            TextRow("a NEAR/3 b c", "a NEAR/3 b c"),
            TextRow("a NEAR/3 b NEAR/3 c", "a NEAR/3 b NEAR/3 c"),
            TextRow("\"a b c\"~5", "a NEAR/5 b NEAR/5 c"),
            TextRow("\"a b\"~", "a NEAR/10 b"),
            TextRow("\"OR - b\"~0", "\"OR\" NEAR/0 b"),
            TextRow("=\"a b\"~2", "=a NEAR/2 =b"),
            TextRow("\"a b\" NEAR/4 c*", "\"a b\" NEAR/4 c*"),
            TextRow("-\"a b\"~2", "-(a NEAR/2 b)"),
            TextRow("-(a NEAR/2 b) c", "-(a NEAR/2 b) c"),
            TextRow("title:(a NEAR/2 b)", "title:(a NEAR/2 b)"),
            TextRow("title:a NEAR/2 title:b", "title:(a NEAR/2 b)"),
            TextRow("near/3 near/x \"NEAR/x\" NEARBY", "near/3 near/x \"NEAR/x\" NEARBY"),
            TextRow("a AROUND(3) b AROUND (c)", "a NEAR/3 b AROUND c"),
            TextRow("\"a b\"~3. (c)^2, \"d\"^0.5.", "a NEAR/3 b c^2 d^0.5"),
            TextRow("*part* -*part* title:*x-y*", "*part* -*part* title:*x-y*"),
            TextRow("a^2 \"b c\"^0.5 (d)^3", "a^2 \"b c\"^0.5 d^3"),
            TextRow("(a OR b^2)^1.5 c*^2 10*^2 \"10\"^2", "(a^1.5 OR b^3) c*^2 10*^2 \"10\"^2"),
            TextRow("\"a b\"~3^2 title:(a NEAR/2 b)^4", "(a NEAR/3 b)^2 title:(a NEAR/2 b)^4"),
            TextRow("a^2 NEAR b^3 *x*^2 =c^0.25", "(a NEAR/10 b)^6 *x*^2 =c^0.25"),
        ]
    )
    func `a leaf says how its text is to be found`(row: TextRow) throws { try row.check() }

    @Test(
        arguments: [
            TextRow("title:oil", "title:oil"),
            TextRow("intitle:oil subject:gas dir:wire", "title:oil title:gas path:wire"),
            TextRow("Title:oil BODY:gas", "title:oil body:gas"),
            TextRow("title:(a OR \"b c\")", "title:a OR title:\"b c\""),
            TextRow("title:\"a b\"", "title:\"a b\""),
            TextRow("title:=a =title:b title:a*", "title:=a title:=b title:a*"),
            TextRow("-title:b -title:(a c)", "-title:b -(title:a title:c)"),
            TextRow("title:(a body:b)", "title:a body:b"),
            TextRow("title:http://x title:OR", "title:http://x title:\"OR\""),
            TextRow("lang:ru language:EN lang:rus", "lang:ru lang:en lang:ru"),
            TextRow("lang:kazakh lang:Русский lang:қазақша", "lang:kk lang:ru lang:kk"),
            TextRow("lang:español lang:espan\u{303}ol lang:中文", "lang:es lang:es lang:zh"),
            TextRow("lang:Deutsch lang:français lang:українська", "lang:de lang:fr lang:uk"),
            TextRow("lang:türkçe lang:\"қазақ тілі\" lang:العربية", "lang:tr lang:kk lang:ar"),
            TextRow("lang:(ru OR kk)", "lang:ru OR lang:kk"),
            TextRow("place:\"Nur-Sultan\" place:almaty,", "place:Nur-Sultan place:almaty"),
            TextRow("place:\"New York\"", "place:\"New York\""),
            TextRow("source:kazinform agency:\"Al Jazeera\"", "agency:kazinform agency:\"Al Jazeera\""),
            TextRow(
                "path:wire/2020 path:\"a  b.txt\" path:\"*.md\"",
                "path:wire/2020 path:\"a  b.txt\" path:\"*.md\""
            ),
            TextRow("(path:/x/(old)/y)", "path:\"/x/(old)/y\""),
            TextRow("id:42 -id:7", "id:42 -id:7"),
        ]
    )
    func `a field holds what follows its colon`(row: TextRow) throws { try row.check() }

    @Test(
        arguments: [
            TextRow("COVID-19 U.S. don't don’t", "COVID-19 U.S. don't don’t"),
            TextRow("$5bn €3 №5 10,000 3.5% C++ C# AT&T and/or", "$5bn €3 №5 10,000 3.5% C++ C# AT&T and/or"),
            TextRow("10:30 http://x.kz/a?b=c user@x.kz", "10:30 http://x.kz/a?b=c user@x.kz"),
            TextRow("тел:// Токаев: в 2:1 ТАСС:", "тел:// Токаев в 2:1 ТАСС"),
            TextRow("«агентство:tass» 他说：北京", "\"агентство:tass\" 他说：北京"),
            TextRow("Hello, world!", "Hello world"),
            TextRow("Reuters: oil; gas… coal? Almaty.", "Reuters oil gas coal Almaty"),
            TextRow("–слово— —x", "слово x"),
            TextRow("Токаев президент қазақша 北京大学", "Токаев президент қазақша 北京大学"),
            TextRow("[Update] {x}", "[Update] {x}"),
            TextRow("10^6 10^-6 5~10 a~b", "10^6 10^-6 5~10 a~b"),
            TextRow("$", "$"),
            TextRow("har\u{200B}bour га\u{FEFF}зета", "har\u{200B}bour га\u{FEFF}зета"),
            TextRow("\u{FEFF}harbour \u{200B}-storm crew\u{200B}", "harbour -storm crew"),
        ]
    )
    func `ordinary text stays as it is, whole words whole`(row: TextRow) throws { try row.check() }
}
