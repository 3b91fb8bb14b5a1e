extension Unicode.Scalar {
    /// Whether it separates words: white space, a control character, a zero-width space or a byte order mark.
    var isBlank: Bool {
        if value < 0x7F { return value <= 0x20 }
        return isBlankWithoutWidth || properties.isWhitespace || properties.generalCategory == .control
    }

    /// Whether it is a zero-width space or a byte order mark, which separate words only where no letters
    /// stand on both sides.
    var isBlankWithoutWidth: Bool { value == 0x200B || value == 0xFEFF }

    /// Whether a text that holds it can be searched for: a letter, a number, a currency sign or №.
    package var isSearchable: Bool {
        isWordCharacter && !isMark
    }

    /// Whether it stands on the letter before it.
    var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Whether it belongs to words: what can be searched for, or a mark on it.
    var isWordCharacter: Bool {
        if value < 0x80 {
            return isASCIILetter || isASCIIDigit || self == "$"
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .currencySymbol,
            .nonspacingMark, .spacingMark, .enclosingMark:
            return true
        default:
            return self == "№"
        }
    }

    /// Whether it can stand in a word of letters, in any script.
    var isLetterOrMark: Bool {
        if value < 0x80 { return isASCIILetter }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark:
            return true
        default:
            return false
        }
    }

    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    var isASCIIDigit: Bool { ("0"..."9").contains(self) }

    /// Whether it can require, exclude or mark as exact the word behind it.
    var isSign: Bool { self == "-" || self == "!" || self == "+" || self == "=" }

    /// Whether it is punctuation that means nothing at either end of a word. A full stop is not, for `U.S.`
    var isOuterPunctuation: Bool {
        switch self {
        case ",", ";", ":", "?", "!", "…", "–", "—", "―", "‒", "¿", "¡", "•", "、", "。", "，", "；", "：", "？",
            "！":
            true
        default:
            false
        }
    }
}

extension String {
    init(scalars: some Sequence<Unicode.Scalar>) {
        self.init(String.UnicodeScalarView(scalars))
    }
}
