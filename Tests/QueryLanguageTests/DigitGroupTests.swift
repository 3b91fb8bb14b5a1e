import QueryLanguage
import Testing

/// Groups of digits with blanks between them.
@Suite struct DigitGroupTests {
    /// The words of a query with the numbers that they know.
    private static func numbers(_ query: String, match: Match = .all) throws -> [String?] {
        try parser().parse(query, match: match).query?.positiveWords.map(\.number) ?? []
    }

    @Test(
        arguments: [
            ("10 000", ["10 000", "10 000"]), ("10\u{A0}000", ["10 000", "10 000"]),
            ("1 234 567", ["1 234 567", "1 234 567", "1 234 567"]), ("$10 000", ["$10 000", "$10 000"]),
            ("10 000,5 000", ["10 000,5", "10 000,5", nil]), ("10 000€", ["10 000€", "10 000€"]),
            ("in 10 000 wagons", [nil, "10 000", "10 000", nil]), ("(10) 000", ["10 000", "10 000"]),
            ("(1 000) 000", ["1 000 000", "1 000 000", "1 000 000"]),
            ("5 10 000", [nil, "10 000", "10 000"]),
            ("title:(10 000)", ["10 000", "10 000"]), ("(10 000)^2", ["10 000", "10 000"]),
            ("\"10\" AND 000", ["10 000", "10 000"]), ("१० ०००", ["१० ०००", "१० ०००"]),
            ("010 000", [nil, nil]), ("2020 300", [nil, nil]), ("10 0000", [nil, nil]),
            ("10 00", [nil, nil]),
            ("10 000th", [nil, nil]), ("10k 000", [nil, nil]), ("title:10 000", [nil, nil]),
            ("10 OR 000", [nil, nil]), ("=10 =000", [nil, nil]), ("10 000*", [nil, nil]),
            ("10 lang:ru 000", [nil, nil]),
            ("10 000 -000", ["10 000", "10 000"]), ("10 -000 000", [nil, nil]), ("10 $000", [nil, nil]),
            ("10", [nil]), ("10,000", [nil]), ("\"10 000\"", [nil]),
        ] as [(String, [String?])])
    func `a group of digits knows the number that it may be part of`(query: String, numbers: [String?]) throws
    {
        #expect(try Self.numbers(query) == numbers)
    }

    @Test func `a group with much behind it is none`() throws {
        let text = "000,\(String(repeating: "5", count: 30))"
        #expect(try Self.numbers("10 \(text)") == [nil, nil])
    }

    @Test func `as many groups are one number as the analysis makes one of`() throws {
        let groups = Array(repeating: "100", count: 9)
        let number = groups.dropLast().joined(separator: " ")
        let expected = Array(repeating: Optional(number), count: 8) + [nil]
        #expect(try Self.numbers(groups.joined(separator: " ")) == expected)
    }

    @Test(arguments: [
        TextRow("10 000", "10 OR 000 OR 10000"), TextRow("$10 000 a", "$10 OR 000 OR $10000 OR a"),
        TextRow("10 lang:ru 000", "(10 OR 000) lang:ru"), TextRow("10 OR 000", "10 OR 000"),
        TextRow("+10 +000", "+10 +000"), TextRow("(10 000) a", "(10 000) OR a"),
    ])
    func `where any of the words will do, the number is one more of them`(row: TextRow) throws {
        try row.check(match: .any)
    }
}
