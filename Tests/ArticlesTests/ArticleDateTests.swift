import Articles
import Testing

@Suite struct ArticleDateTests {
    @Test(arguments: [
        ("2020-02-03", "2020-02-03", 1_580_688_000),
        ("0001-01-01", "0001-01-01", -62_135_596_800),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", 253_402_300_799),
        ("2020-02-03T10:15:00+06:00", "2020-02-03T10:15:00+06:00", 1_580_703_300),
        ("2020-02-03t10:15z", "2020-02-03T10:15:00Z", 1_580_724_900),
        ("2020-02-03 10:15:30.123456789Z", "2020-02-03T10:15:30Z", 1_580_724_930),
        ("2020-02-03T10:15:30.5-0330", "2020-02-03T10:15:30-03:30", 1_580_737_530),
        ("2020-02-03T00:00:00+23:59", "2020-02-03T00:00:00+23:59", 1_580_601_660),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", 1_483_228_799),
        ("2015-07-01T05:59:60.5+06:00", "2015-07-01T05:59:59+06:00", 1_435_708_799),
        ("2020-02-29T00:00-00:00", "2020-02-29T00:00:00Z", 1_582_934_400),
    ])
    func `a date is read, counted and written back`(text: String, written: String, seconds: Int64) throws {
        let date = try #require(ArticleDate(text))
        #expect(date.description == written)
        #expect(date.secondsSinceEpoch == seconds)
        #expect(ArticleDate(written) == date)
    }

    @Test(arguments: [
        "", "2020", "2020-02", "2020-2-3", "2020-02-30", "2020-13-01", "2020-02-03T", "2020-02-03T10",
        "2020-02-03T10:15",
        "2020-02-03T10:15:00", "2020-02-03T24:00:00Z", "2020-02-03T10:60:00Z", "2020-02-03T10:15:61Z",
        "2020-02-03T10:15:00.Z", "2020-02-03T10:15:00+6", "2020-02-03T10:15:00+24:00",
        "2020-02-03T10:15:00+06:60",
        "2020-02-03T10:15:60Z", "2020-02-03T23:59:60Z", "2016-12-31T23:59:60+06:00", "2016-12-31T23:58:60Z",
        "2020-02-03T10:15:00Z ", " 2020-02-03", "2020-02-03x", "20200203", "２０２０-02-03",
        "2020-02-03T10:15:00+06:00Z",
        "-2020-02-03", "2020-02-03\0",
    ])
    func `what is no date is none`(text: String) {
        #expect(ArticleDate(text) == nil)
    }

    @Test func `a leap second is known from the second before it`() {
        #expect(ArticleDate.statesLeapSecond("2016-12-31T23:59:60Z"))
        #expect(ArticleDate.statesLeapSecond("2017-01-01T05:59:60+06:00"))
        for text in ["2016-12-31T23:59:59Z", "2016-12-30T23:59:60Z", "2016-12-31", "23:59:60"] {
            #expect(!ArticleDate.statesLeapSecond(text), "\(text)")
        }
    }

    @Test func `a day is not the instant at its start, though both sort alike`() throws {
        let day = try #require(ArticleDate("2020-02-03"))
        let instant = try #require(ArticleDate("2020-02-03T00:00:00Z"))
        #expect(day != instant)
        #expect(day.secondsSinceEpoch == instant.secondsSinceEpoch)
        #expect(day.time == nil)
        #expect(ArticleDate(day: day.day) == day)
    }

    @Test func `the declared day stays, whatever day it is elsewhere`() throws {
        let date = try #require(ArticleDate("2020-02-03T01:00:00+06:00"))
        #expect(date.day == CalendarDay(year: 2020, month: 2, day: 3))
        #expect(date.time?.offsetFromUTC == 21_600)
        #expect(date.time?.secondOfDay == 3_600)
    }
}
