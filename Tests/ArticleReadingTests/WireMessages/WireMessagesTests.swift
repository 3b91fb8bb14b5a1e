import ArticleReading
import Articles
import Testing

@Suite struct WireMessagesTests {
    private func message(
        _ text: String, number: String = "0123", tail: String = "031015 GMT FEB 20"
    ) -> String {
        "\u{16}\u{16}\u{01}xyz\(number) 4 pol 0210\r\n\u{02}\(text)\u{03}\(tail)\r\n\u{04}\r\n"
    }
    private let story = "Trams return\r\n\r\nLONDON, Feb 3 (Reuters) - The council voted.\r\n"

    @Test(arguments: ["a.txt", "a.iptc", "a", "a.xml"])
    func `a message is one article, whatever its file is called`(name: String) throws {
        let article = try article(message(story), named: name)
        #expect(article.title == "Trams return")
        #expect(article.body == "LONDON, Feb 3 (Reuters) - The council voted.")
        #expect(article.agency == "Reuters")
        #expect(article.place == "London")
        #expect(article.date?.description == "2020-02-03T10:15:00Z")
    }

    @Test func `each of several messages is an article`() throws {
        let pieces = try pieces(message(story) + message("Second.", number: "0124"), named: "a.txt")
        #expect(pieces.map(\.outline) == ["1 article", "2 article"])
        #expect(pieces[1].article?.title == "Second.")
    }

    @Test(
        arguments: [
            ("031015 FEB 20", "2020-02-03"), ("031015 FEB 98", "1998-02-03"),
            ("031015 FEB 50", "1950-02-03"), ("031015 FEB 49", "2049-02-03"),
            ("031015 FEB 1998", "1998-02-03"),
            ("031015 gmt feb 2020", "2020-02-03T10:15:00Z"), ("", nil),
            ("0310 GMT FEB 20", nil), ("031015 GMT XYZ 20", nil), ("300915 GMT FEB 20", nil),
        ] as [(String, String?)])
    func `the day behind the text is declared`(tail: String, date: String?) throws {
        let article = try article(message("Trams.", tail: tail))
        #expect(article.date?.description == date)
        #expect((article.origin != nil) == tail.hasPrefix("30"))
    }

    @Test func `a message that is cut is refused, and the others are read`() throws {
        let whole = message(story)
        #expect(try refusal(whole.utf8.prefix(60)).map { Refusal($0).code } == "damaged")
        #expect(
            try pieces(Array(whole.utf8) + whole.utf8.prefix(60), named: "a").map(\.outline)
                == ["1 article", "2 damaged"])
        #expect(
            try pieces(whole + "stray words", named: "a").map(\.outline) == ["1 article", "2 damaged"])
    }

    @Test func `between messages what is none is one refusal, whatever bytes it has`() throws {
        let whole = Array(message(story).utf8)
        let noise: [UInt8] = (0..<400).flatMap { [0x01, 0x80, 0x02, 0x04, UInt8($0 % 251)] as [UInt8] }
        #expect(
            try pieces(whole + [0xFE] + noise + whole, named: "a").map(\.outline)
                == ["1 article", "2 damaged", "3 article"])
        #expect(
            try pieces(whole + [0xFE] + noise, named: "a").map(\.outline) == ["1 article", "2 damaged"])
    }

    @Test(arguments: [
        "\0\u{1}xyz0123 4 pol\r\n\u{2}", "\u{1}\u{2}", "\u{1}xyz\0123\u{2}", "\u{1}xyz0123\u{7}\u{2}",
        "\u{1}" + String(repeating: "x", count: 201) + "\u{2}",
    ])
    func `a file of another kind is no wire file for two bytes`(head: String) throws {
        let pieces = try pieces(head + "Text.\u{3}\u{4}\u{1}\u{4}\u{1}", named: "a.bin")
        #expect(pieces.count == 1)
        #expect(pieces.first?.outline != "0 damaged")
    }

    @Test func `a header may be set as ANPA 1312 has it`() throws {
        let header = "\u{16}\u{16}\u{1}a0123\u{1F}abc-\r\nr a\u{13}\u{11} bc-trams 02-03 0210\r\n\u{2}"
        #expect(try article(header + story + "\u{3}", named: "a").title == "Trams return")
    }

    @Test func `a date that is none is not noted where the message declares another`() throws {
        let text = "date 2020-02-30 LONDON. REUTERS The council voted."
        let dated = try article(message(text))
        #expect(dated.date?.description == "2020-02-03T10:15:00Z")
        #expect(dated.origin == nil)
        let undated = try article(message(text, tail: "300915 GMT FEB 20"))
        #expect(undated.date == nil)
        #expect(undated.origin?.ranges(of: "no date: ").count == 2)
    }

    @Test func `a message in another set is read by its letters`() throws {
        let text = "Трамвай вернётся на набережную, решил вечером городской совет двадцатью голосами."
        let bytes = try message("#").utf8.flatMap { byte throws -> [UInt8] in
            byte == UInt8(ascii: "#") ? try #require(encoded(text, as: "KOI8-R")) : [byte]
        }
        #expect(try pieces(bytes, named: "a.txt").first?.article?.title == text)
    }
}
