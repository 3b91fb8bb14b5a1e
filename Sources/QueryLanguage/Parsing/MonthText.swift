internal import Articles
internal import IndexDefinition

/// A day, month or quarter that is written with a name: `3 february 2020`, `feb-2020`, `3 ақпан 2020`,
/// `2020-q1`; and what Chinese, Japanese and Korean write with a sign behind each number: `2020年2月3日`.
struct MonthText {
    let period: Period

    /// Reads a text in lower case; `nil` where it names no month, no quarter and no year by its sign.
    ///
    /// A month without a year is the last one that has begun.
    init?(_ text: String, today: CalendarDay) throws(Unreadable) {
        guard let parts = Self.signedParts(text) ?? Self.namedParts(text) else { return nil }
        if let year = parts.year, parts.month == nil {
            guard let first = CalendarDay(year: year, month: 1, day: 1) else {
                throw Unreadable(reason: .noSuchDay)
            }
            period = Period(.year, around: first)
            return
        }
        guard let month = parts.month else { return nil }
        var year = parts.year ?? today.year
        if parts.year == nil, month > today.month { year -= 1 }
        guard let first = CalendarDay(year: year, month: month, day: parts.day ?? 1) else {
            throw Unreadable(reason: .noSuchDay)
        }
        if parts.isQuarter {
            period = Period(first: first, last: first.adding(2, .month).end(of: .month))
        } else {
            period = Period(parts.day == nil ? .month : .day, around: first)
        }
    }

    /// What a text states.
    private struct Parts {
        var year: Int?
        /// Of a quarter the first one.
        var month: Int?
        var day: Int?
        var isQuarter = false
    }

    /// The numbers of `2020年2月3日` and `2020년 2월 3일`.
    private static func signedParts(_ text: String) -> Parts? {
        var parts = Parts()
        var rest = text.unicodeScalars.filter { $0 != " " }[...]
        var lastPlace = -1
        while !rest.isEmpty {
            let digits = rest.prefix(while: \.isASCIIDigit)
            rest = rest.dropFirst(digits.count)
            guard let number = Int(String(digits)), digits.count <= 4, let sign = rest.popFirst(),
                let place = signs.firstIndex(where: { $0.contains(sign) }), place > lastPlace
            else { return nil }
            lastPlace = place
            switch place {
            case 0: parts.year = number
            case 1: parts.month = number
            default: parts.day = number
            }
        }
        return parts.day != nil && parts.month == nil ? nil : parts
    }

    private static func namedParts(_ text: String) -> Parts? {
        let words = text.split { $0 == " " || $0 == "-" || $0 == "_" || $0 == "," || $0 == "." }
        let wordLimit = 6
        guard (1...wordLimit).contains(words.count) else { return nil }
        var months: [Int] = []
        var quarters: [Int] = []
        var numbers: [(value: Int, digitCount: Int)] = []
        for word in words where !MonthWords.fillers.contains(String(word)) {
            let digits = word.unicodeScalars.prefix(while: \.isASCIIDigit)
            if let value = Int(String(digits)), digits.count <= 4 {
                // 1st, 1er, 1º
                let ending = String(word.unicodeScalars.dropFirst(digits.count))
                guard ending.isEmpty || MonthWords.ordinalEndings.contains(ending) else { return nil }
                numbers.append((value, digits.count))
            } else if MonthWords.ordinalEndings.contains(String(word)), !numbers.isEmpty {
                // 3-го, 3-ші
                continue
            } else if let quarter = Self.quarter(word) {
                quarters.append(quarter)
            } else if let month = MonthWords.month(word) {
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
        return Parts(
            year: years.first, month: months.first ?? quarters[0] * 3 - 2, day: days.first,
            isQuarter: !quarters.isEmpty)
    }

    private static func quarter(_ word: Substring) -> Int? {
        guard word.first == "q", word.count == 2, let number = word.last?.wholeNumberValue else { return nil }
        return (1...4).contains(number) ? number : nil
    }

    /// The signs behind a year, a month and a day.
    private static let signs: [[Unicode.Scalar]] = [["年", "년"], ["月", "월"], ["日", "号", "號", "일"]]
}

/// The names of months in `Index/Tables/months.tsv`, as people write them in queries.
enum MonthWords {
    /// Words around a day, a month and a year that say nothing more.
    static let fillers: Set<String> = Set(
        IndexTable.months.rows.filter { $0.count == 3 && $0[1] == "year" }
            .flatMap { $0[2].split(separator: " ").map(String.init) }
            + ["год", "году", "жылы", "of", "de", "del"])

    static let ordinalEndings: Set<String> = [
        "st", "nd", "rd", "th", "er", "º", "ª", "°", "е", "го", "ші", "шы",
    ]

    /// The month that a word names: by its whole name or an abbreviation, by three letters or more with which
    /// only that month begins, or in another case of languages that have cases.
    static func month(_ word: Substring) -> Int? {
        let word = folded(word)
        if let month = byName[word] { return month }
        let shortest = 3
        let longestEnding = 5
        if word.count >= shortest {
            for isEnglish in [true, false] {
                let begun = Set(
                    names.filter { $0.text.hasPrefix(word) && (!isEnglish || $0.language == "en") }.map(
                        \.month))
                if begun.count == 1 { return begun.first }
            }
        }
        return stems.first { word.hasPrefix($0.text) && word.count <= $0.text.count + longestEnding }?.month
    }

    private struct Name {
        let language: String
        let month: Int
        let text: String
    }

    private static let names: [Name] = IndexTable.months.rows.flatMap { row -> [Name] in
        guard row.count == 3, let month = Int(row[1]) else { return [] }
        return row[2].split(separator: " ").map { Name(language: row[0], month: month, text: folded($0)) }
    }

    // A name is one month in all languages of the table.
    private static let byName = Dictionary(names.map { ($0.text, $0.month) }) { first, _ in first }

    /// What all cases of a name begin with, the longest first.
    private static let stems: [Name] = {
        let shortest = 4
        var stems = names.filter { name in
            ["ru", "kk", "uk", "tr"].contains(name.language) && name.text.count >= shortest
        }.map { name in
            let ending = ["ого", "ий", "ь", "я", "й", "а"].first { name.text.hasSuffix($0) } ?? ""
            return Name(
                language: name.language, month: name.month,
                text: String(name.text.dropLast(name.language == "kk" ? 0 : ending.count)))
        }
        // `май` is too short for a stem.
        stems += ["мае", "маем", "маю"].map { Name(language: "ru", month: 5, text: $0) }
        return stems.sorted { $0.text.count > $1.text.count }
    }()

    /// Without the marks of Latin letters, which not every keyboard has.
    private static func folded(_ word: some StringProtocol) -> String {
        String(word.map { plainLetters[$0] ?? $0 })
    }

    private static let plainLetters: [Character: Character] = [
        "é": "e", "û": "u", "ä": "a", "ü": "u", "ş": "s", "ğ": "g", "ı": "i", "i\u{307}": "i",
    ]
}
