internal import IndexDefinition

/// What the characters of a text cost in the language that they suit best: the less, the likelier that the
/// text was read in its encoding.
///
/// A cost is −log₂ of a likelihood, in bits. The letters of an alphabet cost by their rank, as in
/// `Index/Tables/letters.tsv`; a language written in thousands of signs has a list of the frequent ones, and
/// one price for the rest. Capitals within words, and Latin letters beside others, cost more, which tells
/// apart sets that have the same letters at each other's places.
struct LanguageLetters: Sendable {
    /// The languages of the table.
    static let known = LanguageLetters(IndexTable.letters)

    /// A character of ASCII, whatever it is: a set that takes two bytes for one character must not win by it.
    private static let asciiCost = 4.0
    /// A character that no text holds.
    private static let controlCost = 20.0
    /// A letter that the language does not have.
    private static let foreignCost = 13.0

    /// What a frequent word of the language earns, in bits.
    private static let wordGain = 3.0

    private struct Language {
        var costs: [UInt32: Double] = [:]
        var words: Set<String> = []
        /// What a sign costs that is not in the list.
        var otherHan = 20.0
        var otherKana = 20.0
        var otherHangul = 20.0

        init(name: String, letters: String, areSigns: Bool, words: Set<String>) {
            self.words = words
            for (rank, letter) in letters.unicodeScalars.enumerated() where costs[letter.value] == nil {
                // A quarter of a bit a rank makes the probabilities of thirty letters add up to 1.
                costs[letter.value] = areSigns ? (rank < 100 ? 7 : 9) : 2.5 + 0.25 * Double(rank)
            }
            switch name {
            case "zh": otherHan = 13
            case "ja": (otherHan, otherKana) = (12.5, 9)
            case "ko": (otherHangul, otherHan) = (11, 17)
            default: break
            }
        }
    }

    private let languages: [Language]

    private init(_ table: IndexTable) {
        languages = Dictionary(grouping: table.rows.filter { $0.count == 3 }, by: { $0[0] })
            .sorted { $0.key < $1.key }
            .flatMap { name, rows in
                let words = rows.first { $0[1] == "words" }?[2].split(separator: " ").map(String.init) ?? []
                return rows.filter { $0[1] != "words" }.map { row in
                    Language(name: name, letters: row[2], areSigns: row[1] == "signs", words: Set(words))
                }
            }
    }

    /// The cost of `text`, in bits, in the language in which it costs least; that of ASCII's characters is
    /// counted apart, for texts of which one has more of them.
    func cost(of text: String) -> (letters: Double, ascii: Double) {
        var common = 0.0
        var asciiCount = 0
        var letters: [UInt32: Int] = [:]
        var before = Kind.asciiOther
        var capitalCount = 0
        var word = ""
        var words: [String: Int] = [:]
        for scalar in text.unicodeScalars {
            let kind = Kind(scalar)
            switch kind {
            case .asciiLower, .asciiUpper:
                asciiCount += 1
                word.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value | 0x20)))
            case .asciiOther:
                asciiCount += 1
                if !word.isEmpty { words[word, default: 0] += 1 }
            case .control, .unassigned: common += Self.controlCost
            case .sign: common += 5
            case .symbol: common += 10
            case .latin, .latinCapital, .letter, .capital, .caseless, .ideograph:
                letters[scalar.value, default: 0] += 1
            }
            if kind != .asciiLower, kind != .asciiUpper { word = "" }
            common += Self.joint(before, kind, capitalCount)
            capitalCount = kind.isUpper ? capitalCount + 1 : 0
            before = kind
        }
        let folded = letters.map { (Self.lowercased($0.key), Double($0.value)) }
        let least = languages.map { language in
            let gain = words.reduce(0) { language.words.contains($1.key) ? $0 + $1.value : $0 }
            return folded.reduce(-Self.wordGain * Double(gain)) {
                $0 + Self.cost(of: $1.0, in: language) * $1.1
            }
        }.min()
        return (common + (least ?? 0), Double(asciiCount) * Self.asciiCost)
    }

    /// What it costs that one character stands behind another.
    private static func joint(_ before: Kind, _ next: Kind, _ capitalCount: Int) -> Double {
        var cost = 0.0
        if before.isLower, next.isUpper { cost += 6 }
        if before.isUpper, next.isUpper { cost += 0.5 }
        if capitalCount > 1, next.isLower { cost += 3 }
        if next.isUpper, !before.isLetter { cost += 2 }
        if (before.isLatin && next.isOfOtherAlphabet) || (before.isOfOtherAlphabet && next.isLatin) {
            cost += 6
        }
        return cost
    }

    private static func cost(of letter: UInt32, in language: Language) -> Double {
        if let cost = language.costs[letter] { return cost }
        switch letter {
        case 0x3400...0x9FFF, 0xF900...0xFAFF: return language.otherHan
        case 0x3040...0x30FF: return language.otherKana
        case 0xAC00...0xD7AF: return language.otherHangul
        case 0x20000...0x3FFFF: return 18
        default: return foreignCost
        }
    }

    private static func lowercased(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return value }
        return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
    }
}

extension LanguageLetters {
    /// What a character is, as far as it tells about an encoding.
    private enum Kind {
        case asciiLower, asciiUpper, asciiOther, latin, latinCapital, letter, capital, caseless, ideograph
        case sign, symbol, control, unassigned

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x61...0x7A: self = .asciiLower
            case 0x41...0x5A: self = .asciiUpper
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20...0x7E: self = .asciiOther
            case 0...0x9F: self = .control
            // No-break space, pound, section, guillemets, degree, numero, dashes, quotes, ellipsis, euro,
            // soft hyphen, and the punctuation of Chinese.
            case 0xA0, 0xA3, 0xA7, 0xAB, 0xAD, 0xB0, 0xBB, 0x2010...0x201F, 0x2022, 0x2026, 0x2030, 0x20AC,
                0x2116,
                0x3000...0x3011, 0xFF01...0xFF1F:
                self = .sign
            case 0x3041...0x30FE, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3134F:
                self = .ideograph
            // Katakana of half width: letters of an alphabet that were read as Shift-JIS.
            case 0xFF61...0xFF9F: self = .symbol
            default: self = Self.byProperties(of: scalar)
            }
        }

        private static func byProperties(of scalar: Unicode.Scalar) -> Kind {
            let isLatin = scalar.value < 0x0250
            return switch scalar.properties.generalCategory {
            case .lowercaseLetter: isLatin ? .latin : .letter
            case .uppercaseLetter, .titlecaseLetter: isLatin ? .latinCapital : .capital
            case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: .caseless
            case .unassigned, .privateUse, .surrogate, .control: .unassigned
            default: .symbol
            }
        }

        var isLower: Bool { self == .asciiLower || self == .latin || self == .letter }
        var isUpper: Bool { self == .asciiUpper || self == .latinCapital || self == .capital }
        var isLatin: Bool {
            self == .asciiLower || self == .asciiUpper || self == .latin || self == .latinCapital
        }
        var isOfOtherAlphabet: Bool { self == .letter || self == .capital || self == .caseless }
        var isLetter: Bool { isLatin || isOfOtherAlphabet }
    }
}
