import Articles
import Testing

@Suite struct CalendarDayTests {
    @Test func `every day from year 1 to 9999 comes back from its number`() {
        // 0001-01-01 and 9999-12-31.
        var expected = CalendarDay(year: 1, month: 1, day: 1)
        for number in -719_162...2_932_896 {
            let day = CalendarDay(daysSinceEpoch: number)
            guard day == expected, day?.daysSinceEpoch == number else {
                Issue.record("\(number) is \(String(describing: day)), not \(String(describing: expected))")
                return
            }
            expected = day.flatMap(next)
        }
        #expect(expected == nil)
    }

    /// The day after, by the rules of the calendar and not by numbers.
    private func next(_ day: CalendarDay) -> CalendarDay? {
        CalendarDay(year: day.year, month: day.month, day: day.day + 1)
            ?? CalendarDay(year: day.year, month: day.month + 1, day: 1)
            ?? CalendarDay(year: day.year + 1, month: 1, day: 1)
    }

    @Test(arguments: [-719_163, 2_932_897, Int.min, Int.max, Int.max - 719_468, Int.min + 719_468])
    func `no day has a number outside`(number: Int) {
        #expect(CalendarDay(daysSinceEpoch: number) == nil)
    }

    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2020, 2, 3, 18_295), (1, 1, 1, -719_162),
        (9999, 12, 31, 2_932_896),
    ])
    func `known days have their known numbers`(year: Int, month: Int, day: Int, number: Int) {
        #expect(CalendarDay(year: year, month: month, day: day)?.daysSinceEpoch == number)
    }

    @Test(arguments: [
        (2019, 2, 29), (1900, 2, 29), (2100, 2, 29), (2020, 2, 30), (2020, 4, 31), (2020, 0, 1),
        (2020, 13, 1),
        (2020, 1, 0), (2020, 1, 32), (0, 1, 1), (10_000, 1, 1), (-4, 2, 29),
    ])
    func `a day that the calendar does not have is none`(year: Int, month: Int, day: Int) {
        #expect(CalendarDay(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2000, 29), (1900, 28), (2020, 29), (2021, 28), (4, 29), (100, 28), (400, 29)])
    func `February follows the leap rules`(year: Int, dayCount: Int) {
        #expect(CalendarDay.dayCount(ofMonth: 2, year: year) == dayCount)
    }

    @Test func `no month but twelve has days`() {
        #expect([0, 13, -1].map { CalendarDay.dayCount(ofMonth: $0, year: 2020) } == [0, 0, 0])
    }

    @Test func `days are written with zeros and ordered by time`() throws {
        let early = try #require(CalendarDay(year: 33, month: 4, day: 3))
        let late = try #require(CalendarDay(year: 2020, month: 1, day: 31))
        #expect((early.description, late.description) == ("0033-04-03", "2020-01-31"))
        #expect(early < late)
        #expect(!(late < late))
    }
}
