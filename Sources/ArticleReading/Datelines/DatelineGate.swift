/// What a line must begin with for a form to be worth a look: told by a few bytes, since nearly all lines
/// begin with no dateline.
struct DatelineGate: Sendable {
    /// What the form begins with.
    enum Beginning: Sendable {
        /// A byte that stands for itself.
        case sign(UInt8)
        /// A place, and behind it, blanks apart, this sign.
        case place(before: UInt8)
        /// A name of an agency.
        case agency
        /// A day.
        case day
    }

    /// Stands for a number, and for any dash.
    static let number = UInt8(ascii: "0")
    static let dash = UInt8(ascii: "-")

    let beginning: Beginning

    /// The gate of a form.
    init(_ form: DatelineForm) {
        switch form.parts.first {
        case .agency: beginning = .agency
        case .day: beginning = .day
        case .place, .city:
            let next = form.parts.dropFirst().first { if case .blanks = $0 { false } else { true } }
            beginning = .place(before: next.map(Self.sign) ?? 0)
        case let part: beginning = .sign(part.map(Self.sign) ?? 0)
        }
    }

    private static func sign(_ part: DatelineForm.Part) -> UInt8 {
        switch part {
        case .text(let bytes): bytes.first ?? 0
        case .bracket(let isOpening): UInt8(ascii: isOpening ? "(" : ")")
        case .dash: dash
        case .day: number
        default: 0
        }
    }

    /// The sign that stands for what is at `index`: the byte itself, but for numbers, dashes and wide
    /// brackets.
    static func sign(_ bytes: [UInt8], at index: Int, before end: Int) -> UInt8 {
        guard index < end else { return 0 }
        switch bytes[index] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number
        // A dash of another length, or something else that no form has.
        case 0xE2: return dash
        case 0xEF where bytes.hasText("（", at: index, before: end): return UInt8(ascii: "(")
        case let byte: return byte
        }
    }
}
