internal import Articles

/// A date in the forms that pages, feeds, mails and news XML write: RFC 3339 and its relatives without colons
/// or seconds, the basic form of ISO 8601 (`20200203T101500Z`), and RFC 5322
/// (`Mon, 3 Feb 2020 10:15:00 +0600`).
enum WrittenDate: Equatable {
    /// A day or an instant.
    case date(ArticleDate)
    /// Well written, and in no calendar.
    case impossible

    /// Reads a text; `nil` where it is in none of the forms.
    init?(_ text: String) {
        guard let form = Self.form(of: text) else { return nil }
        if let date = ArticleDate(form) {
            self = .date(date)
        } else if ArticleDate(form.prefix(10)) != nil, let local = ArticleDate(form + "Z") {
            // Without an offset it is no instant: the day is what is declared.
            self = .date(ArticleDate(day: local.day))
        } else {
            self = .impossible
        }
    }

    /// A text in one of the forms as RFC 3339 writes it; `nil` where it is in none of them.
    static func form(of text: String) -> String? {
        let text = text.trimmed
        guard text.utf8.count <= 64 else { return nil }
        return extended(text) ?? basic(text) ?? mail(text)
    }

    /// The date of the first of the texts that is in one of the forms.
    ///
    /// - Throws: A ``Refusal`` where that one is in no calendar.
    static func first(
        of texts: [(field: String, text: String)]
    ) throws(Refusal) -> ArticleDate? {
        for (field, text) in texts {
            switch WrittenDate(text) {
            case .date(let date): return date
            case .impossible: throw Self.objection(to: text.trimmed, in: field)
            case nil: continue
            }
        }
        return nil
    }

    private static func objection(to text: String, in field: String) -> Refusal {
        let hasDay = form(of: text).map { ArticleDate($0.prefix(10)) != nil } == true
        return Refusal(hasDay ? .unreadableDate(text, .field(field)) : .noSuchDay(text, .field(field)))
    }

    /// The year whose last two digits are written: one of 1950...2049.
    static func year(ofTwoDigits digits: Int) -> Int { digits + (digits < 50 ? 2000 : 1900) }

    /// `2020-02-03`, with or without a time, seconds and an offset.
    private static func extended(_ text: String) -> String? {
        guard ArticleDate.beginsWithDay(text) else { return nil }
        let day = String(text.prefix(10))
        let rest = text.dropFirst(10)
        guard let first = rest.first else { return day }
        guard first == "T" || first == "t" || first == " " else { return nil }
        return time(rest.dropFirst()).map { "\(day)T\($0)" }
    }

    /// `20200203`, with or without `T101500` and an offset.
    private static func basic(_ text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 8 else { return nil }
        let day = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
        let rest = text.dropFirst(8)
        guard !rest.isEmpty else { return day }
        let clock = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard rest.first == "T", clock.count == 6 || clock.count == 4 else { return nil }
        let parts = [clock.prefix(2), clock.dropFirst(2).prefix(2), clock.dropFirst(4)]
        let written = parts.filter { !$0.isEmpty }.joined(separator: ":")
        return time(written + rest.dropFirst(1 + clock.count)).map { "\(day)T\($0)" }
    }

    /// `Mon, 3 Feb 2020 10:15:00 +0600 (ALMT)`, its weekday or not.
    private static func mail(_ text: String) -> String? {
        let plain = text.split(separator: "(", omittingEmptySubsequences: false)[0]
        var words = plain.split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "-" && !plain.contains(":") }
        if let first = words.first, first.first?.isLetter == true { words.removeFirst() }
        guard words.count >= 3, let day = Int(words[0]), (1...99).contains(day),
            let month = months.firstIndex(of: String(words[1].lowercased().prefix(3))),
            var year = Int(words[2]),
            (0...9999).contains(year)
        else { return nil }
        if words[2].count <= 2 { year = Self.year(ofTwoDigits: year) }
        let date = "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2))"
        guard words.count > 3 else { return date }
        let zone = words.count > 4 ? zones[words[4].uppercased()] ?? String(words[4]) : ""
        let clock = words[3].split(separator: ":").map { $0.count == 1 ? "0\($0)" : String($0) }
        return time(clock.joined(separator: ":") + zone).map { "\(date)T\($0)" }
    }

    /// A time of day and its offset as RFC 3339 writes them; `nil` where it is none.
    private static func time(_ text: some StringProtocol) -> String? {
        let text = text.filter { $0 != " " }
        let clockEnd = text.firstIndex { $0 == "+" || $0 == "-" || $0 == "Z" || $0 == "z" || $0 == "−" }
        var clock = String(text[..<(clockEnd ?? text.endIndex)])
        if clock.utf8.count == 5 { clock += ":00" }
        guard clock.utf8.count >= 8, clock.first?.isNumber == true else { return nil }
        guard let clockEnd else { return clock }
        var zone = String(text[clockEnd...]).replacing("−", with: "-")
        if zone.lowercased() == "z" { return clock + "Z" }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.count == 4 || digits.count == 2 else {
            return nil
        }
        zone = "\(zone.prefix(1))\(digits.prefix(2)):\(digits.count == 4 ? String(digits.suffix(2)) : "00")"
        return clock + zone
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    /// The names that RFC 5322 and RSS have for offsets.
    private static let zones = [
        "GMT": "Z", "UT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
        "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "MSK": "+03:00",
        "CET": "+01:00", "CEST": "+02:00", "BST": "+01:00",
    ]
}
