internal import Articles

/// The day and the time behind a message of an agency's line: `031015 GMT FEB 20`.
struct WireMessageTime {
    private let written: String

    /// Takes them from what follows a text; `nil` where they do not stand there.
    init?(_ tail: ArraySlice<UInt8>) {
        let words = String(decoding: tail.map { $0 > 0x20 ? $0 : 0x20 }, as: UTF8.self).split(separator: " ")
        guard let first = words.firstIndex(where: { $0.utf8.count == 6 && $0.utf8.allSatisfy(Self.isDigit) })
        else {
            return nil
        }
        var rest = words[(first + 1)...]
        let isUTC = rest.first.map { ["GMT", "UTC", "Z"].contains($0.uppercased()) } ?? false
        if isUTC { rest.removeFirst() }
        guard let name = rest.popFirst().map({ Array($0.lowercased().utf8) }), let year = rest.first,
            let month = MonthNames.months.longest(in: name, at: 0, before: name.count)?.value.number,
            [2, 4].contains(year.utf8.count), year.utf8.allSatisfy(Self.isDigit), let number = Int(year)
        else { return nil }
        let fullYear = year.utf8.count == 2 ? String(WrittenDate.year(ofTwoDigits: number)) : String(year)
        let digits = Array(words[first])
        let day = "\(fullYear)-\(month < 10 ? "0" : "")\(month)-\(String(digits[0...1]))"
        // Without a zone it is no instant: the day is what is declared.
        written = isUTC ? "\(day)T\(String(digits[2...3])):\(String(digits[4...5])):00Z" : day
    }

    /// - Throws: A ``Refusal`` of what no calendar has.
    var date: ArticleDate {
        get throws(Refusal) { try ArticleDate(written, declaredBy: .field("date-time group")) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
