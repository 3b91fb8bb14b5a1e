import ArticleReading
import Articles
import IndexDefinition
import Testing

@Suite struct DatelineTests {
    @Test func `a day without a year is no date, and the article says so`() throws {
        let story = try article("LONDON, Feb 3 (Reuters) - Oil prices rose.")
        #expect(story.date == nil)
        #expect(story.place == "London")
        #expect(
            story.origin
                == """
                place, agency, language from the dateline 'LONDON, Feb 3 (Reuters) -'; the day there names no \
                year, so it is no date
                """)
    }

    @Test(
        arguments: [
            ("АСТАНА. КАЗИНФОРМ – Тоқаевтың сөзі.", nil),
            ("АСТАНА. КАЗИНФОРМ – Президент Тоқаевтың сөзі туралы мақала жарияланды.", nil),
            (
                "АСТАНА. КАЗИНФОРМ – Токаев встретился с главой компании «Қазақстан темір жолы», сообщает Казинформ.",
                "ru"
            ),
            ("АСТАНА. КАЗИНФОРМ – О встрече в Nur Otan.", "ru"),
            ("АСТАНА. КАЗИНФОРМ – The president said that the line opens.", nil),
            ("新华社北京2月3日电 The president said that the line opens.", nil),
            ("新华社北京2月3日电 人民 GDP 增长。", "zh"),
            ("LONDON, Feb 3 (Reuters) - Нефть выросла.", nil),
            ("LONDON, Feb 3 (Reuters) - The café of Société Générale.", "en"),
        ] as [(String, String?)])
    func `a text in other letters is not in the language of its dateline`(text: String, language: String?)
        throws
    {
        let story = try article(text)
        #expect(story.language == language)
        #expect(story.origin?.contains("language") == (language != nil))
        #expect(story.agency != nil)
    }

    @Test func `a day with its year is a date`() throws {
        let story = try article("МОСКВА, 3 февраля 2020 года. /ТАСС/. Ледокол вышел.")
        #expect(story.date?.description == "2020-02-03")
        #expect(
            story.origin
                == """
                date, place, agency, language from the dateline 'МОСКВА, 3 февраля 2020 года. /ТАСС/.'
                """)
    }

    @Test(arguments: [
        "LONDON, Feb 30, 2020 (Reuters) - Oil.", "МОСКВА, 30 февраля 2020 года. /ТАСС/. Лед.",
        "新华社北京2020年2月30日电 线路。", "АСТАНА. 2020 жылғы 30 ақпан. ҚАЗАҚПАРАТ - Қар.",
        "БРЕСТ, 30.02.2020 /БЕЛТА/. Переход.", "BREST, 2020-02-30 (BelTA) – The crossing.",
    ])
    func `a declared day that no calendar has is no date, and the article says so`(text: String) throws {
        let article = try article(text)
        #expect(article.date == nil)
        #expect(article.agency != nil)
        #expect(
            article.origin?.hasSuffix("2020-02-30 there is no day of the calendar, so it is no date") == true)
    }

    @Test(arguments: ["LONDON, Feb 30 (Reuters) - Oil.", "LONDON, Feb 3 (Reuters) - Oil."])
    func `a day without a year refuses nothing, whatever it is`(text: String) throws {
        #expect(try article(text).date == nil)
    }

    @Test(arguments: [
        "Oil prices rise\n\nLONDON, Feb 3 (Reuters) - Oil prices rose.",
        "Oil prices rise\nBy Ann Lee\nLONDON, Feb 3 (Reuters) - Oil prices rose.",
        "\r\n\r\nOil prices rise\r\n\r\n   LONDON, Feb 3 (Reuters) - Oil prices rose.",
        "date 2020-02-03 LONDON, Feb 3 (Reuters) - Oil prices rose.",
    ])
    func `a dateline is found below a headline and a byline, and behind a date`(text: String) throws {
        let story = try article(text)
        #expect(story.place == "London")
        #expect(story.agency == "Reuters")
        #expect(story.body.hasSuffix("LONDON, Feb 3 (Reuters) - Oil prices rose."))
    }

    @Test func `further down nothing is looked for`() throws {
        #expect(try article("One.\nTwo.\nThree.\nLONDON (AP) — Four.").place == nil)
    }

    @Test func `the sentence behind the dateline is the title`() throws {
        let story = try article("МОСКВА, 3 фев — РИА Новости. Рубль подрос. Торги идут.")
        #expect(story.title == "Рубль подрос.")
        #expect(story.body == "МОСКВА, 3 фев — РИА Новости. Рубль подрос. Торги идут.")
    }

    @Test(arguments: [
        (
            "story.md",
            "---\ndate: 2020-02-03\nplace: Paris\n---\n# Oil\n\nLONDON, Feb 4, 2021 (Reuters) - Oil prices rose."
        ),
        (
            "story.json",
            #"{"title": "Oil", "date": "2020-02-03", "place": "Paris", "#
                + #""text": "LONDON, Feb 4, 2021 (Reuters) - Oil prices rose."}"#
        ),
    ])
    func `what the file declares is stronger`(name: String, text: String) throws {
        let story = try article(text, named: name)
        #expect(story.date?.description == "2020-02-03")
        #expect(story.place == "Paris")
        #expect(story.agency == "Reuters")
        #expect(
            story.origin == "agency, language from the dateline 'LONDON, Feb 4, 2021 (Reuters) -'")
    }

    @Test func `a text without a dateline has no origin of fields`() throws {
        #expect(try article("date 2020-02-03 ALMATY. KAZINFORM The visit began.").origin == nil)
        #expect(try article("The visit began.").origin == nil)
    }

    @Test(arguments: 1...300)
    func `no text is cut wrongly however long its first line is`(count: Int) throws {
        let text = "МОСКВА, 3 фев — РИА Новости. " + String(repeating: "Ә北a", count: count)
        let story = try article(text)
        #expect(story.agency == "РИА Новости")
        #expect(story.body == text)
    }
}

/// What editors write is checked where it is read.
@Suite struct DatelineTablesTests {
    @Test func `every form of an agency is in the table of forms, and its example fits`() throws {
        let forms = IndexTable.datelines.rows
        #expect(forms.allSatisfy { $0.count == 4 })
        #expect(Set(forms.map { $0[0] }).count == forms.count)
        for form in forms {
            let story = try article(form[3] + " The text.")
            #expect(story.place != nil || story.agency != nil, "\(form[0]): \(form[3])")
        }
        let names = Set(forms.map { $0[0] }).union(["-", "no-header"])
        for agency in IndexTable.agencies.rows {
            #expect(agency.count == 3, "\(agency)")
            #expect(
                names.isSuperset(of: agency.last?.split(separator: " ").map(String.init) ?? []), "\(agency)")
        }
    }

    @Test func `the rows of a table have the same columns`() {
        for table in [IndexTable.months, .places, .wireWords] {
            #expect(!table.rows.isEmpty)
            #expect(Set(table.rows.map(\.count)).count == 1, "\(table.rows.first ?? [])")
        }
    }
}
