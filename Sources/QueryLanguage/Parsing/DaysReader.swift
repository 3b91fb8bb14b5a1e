internal import Articles

/// Why a text is not a range of days.
struct Unreadable: Error {
    let reason: Repair.Reason
}

/// Reads the values of `date:`, `after:` and `before:`.
struct DaysReader {
    /// Days as read.
    struct Days {
        let range: DayRange
        /// Whether they were stated last day first.
        var isReversed = false
    }

    let today: CalendarDay

    /// What `date:` says: a period, or a range of two, in one of its notations.
    func range(_ text: String) throws(Unreadable) -> Days {
        let text = Self.normalized(text)
        if let first = text.first, first == "[" || first == "{" { return try bracketed(text) }
        if let first = text.first, first == "<" || first == ">" { return try compared(text) }
        if let dots = Self.dots(in: text) {
            return try spanning(text[..<dots.lowerBound], text[dots.upperBound...])
        }
        do throws(Unreadable) {
            let period = try PeriodReader(today: today).period(text)
            return try Self.closed(period.first, period.last)
        } catch {
            guard let slash = text.firstIndex(of: "/") else { throw error }
            return try spanning(text[..<slash], text[text.index(after: slash)...])
        }
    }

    /// What `after:` says: from the first day of a period on.
    func after(_ text: String) throws(Unreadable) -> Days {
        try Self.closed(point(Self.normalized(text)).first, nil)
    }

    /// What `before:` says: up to the day before a period.
    func before(_ text: String) throws(Unreadable) -> Days {
        try Self.closed(nil, Self.day(before: point(Self.normalized(text)).first))
    }

    /// `[A TO B]`, either end open as `*`; a curly bracket leaves out what stands beside it.
    private func bracketed(_ text: String) throws(Unreadable) -> Days {
        let isOpenFirst = text.hasPrefix("{")
        let isOpenLast = text.hasSuffix("}")
        let inner = text.dropFirst().prefix { $0 != "]" && $0 != "}" }
        let parts = inner.split(separator: " ")
        guard parts.count == 3, parts[1] == "to" else { throw Unreadable(reason: .notADate) }
        let from = parts[0] == "*" ? nil : try point(parts[0])
        let to = parts[2] == "*" ? nil : try point(parts[2])
        if let from, let to, from.first > to.last {
            return try Self.closed(to.first, from.last, isReversed: true)
        }
        var first = from?.first
        var last = to?.last
        if isOpenFirst, let from { first = try Self.day(after: from.last) }
        if isOpenLast, let to { last = try Self.day(before: to.first) }
        return try Self.closed(first, last)
    }

    private func compared(_ text: String) throws(Unreadable) -> Days {
        let sign = text.prefix { $0 == "<" || $0 == ">" || $0 == "=" }
        let period = try point(text[sign.endIndex...])
        switch sign {
        case ">=": return try Self.closed(period.first, nil)
        case ">": return try Self.closed(Self.day(after: period.last), nil)
        case "<=": return try Self.closed(nil, period.last)
        case "<": return try Self.closed(nil, Self.day(before: period.first))
        default: throw Unreadable(reason: .notADate)
        }
    }

    /// `A..B` and `A/B`, either end open, or one of them a duration that is counted from the other.
    private func spanning(_ from: Substring, _ to: Substring) throws(Unreadable) -> Days {
        if let duration = ISODuration(to), let start = try from.isEmpty ? nil : point(from) {
            let end = duration.added(to: start.first)
            return try Self.closed(start.first, Self.day(before: end))
        }
        if let duration = ISODuration(from), let end = try to.isEmpty ? nil : point(to) {
            let start = duration.subtracted(from: end.last.adding(1, .day))
            return try Self.closed(start, end.last)
        }
        let first = from.isEmpty ? nil : try point(from)
        let last = to.isEmpty ? nil : try point(to)
        if let first, let last, first.first > last.last {
            return try Self.closed(last.first, first.last, isReversed: true)
        }
        return try Self.closed(first?.first, last?.last)
    }

    private func point(_ text: some StringProtocol) throws(Unreadable) -> Period {
        try PeriodReader(today: today).point(String(text))
    }

    private static func closed(
        _ first: CalendarDay?, _ last: CalendarDay?, isReversed: Bool = false
    ) throws(Unreadable) -> Days {
        if first == nil, last == nil { throw Unreadable(reason: .emptyRange) }
        if let first, let last, first > last { throw Unreadable(reason: .emptyRange) }
        return Days(range: DayRange(first: first, last: last), isReversed: isReversed)
    }

    private static func day(after day: CalendarDay) throws(Unreadable) -> CalendarDay {
        guard day != CalendarDay.latest else { throw Unreadable(reason: .emptyRange) }
        return day.adding(1, .day)
    }

    private static func day(before day: CalendarDay) throws(Unreadable) -> CalendarDay {
        guard day != CalendarDay.earliest else { throw Unreadable(reason: .emptyRange) }
        return day.adding(-1, .day)
    }

    /// Lower case, one blank between words, and without punctuation at the end.
    private static func normalized(_ text: String) -> String {
        let words = text.lowercased().unicodeScalars.split(whereSeparator: \.isBlank)
        var scalars = Array(words.joined(separator: " ".unicodeScalars))[...]
        while let last = scalars.last, last != "…", last.isOuterPunctuation { scalars.removeLast() }
        if scalars.last == ".", scalars.dropLast().last != "." { scalars.removeLast() }
        return String(scalars: scalars)
    }

    /// The two dots or more of a range, or the one character into which they are easily turned while typing.
    private static func dots(in text: String) -> Range<String.Index>? {
        if let ellipsis = text.firstIndex(of: "…") { return ellipsis..<text.index(after: ellipsis) }
        var index = text.startIndex
        while let dot = text[index...].firstIndex(of: ".") {
            let end = text[dot...].firstIndex { $0 != "." } ?? text.endIndex
            if text.index(after: dot) < end { return dot..<end }
            index = end
        }
        return nil
    }
}
