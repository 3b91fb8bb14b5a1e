import ArticleReading
import Articles
import Testing

@Suite struct JSONArticleTests {
    @Test func `every field is read`() throws {
        let text = """
            {"id": "k-1", "title": "Сапар \\u04d8 \\ud83d\\ude00", "text": "A\\n\\"B\\" \\\\ \\/ \\t.", "url": "https://e.org",
             "date": "2020-02-03T10:15:00+06:00", "agency": "KAZINFORM", "source": "other", "lang": "KAZ",
             "place": "Almaty", "extra": {"a": [1, -2.5e+3, true, false, null, "x"], "b": {}}, "more": []}
            """
        let expected = Article(
            title: "Сапар Ә 😀", body: "A\n\"B\" \\ / \t.", date: ArticleDate("2020-02-03T10:15:00+06:00"),
            place: "Almaty",
            agency: "KAZINFORM", language: "kk", guid: "k-1", url: "https://e.org")
        #expect(try article(text, named: "a.json") == expected)
    }

    @Test(
        arguments: [
            (#""title": "T", "body": "B""#, Article(title: "T", body: "B")),
            (#""headline": "T", "content": "B""#, Article(title: "T", body: "B")),
            (#""text": "B.", "body": "other""#, Article(title: "B.", body: "B.")),
            (#""text": null, "body": "B.""#, Article(title: "B.", body: "B.")),
            (#""title": " ", "text": "One. Two.""#, Article(title: "One.", body: "One. Two.")),
            (#""title": "T""#, Article(title: "T", body: "")),
            (#""title": "T", "source": "S""#, Article(title: "T", body: "", agency: "S")),
            (#""title": "T", "agency": null, "source": "S""#, Article(title: "T", body: "", agency: "S")),
            (
                #""title": "T", "published": "2020-02-03""#,
                Article(title: "T", body: "", date: ArticleDate("2020-02-03"))
            ), (#""title": "T", "date": null"#, Article(title: "T", body: "")),
            (#""title": "T", "date": """#, Article(title: "T", body: "")),
            (
                #""title": "T", "location": "L", "link": "U""#,
                Article(title: "T", body: "", place: "L", url: "U")
            ),
            (#""title": "T", "id": 42"#, Article(title: "T", body: "", guid: "42")),
            (
                #""title": "T", "id": 123456789012345678901234567890"#,
                Article(title: "T", body: "", guid: "123456789012345678901234567890")
            ), (#""title": "T", "guid": "g""#, Article(title: "T", body: "", guid: "g")),
            (#""t\u0069tle": "T""#, Article(title: "T", body: "")),
            (#""title": "T", "ti\ud800": 1"#, Article(title: "T", body: "")),
            (#""title": "T", "x": 1, "x": 2"#, Article(title: "T", body: "")),
        ] as [(String, Article)])
    func `fields go by several names, and null is absent`(fields: String, expected: Article) throws {
        #expect(try article("{\(fields)}", named: "a.json") == expected)
    }

    @Test(
        arguments: [
            ("en", "en"), ("EN", "en"), ("en-US", "en"), ("zh_Hans_CN", "zh"), ("rus", "ru"), ("KAZ", "kk"),
            ("eng", "en"),
            ("English", nil), ("e", nil), ("x1", nil), ("xyz", nil), ("каз", nil), ("-", nil), ("", nil),
        ] as [(String, String?)])
    func `a language is two letters or left out`(declared: String, language: String?) throws {
        #expect(try article(#"{"text": "A", "lang": "\#(declared)"}"#, named: "a.json").language == language)
    }

    @Test(
        arguments: [
            (
                #"{"title": "T", "date": "2020-02-30"}"#,
                Refusal.Reason.noSuchDay("2020-02-30", .field("date"))
            ),
            (
                #"{"title": "T", "published": "2020-02-30T10:00:00Z"}"#,
                .noSuchDay("2020-02-30", .field("published"))
            ), (#"{"title": "T", "date": "3 Feb"}"#, .unreadableDate("3 Feb", .field("date"))),
        ])
    func `a date that is none is left out, and the article says why`(text: String, reason: Refusal.Reason)
        throws
    {
        let article = try article(text, named: "a.json")
        #expect(article.title == "T")
        #expect(article.date == nil)
        #expect(article.origin == "no date: \(Refusal(reason))")
    }

    @Test(
        arguments: [
            (#"{"title": 1}"#, .wrongKind(field: "title", found: .number)),
            (#"{"title": "T", "body": ["x"]}"#, .wrongKind(field: "body", found: .array)),
            (#"{"title": "T", "source": {"name": "x"}}"#, .wrongKind(field: "source", found: .object)),
            (#"{"title": "T", "id": true}"#, .wrongKind(field: "id", found: .boolean)),
            (#"{"title": "T", "date": 1580702400}"#, .wrongKind(field: "date", found: .number)),
            (#"{"text": "a", "text": "b"}"#, .duplicateField("text")),
            (#"{"text": "a", "t\u0065xt": null}"#, .duplicateField("text")),
            (#"{"text": "a\ud800b"}"#, .loneSurrogate(field: "text", offset: 11)),
            (#"{"text": "a\udc00"}"#, .loneSurrogate(field: "text", offset: 11)),
            (#"{"text": "a\ud800\ud800"}"#, .loneSurrogate(field: "text", offset: 11)),
            (#"{"text": "a\ud800\n"}"#, .loneSurrogate(field: "text", offset: 11)),
            (#"{"text": "a\u0000b"}"#, .nulCharacter(field: "text")),
            (#"{"text": " ", "title": null, "id": "x"}"#, .neitherTextNorTitle), ("{}", .neitherTextNorTitle),
            ("[]", .noArticles), ("3", .notAnObject(found: .number)),
            (#""text""#, .notAnObject(found: .string)),
            ("null", .notAnObject(found: .null)), ("nul", .invalidJSON(.unexpectedCharacter, offset: 0)),
            ("{", .invalidJSON(.unexpectedEnd, offset: 1)),
            (#"{"text": "a"#, .invalidJSON(.unexpectedEnd, offset: 11)),
            (#"{"text": "a\"#, .invalidJSON(.unexpectedEnd, offset: 12)),
            (#"{"text" "a"}"#, .invalidJSON(.unexpectedCharacter, offset: 8)),
            (#"{"text": "a",}"#, .invalidJSON(.unexpectedCharacter, offset: 13)),
            (#"{'text': 'a'}"#, .invalidJSON(.unexpectedCharacter, offset: 1)),
            ("{\"text\": \"a\tb\"}", .invalidJSON(.controlCharacter, offset: 11)),
            ("{\"text\": \"a\0b\"}", .nulByte(offset: 11)),
            (#"{"text": "a\x"}"#, .invalidJSON(.invalidEscape, offset: 11)),
            (#"{"text": "a\u12g4"}"#, .invalidJSON(.invalidEscape, offset: 11)),
            (#"{"a": 01}"#, .invalidJSON(.invalidNumber, offset: 8)),
            (#"{"a": -}"#, .invalidJSON(.invalidNumber, offset: 7)),
            (#"{"a": 1.}"#, .invalidJSON(.invalidNumber, offset: 8)),
            (#"{"a": 1e}"#, .invalidJSON(.invalidNumber, offset: 8)),
            (#"{"a": [1, 2}"#, .invalidJSON(.unexpectedCharacter, offset: 11)),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", .invalidJSON(.trailingData, offset: 14)),
            (#"[{"text": "a"}"#, .invalidJSON(.unexpectedEnd, offset: 14)),
            (#"[{"text": "a"},]"#, .invalidJSON(.unexpectedCharacter, offset: 15)),
        ] as [(String, Refusal.Reason)])
    func `what is wrong is refused with its field or place`(text: String, reason: Refusal.Reason) throws {
        #expect(try refusal(text.utf8, named: "a.json") == reason)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `JSON nested very deep is refused and overflows no stack`(opening: String) throws {
        let nested = String(repeating: opening, count: 100_000)
        for text in [nested, "{\"text\": \"a\", \"b\": \(nested)", "[\(nested)"] {
            guard case .nestedTooDeep(limit: 512, _)? = try refusal(text.utf8, named: "a.json") else {
                Issue.record("not refused for its depth")
                continue
            }
            #expect(try pieces(text, named: "a.jsonl").map(\.outline) == ["1 nested_too_deep"])
        }
    }

    @Test func `an array gives its elements by number`() throws {
        let text = #"[{"text": "One."}, 2, {"text": 3}, {"title": "Four"}, [] ]"#
        let pieces = try pieces(text, named: "a.json")
        #expect(
            pieces.map(\.outline) == [
                "1 article", "2 not_an_object", "3 wrong_kind", "4 article", "5 not_an_object",
            ])
    }

    @Test func `an element that is known is not read again`() throws {
        let first = try pieces(#"[{"text": "One."}, {"text": "Two."}]"#, named: "a.json")
        let second = try pieces(
            #"[ {"text": "New."} ,{"text": "Two."}]"#.utf8, named: "a.json",
            skip: { $1 == first[1].sourceHash })
        #expect(second.map(\.outline) == ["1 article", "2 unchanged"])
    }
}
