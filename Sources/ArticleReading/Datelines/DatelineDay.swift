/// The day of a dateline: `Feb. 3`, `3 февраля 2020 года`, `2020-02-03`, `2月3日`.
struct DatelineDay: Equatable {
    /// The year, where it is declared.
    var year: Int?
    /// The month, as written: 1...12 where it has a name, else any number of two digits.
    var month: Int
    /// The day, as written: 0...99.
    var day: Int
    /// The language that the name of the month tells.
    var language: String?

    /// Takes a day at `start`.
    ///
    /// - Returns: The day and the place behind it, before a full stop; `nil` where none stands.
    static func take(_ bytes: [UInt8], at start: Int, before end: Int) -> (day: Self, end: Int)? {
        var scanner = DayScanner(bytes: bytes, position: start, end: end)
        return scanner.day().map { ($0, scanner.position) }
    }
}

private struct DayScanner {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func day() -> DatelineDay? {
        guard let (first, digitCount) = number() else { return namedMonthFirst() }
        switch digitCount {
        case 4: return yearFirst(first)
        case 1, 2:
            if take("月") { return characters(month: first, year: nil) }
            return digitsByStops(first) ?? namedMonthSecond(first)
        default: return nil
        }
    }

    /// `Feb. 3, 2020`
    private mutating func namedMonthFirst() -> DatelineDay? {
        guard let month = month() else { return nil }
        _ = take(".")
        skipBlanks()
        guard let (day, digitCount) = number(), digitCount <= 2 else { return nil }
        return DatelineDay(
            year: year(), month: month.number, day: day, language: month.language(isFirst: true))
    }

    /// `3 February 2020`, `3. Februar`, `3 de febrero de 2020`
    private mutating func namedMonthSecond(_ day: Int) -> DatelineDay? {
        _ = take(".")
        skipBlanks()
        if take("de ") { skipBlanks() }
        guard let month = month() else { return nil }
        return DatelineDay(
            year: year(), month: month.number, day: day, language: month.language(isFirst: false))
    }

    /// `2020-02-03`, `2020年2月3日`, `2020 жылғы 3 ақпан`
    private mutating func yearFirst(_ year: Int) -> DatelineDay? {
        if take("年") {
            guard let (month, digitCount) = number(), digitCount <= 2, take("月") else { return nil }
            return characters(month: month, year: year)
        }
        if take("-") {
            guard let (month, monthDigits) = number(), monthDigits == 2, take("-"),
                let (day, dayDigits) = number(), dayDigits == 2
            else { return nil }
            return DatelineDay(year: year, month: month, day: day)
        }
        skipBlanks()
        guard let word = MonthNames.yearWords.longest(in: bytes, at: position, before: end) else {
            return nil
        }
        position = word.end
        _ = take(".")
        skipBlanks()
        guard let (day, digitCount) = number(), digitCount <= 2, var rest = namedMonthSecond(day) else {
            return nil
        }
        rest.year = year
        return rest
    }

    /// `月` was taken: `3日`
    private mutating func characters(month: Int, year: Int?) -> DatelineDay? {
        guard let (day, digitCount) = number(), digitCount <= 2, take("日") else { return nil }
        return DatelineDay(year: year, month: month, day: day)
    }

    /// `03.02.2020`, the day first, as those who write stops have it.
    private mutating func digitsByStops(_ day: Int) -> DatelineDay? {
        let start = position
        guard take("."), let (month, monthDigits) = number(), monthDigits == 2, take("."),
            let (year, yearDigits) = number(), yearDigits == 4
        else {
            position = start
            return nil
        }
        return DatelineDay(year: year, month: month, day: day)
    }

    private mutating func month() -> MonthNames.Month? {
        guard let month = MonthNames.months.longest(in: bytes, at: position, before: end) else { return nil }
        position = month.end
        return month.value
    }

    /// A year behind the day, and the word behind that.
    private mutating func year() -> Int? {
        let start = position
        _ = take(".") || take(",")
        skipBlanks()
        if take("de ") { skipBlanks() }
        guard position > start, let (year, digitCount) = number(), digitCount == 4 else {
            position = start
            return nil
        }
        let behind = position
        skipBlanks()
        if let word = MonthNames.yearWords.longest(in: bytes, at: position, before: end) {
            position = word.end
        } else {
            position = behind
        }
        return year
    }

    /// Digits, up to four, with none behind them.
    private mutating func number() -> (value: Int, digitCount: Int)? {
        var value = 0
        var index = position
        while index < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
            guard index - position < 4 else { return nil }
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        guard index > position else { return nil }
        defer { position = index }
        return (value, index - position)
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard bytes.hasText(text, at: position, before: end) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    private mutating func skipBlanks() {
        position = bytes.skippingBlanks(from: position, before: end, andLineEnds: false)
    }
}
