internal import Articles

/// A stretch of the calendar that a query can name.
enum CalendarUnit {
    case day
    /// Monday to Sunday, as in ISO 8601.
    case week
    case month
    case year
}

extension CalendarDay {
    /// The first day that a query can mean.
    static let earliest = CalendarDay(daysSinceEpoch: -719_162)
    /// The last day that a query can mean.
    static let latest = CalendarDay(daysSinceEpoch: 2_932_896)

    /// The first day of the unit that holds this day.
    func start(of unit: CalendarUnit) -> CalendarDay {
        switch unit {
        case .day: self
        case .week: adding(-daysSinceMonday, .day)
        case .month: CalendarDay(year: year, month: month, day: 1) ?? self
        case .year: CalendarDay(year: year, month: 1, day: 1) ?? self
        }
    }

    /// The last day of the unit that holds this day.
    func end(of unit: CalendarUnit) -> CalendarDay {
        switch unit {
        case .day: self
        case .week: adding(6 - daysSinceMonday, .day)
        case .month:
            CalendarDay(year: year, month: month, day: Self.dayCount(ofMonth: month, year: year)) ?? self
        case .year: CalendarDay(year: year, month: 12, day: 31) ?? self
        }
    }

    /// The day `count` units later, or earlier where it is negative.
    ///
    /// From the end of a longer month it is the last day of a shorter one. Beyond the calendar it is the
    /// first or the last day there is.
    func adding(_ count: Int, _ unit: CalendarUnit) -> CalendarDay {
        // No span of the calendar is longer, so that nothing below overflows.
        let count = min(max(count, -4_000_000), 4_000_000)
        let moved: CalendarDay?
        switch unit {
        case .day: moved = CalendarDay(daysSinceEpoch: daysSinceEpoch + count)
        case .week: moved = CalendarDay(daysSinceEpoch: daysSinceEpoch + 7 * count)
        case .month: moved = addingMonths(count)
        case .year: moved = addingMonths(12 * count)
        }
        return moved ?? (count < 0 ? Self.earliest : Self.latest) ?? self
    }

    private func addingMonths(_ count: Int) -> CalendarDay? {
        let months = 12 * year + month - 1 + count
        guard months >= 12 else { return nil }
        let (year, month) = (months / 12, months % 12 + 1)
        return CalendarDay(year: year, month: month, day: min(day, Self.dayCount(ofMonth: month, year: year)))
    }

    private var daysSinceMonday: Int {
        // 1970-01-01 was a Thursday.
        ((daysSinceEpoch + 3) % 7 + 7) % 7
    }
}
