import Articles
import QueryLanguage
import Testing

/// The tree itself, and the questions that ranking asks it.
@Suite struct QueryShapeTests {
    @Test func `a leaf holds text, kind, exactness and field`() throws {
        let parser = try parser()
        #expect(parser.parse("COVID-19").query == .words(Words("COVID-19")))
        #expect(
            parser.parse("«strategic  partner»").query == .words(Words("strategic partner", kind: .phrase)))
        #expect(parser.parse("\"partner\"").query == .words(Words("partner")))
        #expect(
            parser.parse("title:=kaz*").query
                == .words(Words("kaz", kind: .prefix, isExact: true, field: .title)))
        let parts = [Words("a", isExact: true), Words("b c", kind: .phrase)]
        #expect(
            parser.parse("body:(=a NEAR/4 \"b c\")").query
                == .words(Words("a b c", kind: .near(distance: 4, parts: parts), field: .body)))
    }

    @Test func `each filter holds its value`() throws {
        let text = "lang:ru place:\"Nur-Sultan\" source:KAZINFORM path:wire/a.txt id:42 date:2020-02"
        let id = try #require(ArticleID(rawValue: 42))
        let days = DayRange(first: try day(2020, 2, 1), last: try day(2020, 2, 29))
        let filters: [Filter] = [
            .language("ru"), .place("Nur-Sultan"), .agency("KAZINFORM"), .path("wire/a.txt"), .id(id),
            .date(days),
        ]
        #expect(try parser().parse(text).query == .all(filters.map { .filter($0) }))
    }

    @Test func `positive words are those not excluded, in their order, with those of a field`() throws {
        let query = try #require(try parser().parse("b (a OR title:c) -d -(e f) lang:ru \"x y\"~3 b").query)
        #expect(query.positiveWords.map(\.text) == ["b", "a", "c", "x y", "b"])
    }

    @Test(
        arguments: [
            ("a", [false]), ("a b", [false, false]), ("a OR b", [false]), ("a -b", [false, true]),
            ("lang:ru a", [true, false]), ("title:x a", [true, false]),
            ("(lang:ru OR title:x) a", [true, false]),
            ("(lang:ru OR x) a", [false, false]), ("-a", [true]), ("*:*", [true]),
            ("-(a b) c", [true, false]),
        ]
    )
    func `filters, exclusions and words of a field restrict and are never relaxed`(
        text: String, restrictions: [Bool]
    ) throws {
        let query = try #require(try parser().parse(text).query)
        #expect(query.conjuncts.map(\.isRestriction) == restrictions)
    }

    @Test func `a query describes itself in canonical text`() throws {
        let query = try #require(try parser().parse("a (b|c) -«d e»").query)
        #expect(query.description == "a (b OR c) -\"d e\"")
    }
}
