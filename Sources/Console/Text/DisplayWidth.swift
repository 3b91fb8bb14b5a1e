/// How many columns text takes on a terminal.
///
/// There is no standard for this, only a habit that terminals share: a character is as wide as its first
/// scalar, which takes two columns when Unicode's annex 11 calls it wide or full-width or when it is an emoji
/// by default, none when it is a mark or invisible, else one (a soft hyphen
/// too, which terminals draw). An emoji asked for by variation selector 16, and a flag, take two.
/// A script's own shaping (Devanagari, Arabic ligatures) is the terminal's affair and counts a column a
/// character.
enum DisplayWidth {
    /// Wide and full-width scalars of Unicode 15, emoji apart, which the standard library knows: the ranges
    /// of `EastAsianWidth.txt` joined over scalars that are unassigned, emoji or marks.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    /// The columns of a text without control characters.
    static func of(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// The columns of a character: 0, 1 or 2.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        // Nearly all text: no table is asked about ASCII, nor about Latin, Greek and Cyrillic letters.
        if first.value < 0x300, scalars.dropFirst().first != emojiSelector { return 1 }
        if scalars.dropFirst().contains(emojiSelector), first.properties.isEmoji { return 2 }
        if isRegionalIndicator(first) { return scalars.count > 1 ? 2 : 1 }
        return of(first)
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // The later parts of a Hangul syllable written in pieces are drawn into the first.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }
}
