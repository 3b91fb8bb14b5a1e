internal import Articles

/// A day, month or quarter that is written with a name: `3 february 2020`, `feb-2020`, `3 ақпан 2020`,
/// `2020-q1`.
struct MonthText {
    let period: Period

    /// Reads a text in lower case; `nil` where it names no month and no quarter.
    ///
    /// A month without a year is the last one that has begun.
    init?(_ text: String, today: CalendarDay) throws(Unreadable) {
        let words = text.split { $0 == " " || $0 == "-" || $0 == "_" || $0 == "," || $0 == "." }
        let wordLimit = 5
        guard (1...wordLimit).contains(words.count) else { return nil }
        var months: [Int] = []
        var quarters: [Int] = []
        var numbers: [(value: Int, digitCount: Int)] = []
        for word in words where !Self.yearWords.contains(String(word)) {
            let digits = word.unicodeScalars.prefix(while: \.isASCIIDigit)
            if let value = Int(String(digits)), digits.count <= 4 {
                // 1st, 2nd, 3-ші
                guard
                    digits.count == word.unicodeScalars.count || Self.isOrdinal(word.dropFirst(digits.count))
                else { return nil }
                numbers.append((value, digits.count))
            } else if let quarter = Self.quarter(word) {
                quarters.append(quarter)
            } else if let month = Self.month(word) {
                months.append(month)
            } else {
                return nil
            }
        }
        let years = numbers.filter { $0.digitCount == 4 }.map(\.value)
        let days = numbers.filter { $0.digitCount <= 2 }.map(\.value)
        guard months.count + quarters.count == 1, years.count <= 1, days.count <= months.count,
            years.count + days.count == numbers.count
        else { return nil }
        let month = months.first ?? quarters[0] * 3 - 2
        var year = years.first ?? today.year
        if years.isEmpty, month > today.month { year -= 1 }
        guard let first = CalendarDay(year: year, month: month, day: days.first ?? 1) else {
            throw Unreadable(reason: .noSuchDay)
        }
        if !quarters.isEmpty {
            period = Period(first: first, last: first.adding(2, .month).end(of: .month))
        } else {
            period = Period(days.isEmpty ? .month : .day, around: first)
        }
    }

    private static func quarter(_ word: Substring) -> Int? {
        guard word.first == "q", word.count == 2, let number = word.last?.wholeNumberValue else { return nil }
        return (1...4).contains(number) ? number : nil
    }

    /// English names, whole or from three letters on; Russian and Kazakh ones in any case form.
    private static func month(_ word: Substring) -> Int? {
        if word.count >= 3, let index = english.firstIndex(where: { $0.hasPrefix(word) }) { return index + 1 }
        if ["май", "мая", "мае", "маем", "маю"].contains(word) { return 5 }
        let longestEnding = 5
        for names in [russian, kazakh] {
            for (index, stem) in names.enumerated()
            where word.hasPrefix(stem) && word.count <= stem.count + longestEnding {
                return index + 1
            }
        }
        return nil
    }

    private static func isOrdinal(_ ending: Substring) -> Bool { ["st", "nd", "rd", "th"].contains(ending) }

    private static let yearWords: Set<String> = ["г", "год", "года", "году", "ж", "жыл", "жылы", "of"]
    private static let english = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let russian = [
        "январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
        "декабр",
    ]
    private static let kazakh = [
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
        "қараша",
        "желтоқсан",
    ]
}
