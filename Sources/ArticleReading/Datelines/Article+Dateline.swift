internal import Articles

extension Article {
    /// Fills what the file does not declare by what the dateline says.
    ///
    /// A day is taken only with its year, which is never guessed: where the year is missing, the date stays
    /// open, and `Article.origin` says why; so it does where no calendar has the day.
    ///
    /// - Parameters:
    ///   - dateline: The dateline, in `bytes`.
    ///   - bytes: What it was found in.
    mutating func take(_ dateline: Dateline, of bytes: [UInt8]) {
        var taken: [String] = []
        var open = ""
        if date == nil, let day = dateline.day {
            if let year = day.year {
                if let declared = CalendarDay(year: year, month: day.month, day: day.day) {
                    date = ArticleDate(day: declared)
                    taken.append("date")
                } else {
                    open = "; \(Self.written(year, day)) there is no day of the calendar, so it is no date"
                }
            } else {
                open = "; the day there names no year, so it is no date"
            }
        }
        if place == nil, let stated = dateline.place {
            place = stated
            taken.append("place")
        }
        if agency == nil, let stated = dateline.agency {
            agency = stated
            taken.append("agency")
        }
        if language == nil, let stated = dateline.language,
            !DatelineLanguage.isContradicted(stated, by: bytes, from: dateline.range.upperBound)
        {
            language = stated
            taken.append("language")
        }
        guard !taken.isEmpty || !open.isEmpty else { return }
        let fields = taken.isEmpty ? "nothing" : taken.joined(separator: ", ")
        note("\(fields) from the dateline '\(bytes.text(in: dateline.range))'\(open)")
    }

    private static func written(_ year: Int, _ day: DatelineDay) -> String {
        func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(year)-\(padded(day.month))-\(padded(day.day))"
    }
}
