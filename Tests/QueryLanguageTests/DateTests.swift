import Articles
import QueryLanguage
import Testing

/// Every notation of days. Today is Wednesday, 5 February 2020.
@Suite struct DateTests {
    @Test(
        arguments: [
            ("date:2020", "2020"), ("date:2020-02", "2020-02"), ("date:2020-02-03", "2020-02-03"),
            ("date:2020-2-3", "2020-02-03"), ("date:2020/02/03", "2020-02-03"),
            ("date:20200203", "2020-02-03"),
            ("date:03.02.2020", "2020-02-03"), ("date:2020-02-03,", "2020-02-03"), ("date:2020.", "2020"),
            ("date:\"2020-02\"", "2020-02"), ("date:2020-02-01..2020-02-29", "2020-02"),
            ("date:2020-01..2020-03", "2020-01..2020-03"), ("date:2019..2020", "2019..2020"),
            ("date:2020-01-15..2020-03", "2020-01-15..2020-03-31"), ("date:..2020", "..2020"),
            ("date:2020-02-03..", "2020-02-03.."), ("date:2020...2021", "2020..2021"),
            ("date:2020…2021", "2020..2021"),
            ("date:2020-01-01/2020-02-01", "2020-01-01..2020-02-01"), ("date:2020/2021", "2020..2021"),
            ("date:2020/P3M", "2020-01..2020-03"), ("date:2020-01-31/P1M", "2020-01-31..2020-02-28"),
            ("date:P3M/2020-03", "2020-01..2020-03"), ("date:2020-02-03/p1y6m", "2020-02-03..2021-08-02"),
            ("date:2020-02-03/P2W", "2020-02-03..2020-02-16"), ("date:P1D", "2020-02-05"),
            ("date:[2020-01-01 TO 2020-02-01]", "2020-01-01..2020-02-01"), ("date:[2020 to *]", "2020.."),
            ("date:[ * TO 2020-02 ]", "..2020-02"), ("date:{2020-01 TO 2020-04}", "2020-02..2020-03"),
            ("date:[2020-01-01 TO 2020-02-01}", "2020-01"),
            ("date:[now-7d TO now]", "2020-01-29..2020-02-05"),
            ("date:>=2020-01", "2020.."), ("date:>2020-01", "2020-02.."),
            ("date:<=2020-01", "..2020-01"), ("date:<2020", "..2019"),
            ("after:2020", "2020.."), ("after:2020-02-03", "2020-02-03.."),
            ("before:2020-02-03", "..2020-02-02"),
            ("before:2020", "..2019"), ("after:7d", "2020-01-29.."), ("before:yesterday", "..2020-02-03"),
            ("date:today", "2020-02-05"), ("date:Yesterday", "2020-02-04"), ("date:tomorrow", "2020-02-06"),
            ("date:1d", "2020-02-05"), ("date:7d", "2020-01-30..2020-02-05"),
            ("date:2w", "2020-01-23..2020-02-05"),
            ("date:3m", "2019-11-06..2020-02-05"), ("date:1y", "2019-02-06..2020-02-05"),
            ("date:7d..2d", "2020-01-29..2020-02-03"), ("date:7d..", "2020-01-29.."),
            ("date:\"last week\"", "2020-01-27..2020-02-02"), ("date:last week", "2020-01-27..2020-02-02"),
            ("date:last-month", "2020-01"), ("date:last_year", "2019"),
            ("date:\"this week\"", "2020-02-03..2020-02-09"),
            ("date:\"last week\"..yesterday", "2020-01-27..2020-02-04"),
            ("date:feb", "2020-02"), ("date:march", "2019-03"), ("date:jan..feb", "2020-01..2020-02"),
            ("date:feb-2020", "2020-02"), ("date:\"3 February 2020\"", "2020-02-03"),
            ("date:\"February 3rd, 2020\"", "2020-02-03"), ("date:\"3 февраля 2020 года\"", "2020-02-03"),
            ("date:май-2019", "2019-05"), ("date:\"2020 жылы 3 ақпан\"", "2020-02-03"),
            ("date:2020-Q1", "2020-01..2020-03"), ("date:q4", "2019-10..2019-12"),
            ("date:[Jan TO *]", "2020.."), ("after:sep-2019", "2019-09.."),
            ("date:\"3 février 2020\"", "2020-02-03"), ("date:\"1er février 2020\"", "2020-02-01"),
            ("date:\"février 2020\"", "2020-02"), ("date:fevrier-2020", "2020-02"),
            ("date:\"3 de febrero de 2020\"", "2020-02-03"), ("date:\"3 febrero 2020\"", "2020-02-03"),
            ("date:\"3 лютого 2020\"", "2020-02-03"), ("date:лютому", "2020-02"),
            ("date:\"3 лютого 2020 р.\"", "2020-02-03"), ("date:\"январе 2020\"", "2020-01"),
            ("date:\"3 Şubat 2020\"", "2020-02-03"), ("date:\"MAYIS 2019\"", "2019-05"),
            ("date:\"3. März 2020\"", "2020-03-03"), ("date:\"3. Oktober 2020\"", "2020-10-03"),
            ("date:\"3 mai 2020\"", "2020-05-03"), ("date:\"3 maggio 2020\"", "2020-05-03"),
            ("date:\"3 февр. 2020\"", "2020-02-03"), ("date:\"3-го мая 2019\"", "2019-05-03"),
            ("date:\"2020 жылғы 3 ақпан\"", "2020-02-03"), ("date:\"2020 жылғы ақпанда\"", "2020-02"),
            ("date:2020年2月3日", "2020-02-03"), ("date:2020年2月", "2020-02"), ("date:2020年", "2020"),
            ("date:2月3日", "2020-02-03"), ("date:\"2020년 2월 3일\"", "2020-02-03"),
            ("date:2020年1月..2020年2月", "2020-01..2020-02"), ("after:\"mars 2019\"", "2019-03.."),
            ("date:0001-01-01", "0001-01-01"), ("date:9999", "9999"),
            ("date:99999999y", "0001-01-01..2020-02-05"),
        ]
    )
    func `a date is read as its days`(text: String, range: String) throws {
        try TextRow("\(text) x", "date:\(range) x").check()
    }

