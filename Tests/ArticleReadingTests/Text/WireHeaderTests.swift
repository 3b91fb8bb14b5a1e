import ArticleReading
import Articles
import Testing

@Suite struct WireHeaderTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let header: String
        let place: String?
        let agency: String?
        let text: String
        var testDescription: String { header }

        init(_ header: String, _ place: String?, _ agency: String?, text: String = "The visit began.") {
            self.header = header
            self.place = place
            self.agency = agency
            self.text = text
        }
    }

    static let samples = [
        Sample("NUR-SULTAN. KAZINFORM", "Nur-Sultan", "KAZINFORM"),
        Sample("NUR-SULTAN. KAZINFORM –", "Nur-Sultan", "KAZINFORM"),
        Sample("НУР-СУЛТАН. КАЗИНФОРМ", "Нур-Султан", "КАЗИНФОРМ", text: "Визит начался."),
        Sample("НҰР-СҰЛТАН. ҚАЗАҚПАРАТ", "Нұр-Сұлтан", "ҚАЗАҚПАРАТ", text: "Сапар басталды."),
        Sample("ӨСКЕМЕН. ҚАЗАҚПАРАТ", "Өскемен", "ҚАЗАҚПАРАТ", text: "Сапар басталды."),
        Sample("МОСКВА. РИА НОВОСТИ", "Москва", "РИА НОВОСТИ", text: "Визит начался."),
        Sample("SALT LAKE CITY. ASSOCIATED PRESS", "Salt Lake City", "ASSOCIATED PRESS"),
        Sample("N'DJAMENA. AFP", "N'Djamena", "AFP"),
        Sample("CÔTE D’IVOIRE. AFP", "Côte D’Ivoire", "AFP"),
        Sample("ST. PETERSBURG. TASS", "St. Petersburg", "TASS"),
        Sample("Г. АЛМАТЫ. КАЗИНФОРМ", "Г. Алматы", "КАЗИНФОРМ", text: "Визит начался."),
        Sample("WASHINGTON, D.C. REUTERS", "Washington, D.C.", "REUTERS"),
        Sample("ALMATY, KAZAKHSTAN. REUTERS", "Almaty, Kazakhstan", "REUTERS"),
        Sample("LONDON. (REUTERS) -", "London", "REUTERS"),
        Sample("MOSCOW. /TASS/.", "Moscow", "TASS"),
        Sample("LONDON. (Reuters) –", "London", "Reuters"),
        Sample("ALMATY. STEPPEWIRE", "Almaty", "STEPPEWIRE"),
        Sample("ALMATY. STEPPEWIRE:", "Almaty", "STEPPEWIRE"),
        Sample("ALMATY. STEPPE NEWS DESK —", "Almaty", "STEPPE NEWS DESK"),
        Sample("ALMATY. STEPPEWIRE", "Almaty", "STEPPEWIRE", text: "UN experts arrived."),
        Sample("ALMATY. KAZINFORM", "Almaty", "KAZINFORM", text: "NATO CHIEF arrived."),
        // What may be an agency or not stays in the text.
        Sample("ALMATY.", "Almaty", nil, text: "STEPPE WIRE SERVICE reports."),
        Sample("ALMATY.", "Almaty", nil, text: "UN experts arrived."),
        Sample("WASHINGTON.", "Washington", nil, text: "US SENATE PRESS OFFICE: SMITH Talks end."),
        Sample("АЛМАТЫ.", "Алматы", nil, text: "США ввели санкции."),
        Sample("ALMATY.", "Almaty", nil, text: "COVID-19 cases fell."),
        Sample("ALMATY.", "Almaty", nil),
        Sample("RIO DE JANEIRO.", "Rio de Janeiro", nil),
        Sample("РОСТОВ-НА-ДОНУ. ТАСС", "Ростов-на-Дону", "ТАСС"),
        Sample("XI'AN. XINHUA", "Xi'an", "XINHUA"),
        Sample("L'AQUILA. ANSA", "L'Aquila", "ANSA"),
        Sample("KAZINFORM", nil, "KAZINFORM"),
        Sample("", nil, nil),
        Sample("", nil, nil, text: "U.S. officials arrived."),
        Sample("", nil, nil, text: "A. Smith arrived."),
        Sample("", nil, nil, text: "PRESIDENT SIGNS A LAW"),
        Sample("", nil, nil, text: "STOCKS FELL ON MONDAY. TRADERS SOLD SHARES."),
        Sample("", nil, nil, text: "Almaty. Kazinform told us."),
    ]

    @Test(arguments: samples)
    func `date, place and agency stand before the text`(sample: Sample) throws {
        let header = sample.header.isEmpty ? "" : sample.header + " "
        let article = try article("\n \tdate 2020-02-03 \(header)\(sample.text)")
        #expect(article.date?.description == "2020-02-03")
        #expect(article.place == sample.place)
        #expect(article.agency == sample.agency)
        #expect(article.body == sample.text)
    }

    @Test func `a date may be an instant`() throws {
        let article = try article("date 2020-02-03T10:15:00+06:00 ALMATY. KAZINFORM The visit began.")
        #expect(article.date?.description == "2020-02-03T10:15:00+06:00")
        #expect(article.place == "Almaty")
    }

    @Test(arguments: [
        "date palms grow here.", "dates 2020-02-03 ALMATY. Text", "date: 2020-02-03 ALMATY. Text", "date",
        "Date 2020-02-03 ALMATY. Text", "date 2020-2-3 ALMATY. Text", "date 2020-02-031 ALMATY. Text",
        "update 2020-02-03 ALMATY. Text", "2020-02-03 ALMATY. KAZINFORM Text", "ALMATY. KAZINFORM Text",
    ])
    func `a text that merely looks like a header is text`(text: String) throws {
        let article = try article(text)
        #expect(article.date == nil)
        #expect(article.place == nil)
        #expect(article.agency == nil)
        #expect(article.body == text)
    }

    @Test(arguments: ["2020-02-30", "2021-02-29", "2020-13-01", "2020-00-10", "0000-01-01"])
    func `a day that no calendar has is no date, and the article says so`(day: String) throws {
        let article = try article("date \(day) NUR-SULTAN. KAZINFORM The visit")
        #expect(article.date == nil)
        #expect(article.place == "Nur-Sultan")
        #expect(article.body == "The visit")
        #expect(
            article.origin
                == "no date: the header declares \(day), which is no day of the calendar; correct the date")
    }

    @Test func `a day that no calendar has is not noted where the dateline has one`() throws {
        let article = try article(
            "date 2020-02-30 Talks end\n\nLONDON, Feb 3, 2020 (Reuters) - The talks ended.")
        #expect(article.date?.description == "2020-02-03")
        #expect(article.origin?.contains("no date") == false)
    }

    @Test func `an instant that is none is no date, and the article says so`() throws {
        let article = try article("date 2020-02-03T25:00:00Z ALMATY. Text")
        #expect(article.date == nil)
        #expect(article.origin?.contains("2020-02-03T25:00:00Z") == true)
    }

    @Test func `a header on a line of its own leaves a headline below it`() throws {
        let article = try article(
            "date 2020-02-03 ALMATY. KAZINFORM\r\n\r\nVisit begins\r\n\r\nThe visit began.\r\n")
        #expect(article.agency == "KAZINFORM")
        #expect(article.title == "Visit begins")
        #expect(article.body == "The visit began.")
    }

    @Test func `a header below a headline is one, too`() throws {
        let article = try article(
            "Visit begins\r\n\r\ndate 2020-02-03 NUR-SULTAN. KAZINFORM The visit began.\r\n")
        #expect(article.title == "Visit begins")
        #expect(article.date?.description == "2020-02-03")
        #expect(article.place == "Nur-Sultan")
        #expect(article.agency == "KAZINFORM")
        #expect(article.body == "The visit began.")
    }

    @Test(arguments: [
        "Visit begins\ndate 2020-02-03 ALMATY. KAZINFORM The visit began.",
        "Visit begins\n\nThe visit.\n\ndate 2020-02-03 ALMATY. KAZINFORM The visit began.",
        "Visit begins\n\ndate 2020-02-03 ALMATY. KAZINFORM",
    ])
    func `a header elsewhere is text`(text: String) throws {
        let article = try article(text)
        #expect(article.date == nil)
        #expect(article.body.contains("date 2020-02-03"))
    }

    @Test func `a time without an offset declares its day`() throws {
        #expect(
            try article("date 2020-02-03T10:15:00 ALMATY. KAZINFORM The visit began.").date?.description
                == "2020-02-03")
    }

    @Test func `place and agency stand on the line of the date`() throws {
        let article = try article("date 2020-02-03\nALMATY. KAZINFORM The visit began.")
        #expect(article.place == nil)
        #expect(article.body == "ALMATY. KAZINFORM The visit began.")
    }

    @Test func `a header without a text is refused`() throws {
        #expect(try refusal("date 2020-02-03 NUR-SULTAN. KAZINFORM\n".utf8) == .noText)
    }

    @Test(arguments: 480...540)
    func `no word is cut however far the line is looked at`(length: Int) throws {
        let word = String(repeating: "Ә", count: length / 2)
        let article = try article("date 2020-02-03 ALMATY. \(word) \(word) end")
        #expect((article.agency.map { $0 + " " } ?? "") + article.body == "\(word) \(word) end")
    }
}
