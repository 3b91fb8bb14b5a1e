internal import IndexDefinition

/// The names of months as datelines have them, from `Index/Tables/months.tsv`.
enum MonthNames {
    /// A month, and the languages that call it so.
    struct Month: Sendable {
        /// The month, 1...12.
        let number: Int
        /// ISO 639-1.
        var languages: Set<String>

        /// The language that it tells, by the name and the place of the day: `3 feb` may be Spanish or
        /// Italian, `Feb 3` is English, since no other of the languages in Latin letters puts the month
        /// first.
        func language(isFirst: Bool) -> String? {
            if isFirst, languages.contains("en") { return "en" }
            return languages.count == 1 ? languages.first : nil
        }
    }

    /// The months by their names.
    static let months: NameIndex<Month> = {
        var named: [String: Month] = [:]
        for row in IndexTable.months.rows where row.count == 3 {
            guard let number = Int(row[1]) else { continue }
            for name in row[2].split(separator: " ").flatMap(cases) {
                var month = named[name] ?? Month(number: number, languages: [])
                precondition(month.number == number, "'\(name)' is one month in all languages")
                month.languages.insert(row[0])
                named[name] = month
            }
        }
        return NameIndex(named.map { ($0.key, $0.value) })
    }()

    /// The words behind a year.
    static let yearWords = NameIndex<String>(
        IndexTable.months.rows.filter { $0.count == 3 && $0[1] == "year" }.flatMap { row in
            row[2].split(separator: " ").map { (String($0), row[0]) }
        })

    private static func cases(of name: Substring) -> Set<String> {
        [String(name), name.prefix(1).uppercased() + name.dropFirst(), name.uppercased()]
    }
}