    @Test(
        arguments: [
            TextRow("date:2020-02-30 x", "x", ignored: ["date:2020-02-30"]),
            TextRow("-date:2020-13 x", "x", ignored: ["-date:2020-13"]),
            TextRow(
                "date:0000 date:soon date:12 date:..", "",
                ignored: ["date:0000", "date:soon", "date:12", "date:.."]),
            TextRow("date:{2020-01-01 TO 2020-01-02} x", "x", ignored: ["date:{2020-01-01 TO 2020-01-02}"]),
            TextRow(
                "date:2020年2月30日 date:3日 date:月 date:jui x", "x",
                ignored: ["date:2020年2月30日", "date:3日", "date:月", "date:jui"]),
            TextRow("date:[2020 x", "x", ignored: ["date:[2020"]),
            TextRow("date:2020/P0D x", "x", ignored: ["date:2020/P0D"]),
            TextRow("before:0001-01-01 date:>9999", "", ignored: ["before:0001-01-01", "date:>9999"]),
            TextRow("date:last friday", "friday", ignored: ["date:last"]),
            TextRow("date:2021..2020", "date:2020..2021", readAs: ["date:2021..2020"]),
            TextRow("date:[2021 TO 2020]", "date:2020..2021", readAs: ["date:[2021 TO 2020]"]),
            TextRow("date:(2020 OR [2022 TO 2023])", "date:2020 OR date:2022..2023"),
            TextRow(
                "date:(>=2020-01 <2020-03) -date:2020-02-03",
                "date:2020.. date:..2020-02 -date:2020-02-03"),
        ]
    )
    func `a date that names no days is left out, and a reversed one turned round`(row: TextRow) throws {
        try row.check()
    }

    @Test func `a range holds its first and its last day and none beside them`() throws {
        let range = DayRange(first: try day(2020, 1, 31), last: try day(2020, 2, 2))
        let days = try [day(2020, 1, 30), day(2020, 1, 31), day(2020, 2, 2), day(2020, 2, 3)]
        #expect(days.map(range.contains) == [false, true, true, false])
        let upTo = DayRange(first: nil, last: try day(2020, 2, 2))
        #expect(days.map(upTo.contains) == [true, true, true, false])
        let onFrom = DayRange(first: try day(2020, 1, 31), last: nil)
        #expect(days.map(onFrom.contains) == [false, true, true, true])
    }

    @Test func `after and before one day divide all days between them`() throws {
        let parser = try parser()
        let after = parser.parse("after:2020-02-03").query
        let before = parser.parse("before:2020-02-03").query
        let third = try day(2020, 2, 3)
        #expect(after == .filter(.date(DayRange(first: third, last: nil))))
        #expect(before == .filter(.date(DayRange(first: nil, last: try day(2020, 2, 2)))))
    }
}
