internal import Articles

/// The days of one day, month, year or other stretch of time, both ends included.
struct Period {
    let first: CalendarDay
    let last: CalendarDay

    /// The unit that holds a day.
    init(_ unit: CalendarUnit, around day: CalendarDay) {
        first = day.start(of: unit)
        last = day.end(of: unit)
    }

    init(first: CalendarDay, last: CalendarDay) {
        self.first = first
        self.last = last
    }
}

/// Reads one period of a date, in lower case: `2020-02`, `yesterday`, `7d`, `last week`.
struct PeriodReader {
    let today: CalendarDay

    /// A period on its own, where `7d` is the seven days that end today.
    func period(_ text: String) throws(Unreadable) -> Period {
        if let (count, unit) = count(text) {
            return Period(first: today.adding(1, .day).adding(-count, unit), last: today)
        }
        if let duration = ISODuration(text) {
            return Period(first: duration.subtracted(from: today.adding(1, .day)), last: today)
        }
        return try point(text)
    }

    /// A period as the end of a range, where `7d` is the day seven days ago.
    func point(_ text: String) throws(Unreadable) -> Period {
        if let (count, unit) = count(text) { return Period(.day, around: today.adding(-count, unit)) }
        if let named = named(text) { return named }
        if let instant = Self.dayOfInstant(text) { return try stated(String(instant)) }
        if let month = try MonthText(text, today: today) { return month.period }
        return try stated(text)
    }

    /// Whether a time of day stands anywhere in a text of days: `T10:30`, or `10:30` behind a blank.
    static func hasTime(_ text: String) -> Bool {
        var previous: [Unicode.Scalar] = []
        for scalar in text.lowercased().unicodeScalars {
            if scalar == ":", previous.last?.isASCIIDigit == true { return true }
            if scalar.isASCIIDigit, previous.last == "t", previous.dropLast().last?.isASCIIDigit == true {
                return true
            }
            previous = previous.suffix(1) + [scalar]
        }
        return false
    }

    /// The day of an instant, `2020-02-03t10:30:00z` or with a blank.
    private static func dayOfInstant(_ text: String) -> Substring? {
        let dayLength = 10
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > dayLength + 1, scalars[dayLength] == "t" || scalars[dayLength] == " ",
            scalars[dayLength + 1].isASCIIDigit,
            scalars[..<dayLength].allSatisfy({ $0.isASCIIDigit || $0 == "-" || $0 == "/" }),
            scalars[(dayLength + 1)...].allSatisfy({
                $0.isASCIIDigit || ":.,+-z ".unicodeScalars.contains($0)
            })
        else { return nil }
        return text.prefix(dayLength)
    }

    /// `7d`, `2w`, `3m`, `1y`, and Lucene's `now-7d`.
    private func count(_ text: String) -> (Int, CalendarUnit)? {
        let rest = text.hasPrefix("now-") ? text.dropFirst(4) : text[...]
        let digits = rest.unicodeScalars.prefix(while: \.isASCIIDigit)
        guard let count = Int(String(digits)), count > 0,
            let unit = CalendarUnit(letter: rest.unicodeScalars.dropFirst(digits.count))
        else { return nil }
        return (count, unit)
    }

    /// `today`, `yesterday`, `last week`, `this_month`.
    private func named(_ text: String) -> Period? {
        switch text {
        case "today", "now": return Period(.day, around: today)
        case "yesterday": return Period(.day, around: today.adding(-1, .day))
        case "tomorrow": return Period(.day, around: today.adding(1, .day))
        default: break
        }
        let words = text.split { $0 == " " || $0 == "-" || $0 == "_" }
        guard words.count == 2, let unit = CalendarUnit(name: words[1]) else { return nil }
        switch words[0] {
        case "this": return Period(unit, around: today)
        case "last": return Period(unit, around: today.start(of: unit).adding(-1, unit))
        default: return nil
        }
    }

    /// `2020`, `2020-02`, `2020-2-3`, `2020/02/03`, `20200203`, `03.02.2020`.
    private func stated(_ text: String) throws(Unreadable) -> Period {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
        let longestNumber = 8
        guard (1...3).contains(parts.count),
            parts.allSatisfy({ part in
                (1...longestNumber).contains(part.utf8.count)
                    && part.unicodeScalars.allSatisfy(\.isASCIIDigit)
            })
        else { throw Unreadable(reason: .notADate) }
        let lengths = parts.map(\.utf8.count)
        let numbers = parts.compactMap { Int($0) }
        if text.contains(".") {
            guard parts.count == 3, lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 else {
                throw Unreadable(reason: .notADate)
            }
            return try day(numbers[2], numbers[1], numbers[0])
        }
        if lengths == [8] { return try day(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100) }
        guard lengths[0] == 4, lengths.dropFirst().allSatisfy({ $0 <= 2 }) else {
            throw Unreadable(reason: .notADate)
        }
        switch numbers.count {
        case 1: return try Period(.year, around: day(numbers[0], 1, 1).first)
        case 2: return try Period(.month, around: day(numbers[0], numbers[1], 1).first)
        default: return try day(numbers[0], numbers[1], numbers[2])
        }
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws(Unreadable) -> Period {
        guard let day = CalendarDay(year: year, month: month, day: day) else {
            throw Unreadable(reason: .noSuchDay)
        }
        return Period(.day, around: day)
    }
}

/// A duration of ISO 8601 in whole days, weeks, months and years: `P3M`, `P1Y6M`, `P2W`.
struct ISODuration {
    private var parts: [(count: Int, unit: CalendarUnit)] = []

    /// Reads a duration in either case; `nil` for anything else and for one of no length.
    init?(_ text: some StringProtocol) {
        let scalars = Array(text.lowercased().unicodeScalars)
        let longestDuration = 32
        guard scalars.first == "p", scalars.count <= longestDuration else { return nil }
        var rest = scalars.dropFirst()
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isASCIIDigit)
            rest = rest.dropFirst(digits.count)
            guard let count = Int(String(scalars: digits)), let unit = CalendarUnit(letter: rest.prefix(1))
            else {
                return nil
            }
            rest = rest.dropFirst()
            if count > 0 { parts.append((count, unit)) }
        }
        if parts.isEmpty { return nil }
    }

    func added(to day: CalendarDay) -> CalendarDay {
        parts.reduce(day) { $0.adding($1.count, $1.unit) }
    }

    func subtracted(from day: CalendarDay) -> CalendarDay {
        parts.reduce(day) { $0.adding(-$1.count, $1.unit) }
    }
}

extension CalendarUnit {
    fileprivate init?(letter: some Collection<Unicode.Scalar>) {
        guard letter.count == 1, let letter = letter.first else { return nil }
        switch letter {
        case "d": self = .day
        case "w": self = .week
        case "m": self = .month
        case "y": self = .year
        default: return nil
        }
    }

    fileprivate init?(name: some StringProtocol) {
        switch name {
        case "week": self = .week
        case "month": self = .month
        case "year": self = .year
        default: return nil
        }
    }
}
