/// One form of `Index/Tables/datelines.tsv`, whose head says how it is written.
struct DatelineForm: Sendable {
    /// A part of a form, in order.
    enum Part: Sendable {
        /// These bytes.
        case text([UInt8])
        /// A round bracket, in ASCII or as wide as a Chinese character.
        case bracket(isOpening: Bool)
        /// Blanks, or none.
        case blanks
        /// A dash, of whatever length.
        case dash
        /// A place; with the first words in capitals only where that is said.
        case place(inCapitals: Bool)
        /// A place that `Index/Tables/places.tsv` has.
        case city
        /// A name of an agency that has the form.
        case agency
        /// A day.
        case day
    }

    /// The number of the form's row, from 0, by which agencies name it.
    let number: Int
    /// The language of stories that begin so; `nil` where it may be any.
    let language: String?
    /// The parts.
    let parts: [Part]

    /// The forms that a row of the table stands for: with and without each of the parts that may be missing,
    /// the longest first.
    static func forms(number: Int, language: String?, text: String) -> [DatelineForm] {
        choices(of: text[...]).map { DatelineForm(number: number, language: language, parts: parts(of: $0)) }
    }

    private static func choices(of text: Substring) -> [String] {
        guard let open = text.firstIndex(of: "[") else { return [String(text)] }
        guard let close = text[open...].firstIndex(of: "]") else {
            preconditionFailure("a bracket of the form '\(text)' is closed")
        }
        let rests = choices(of: text[text.index(after: close)...])
        let option = text[text.index(after: open)..<close]
        return [String(option), ""].flatMap { choice in rests.map { text[..<open] + choice + $0 } }
    }

    private static let words: [(String, Part)] = [
        ("PLACE", .place(inCapitals: true)), ("Place", .place(inCapitals: false)), ("CITY", .city),
        ("AGENCY", .agency), ("DATE", .day), ("-", .dash), (" ", .blanks),
        ("(", .bracket(isOpening: true)), (")", .bracket(isOpening: false)),
    ]

    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var rest = text[...]
        while let first = rest.first {
            if let (word, part) = words.first(where: { rest.hasPrefix($0.0) }) {
                if !literal.isEmpty { parts.append(.text(literal)) }
                literal = []
                parts.append(part)
                rest.removeFirst(word.count)
            } else {
                literal += Array(String(first).utf8)
                rest.removeFirst()
            }
        }
        return literal.isEmpty ? parts : parts + [.text(literal)]
    }
}
