/// When an article says it is from: a day, or an instant where the file states one.
public struct ArticleDate: Hashable, Sendable, CustomStringConvertible {
    /// The time of day that makes an instant of a day.
    public struct Time: Hashable, Sendable {
        /// Seconds since local midnight, 0..<86,400.
        public let secondOfDay: Int
        /// Seconds that local time is ahead of UTC, within a day either way.
        public let offsetFromUTC: Int
    }

    /// The declared day, in the time zone of the declaration.
    public let day: CalendarDay
    /// The declared time of day; `nil` where only a day is declared.
    public let time: Time?

    /// A date that is known to the day.
    public init(day: CalendarDay) {
        self.day = day
        time = nil
    }

    /// The date that `text` states: `2020-02-03`, or an instant in RFC 3339 (`2020-02-03T10:15:00+06:00`,
    /// with `T` or a blank, seconds and their fraction optional, `Z` or an offset).
    ///
    /// `nil` for anything else and for days and times that do not exist; nothing is repaired. A fraction of a
    /// second is dropped. A leap second (`23:59:60` in UTC at the end of June or December) is counted as the
    /// second before it, for which alone Unix time has a number; see ``statesLeapSecond(_:)``.
    public init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        guard let year = rest.takeDigits(4), rest.take("-"), let month = rest.takeDigits(2), rest.take("-"),
            let dayOfMonth = rest.takeDigits(2),
            let day = CalendarDay(year: year, month: month, day: dayOfMonth)
        else { return nil }
        self.day = day
        if rest.isEmpty {
            time = nil
        } else {
            guard rest.take("T") || rest.take("t") || rest.take(" "), let stated = rest.takeTime(),
                rest.isEmpty
            else { return nil }
            time = stated.time
            if stated.isLeapSecond, !isBeforeLeapSecond { return nil }
        }
    }

    /// Whether `text` states a leap second, which ``init(_:)`` reads as the second before it.
    ///
    /// - Parameter text: A date, or anything else.
    /// - Returns: Whether it is a date whose seconds are 60.
    public static func statesLeapSecond(_ text: some StringProtocol) -> Bool {
        text.utf8.dropFirst(13).starts(with: ":59:60".utf8) && ArticleDate(text)?.time != nil
    }

    /// Whether the next second begins a half of a year in UTC: only there has one ever been put in.
    private var isBeforeLeapSecond: Bool {
        let next = secondsSinceEpoch + 1
        guard next % 86_400 == 0, let day = CalendarDay(daysSinceEpoch: Int(next / 86_400)) else {
            return false
        }
        return day.day == 1 && (day.month == 1 || day.month == 7)
    }

    /// The instant as seconds since 1970-01-01T00:00:00Z; for a mere day, the start of that day in UTC.
    public var secondsSinceEpoch: Int64 {
        let midnight = Int64(day.daysSinceEpoch) * 86_400
        guard let time else { return midnight }
        return midnight + Int64(time.secondOfDay - time.offsetFromUTC)
    }

    /// `YYYY-MM-DD`, or the instant in RFC 3339 with whole seconds; reads back as an equal date.
    public var description: String {
        guard let time else { return day.description }
        var text: [UInt8] = []
        text.reserveCapacity(25)
        day.append(to: &text)
        text.append(UInt8(ascii: "T"))
        text.append(digits: time.secondOfDay / 3_600, count: 2)
        text.append(UInt8(ascii: ":"))
        text.append(digits: time.secondOfDay / 60 % 60, count: 2)
        text.append(UInt8(ascii: ":"))
        text.append(digits: time.secondOfDay % 60, count: 2)
        if time.offsetFromUTC == 0 {
            text.append(UInt8(ascii: "Z"))
        } else {
            let minutes = abs(time.offsetFromUTC) / 60
            text.append(UInt8(ascii: time.offsetFromUTC < 0 ? "-" : "+"))
            text.append(digits: minutes / 60, count: 2)
            text.append(UInt8(ascii: ":"))
            text.append(digits: minutes % 60, count: 2)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first, Unicode.Scalar(first) == character else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func takeDigits(_ digitCount: Int) -> Int? {
        guard count >= digitCount else { return nil }
        var value = 0
        for byte in prefix(digitCount) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        removeFirst(digitCount)
        return value
    }

    /// `HH:MM[:SS[.fraction]]` and then `Z` or `±HH:MM`.
    fileprivate mutating func takeTime() -> (time: ArticleDate.Time, isLeapSecond: Bool)? {
        guard let hour = takeDigits(2), hour < 24, take(":"), let minute = takeDigits(2), minute < 60 else {
            return nil
        }
        var second = 0
        if take(":") {
            guard let stated = takeDigits(2), stated < 61 else { return nil }
            second = stated
            if take(".") {
                guard takeDigits(1) != nil else { return nil }
                while takeDigits(1) != nil {}
            }
        }
        guard let offset = takeOffset() else { return nil }
        let secondOfDay = hour * 3_600 + minute * 60 + Swift.min(second, 59)
        return (.init(secondOfDay: secondOfDay, offsetFromUTC: offset), second == 60)
    }

    private mutating func takeOffset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = takeDigits(2), hours < 24 else { return nil }
        _ = take(":")
        guard let minutes = takeDigits(2), minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
