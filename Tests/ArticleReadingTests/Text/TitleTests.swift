import ArticleReading
import Articles
import Testing

@Suite struct TitleTests {
    static let twoHundred = String(repeating: "ә", count: 200)

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `a first line that stands alone is the headline and no part of the body`(lineEnd: String) throws {
        let text = ["", "  Talks end ", " \t", "", "They ended late.", "All left."].joined(separator: lineEnd)
        let article = try article(text)
        #expect(article.title == "Talks end")
        #expect(article.body == "They ended late.\(lineEnd)All left.")
    }

    @Test func `a headline has at most 200 characters`() throws {
        #expect(try article("\(Self.twoHundred)\n\nText.").body == "Text.")
        let longer = try article("\(Self.twoHundred)b\n\nText.")
        #expect(longer.body == "\(Self.twoHundred)b\n\nText.")
        #expect(longer.title.count == 200 && longer.title.hasSuffix("ә…"))
    }

    @Test(arguments: ["Talks end\nThey ended late.", "Talks end", "Talks end\n\n", "Talks end\n \n\t\n"])
    func `a first line with no text below a blank line is no headline`(text: String) throws {
        let article = try article(text)
        #expect(article.body.hasPrefix("Talks end"))
        #expect(article.title.hasPrefix("Talks end"))
    }

    @Test(
        arguments: [
            ("One. Two.", "One."),
            ("Is it? Yes.", "Is it?"),
            ("Stop! Now.", "Stop!"),
            ("What?! No.", "What?!"),
            ("He waited… Then he left.", "He waited…"),
            ("He waited… and left. Two.", "He waited… and left."),
            ("Wait... Then go.", "Wait..."),
            ("No end", "No end"),
            ("One.", "One."),
            ("One.Two. Three.", "One.Two."),
            ("The U.S. Secretary spoke. Two.", "The U.S. Secretary spoke."),
            ("A partner of the U.S. in trade. Two.", "A partner of the U.S. in trade."),
            ("M. Pompeo came. Two.", "M. Pompeo came."),
            ("В г. Алматы прошёл форум. Два.", "В г. Алматы прошёл форум."),
            ("Сумма — 5 млн. Тенге упал. Два.", "Сумма — 5 млн. Тенге упал."),
            ("Т.е. Москва против. Два.", "Т.е. Москва против."),
            ("Gen. Smith came on Feb. 3. He left.", "Gen. Smith came on Feb. 3."),
            ("It rose 8.1 per cent. Two.", "It rose 8.1 per cent."),
            ("It rose in 2020. Two.", "It rose in 2020."),
            ("He said: \"We go.\" Then he went.", "He said: \"We go.\""),
            ("«Мы идём.» Он ушёл.", "«Мы идём.»"),
            ("\"Why?\" he asked. Two.", "\"Why?\" he asked."),
            ("(One.) Two.", "(One.)"),
            ("Visit gazette.kz. Then read.", "Visit gazette.kz."),
            ("长江是母亲河。黄河也是。", "长江是母亲河。"),
            ("「走吧！」他说。", "「走吧！」"),
            ("One goes on\nover two\r\nlines. Two.", "One goes on over two lines."),
            ("One \t  has  blanks. Two.", "One has blanks."),
        ] as [(String, String)])
    func `the first sentence is the title and stays in the body`(text: String, title: String) throws {
        let article = try article(text)
        #expect(article.title == title)
        #expect(article.body == text)
    }

    @Test func `a sentence ends with its paragraph`() throws {
        let text = "\(Self.twoHundred.prefix(100))\ngoes on\n\nNext paragraph."
        #expect(try article(text).title == "\(Self.twoHundred.prefix(100)) goes on")
    }

    @Test func `a long sentence is cut at a word, in the title only`() throws {
        let text = Array(repeating: "слово", count: 60).joined(separator: " ") + "."
        let article = try article(text)
        #expect(article.title == Array(repeating: "слово", count: 33).joined(separator: " ") + "…")
        #expect(article.body == text)
    }

    @Test(arguments: [
        "文", "e\u{301}", "👨‍👩‍👧‍👦", "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}",
    ])
    func `a long text without blanks is cut between characters`(character: String) throws {
        let text = String(repeating: character, count: 5_000)
        let title = try article(text).title
        #expect(title.count <= 200 && title.hasSuffix("…"))
        #expect(text.hasPrefix(title.dropLast()))
    }

    @Test func `marks heaped on one letter make no title without bound`() throws {
        let text = "a" + String(repeating: "\u{301}", count: 1_000_000)
        let article = try article("\(text)\n\nText.")
        #expect(article.body.unicodeScalars.count > 1_000_000)
        #expect(article.title.utf8.count < 4_000)
    }

    @Test func `a unique word at the end of a long text survives`() throws {
        let text = String(repeating: "A sentence of the story. ", count: 210_000) + "zyzzyva"
        #expect(text.utf8.count > 5_000_000)
        #expect(try article(text).body.hasSuffix(" zyzzyva"))
    }
}
