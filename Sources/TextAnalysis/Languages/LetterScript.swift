/// The script that a word is written in, as far as stems depend on it.
enum LetterScript: UInt8, CaseIterable {
    case latin
    case cyrillic
    case arabic
    case armenian
    case devanagari
    case greek
    case tamil
    /// Any other, or no letters first.
    case other

    /// The script of a term's first letter.
    ///
    /// What follows is nearly always of the same script; a word of two takes the stem of the first.
    @inline(__always)
    init(of term: Span<UInt8>) {
        let first = term[0]
        if first < 0x80 {
            self = first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z") ? .latin : .other
        } else if first >= 0xD0, first <= 0xD3 {
            self = .cyrillic
        } else {
            self = Self.ofOther(term)
        }
    }

    private static func ofOther(_ term: Span<UInt8>) -> LetterScript {
        switch term.scalar(at: 0).value {
        case 0x80..<0x2B0, 0x1E00..<0x1F00: .latin
        case 0x370..<0x400, 0x1F00..<0x2000: .greek
        case 0x500..<0x530: .cyrillic
        case 0x530..<0x590: .armenian
        case 0x600..<0x700, 0x750..<0x780: .arabic
        case 0x900..<0x980: .devanagari
        case 0xB80..<0xC00: .tamil
        default: .other
        }
    }

    /// The language that words of this script are taken for in an article whose own language is of another.
    var usualLanguage: Language? {
        switch self {
        case .latin: .english
        case .cyrillic: .russian
        case .arabic: .arabic
        case .armenian: Language("hy")
        case .devanagari: Language("hi")
        case .greek: .greek
        case .tamil: Language("ta")
        case .other: nil
        }
    }
}
