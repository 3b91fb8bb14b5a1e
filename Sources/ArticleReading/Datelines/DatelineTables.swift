internal import IndexDefinition

/// What is known of agencies and the forms of their datelines, from the tables of `Index/Tables`.
enum DatelineTables {
    /// A name of an agency.
    struct Agency: Sendable {
        /// The language of stories that write it so; `nil` where it may be any.
        let language: String?
        /// The forms that it uses, a bit each.
        let forms: UInt64

        /// Whether its stories begin in that form.
        func uses(_ form: DatelineForm) -> Bool { forms & (1 << UInt64(form.number)) != 0 }
    }

    /// What a line must begin with for each of ``forms``.
    static let gates = forms.map { DatelineGate($0) }

    /// The first bytes of those that begin with a byte that stands for itself.
    static let firstSigns = Set(
        gates.compactMap { gate in if case .sign(let byte) = gate.beginning { byte } else { nil } })

    /// The forms, in the order of the table.
    static let forms: [DatelineForm] = IndexTable.datelines.rows.filter { $0.count == 4 }
        .enumerated()
        .flatMap { number, row in
            DatelineForm.forms(number: number, language: row[1] == "-" ? nil : row[1], text: row[2])
        }

    /// The agencies by the names that they write.
    static let agencies: NameIndex<Agency> = {
        let numbers = Dictionary(
            uniqueKeysWithValues: IndexTable.datelines.rows.filter { $0.count == 4 }.enumerated()
                .map { ($1[0], $0) })
        precondition(numbers.count <= UInt64.bitWidth, "there are as many forms as bits")
        return NameIndex(
            IndexTable.agencies.rows.filter { $0.count == 3 }.flatMap { row in
                let forms = row[2].split(separator: " ").compactMap { numbers[String($0)] }
                let agency = Agency(
                    language: row[1] == "-" ? nil : row[1],
                    forms: forms.reduce(0) { $0 | 1 << UInt64($1) })
                return names(row[0]).map { ($0, agency) }
            })
    }()

    /// The names of the agencies that a header with `date` knows.
    static let headerNames: [String] = IndexTable.agencies.rows
        .filter { $0.count == 3 && !$0[2].hasSuffix(noHeader) }.flatMap { names($0[0]) }

    /// The names of places that need no agency beside them.
    static let cities = NameIndex<Bool>(
        IndexTable.places.rows.filter { $0.count == 4 }.flatMap { names($0[3]) }.map { ($0, true) })

    /// Words in capitals at the beginnings of stories that are no names of `kind`.
    static func words(thatAreNo kind: String) -> Set<String> {
        Set(
            IndexTable.wireWords.rows.filter { $0.count == 2 && $0[0] == kind }
                .flatMap { $0[1].split(separator: " ").map(String.init) })
    }

    private static let noHeader = " no-header"

    private static func names(_ column: String) -> [String] {
        column.split(separator: "|").map { String($0).trimmed }
    }
}
