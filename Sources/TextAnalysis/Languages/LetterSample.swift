internal import CLanguageDetection

/// The words of a text for the judgement on its language, and the letters that give a language away.
struct LetterSample {
    private var words: [UInt8] = []
    private var letterCount = 0
    private var counts = InlineArray<8, Int>(repeating: 0)

    /// Cyrillic letters by the languages that write them, whose letters are otherwise alike.
    private enum Telling: Int, CaseIterable {
        /// Kazakh; of these ә and һ are also Tatar.
        case kazakh
        /// Kazakh, Ukrainian and Belarusian: і.
        case dottedI
        case ukrainian
        /// Kyrgyz and Kazakh; Mongolian has no ң.
        case turkic
        /// Russian and others, but not Bulgarian, Serbian or Ukrainian.
        case russian
        /// Not Serbian, not Macedonian.
        case notSerbian
        /// Of Serbian, Macedonian, Belarusian, Uzbek, Tajik.
        case foreign
        case any

        static let letters: [(Telling, String)] = [
            (.kazakh, "әғқұһ"), (.dottedI, "і"), (.ukrainian, "їєґ"), (.turkic, "ңөү"), (.russian, "ыэё"),
            (.notSerbian, "йьяющ"), (.foreign, "јљњћђџѓќѕўҳӣӯҷҡҙҫҗ"),
        ]

        /// The class of each scalar from U+0400 to U+052F.
        static let ofScalar: [Telling] = {
            var classes = [Telling](repeating: .any, count: 0x130)
            for (telling, letters) in letters {
                for scalar in (letters + letters.uppercased()).unicodeScalars {
                    classes[Int(scalar.value) - 0x400] = telling
                }
            }
            return classes
        }()
    }

    private subscript(telling: Telling) -> Int { counts[telling.rawValue] }

    /// Takes the letters of `piece`, with a blank for anything else.
    mutating func add(_ piece: Span<UInt8>) {
        var index = 0
        var needsBlank = true
        while index < piece.count {
            let decoded = piece.scalar(at: index)
            let end = index + decoded.width
            if isLetter(decoded.value) {
                if needsBlank { words.append(UInt8(ascii: " ")) }
                needsBlank = false
                for place in index..<end { words.append(piece[place]) }
                count(decoded.value)
            } else {
                needsBlank = true
            }
            index = end
        }
    }

    private func isLetter(_ value: UInt32) -> Bool {
        if value < 0x80 { return (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A || value == 0x27 }
        guard value != 0xFFFD, let scalar = Unicode.Scalar(value) else { return false }
        return value < 0x250 || (0x400..<0x530).contains(value)
            ? value >= 0xC0
            : scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    private mutating func count(_ value: UInt32) {
        if value < 0x80 || Self.isAlphabetic(value) { letterCount += Self.weight(of: value) }
        guard (0x400..<0x530).contains(value) else { return }
        let telling = Telling.ofScalar[Int(value) - 0x400]
        counts[Telling.any.rawValue] += 1
        if telling != .any { counts[telling.rawValue] += 1 }
    }

    /// A sign of Han, kana or Hangul tells as much as two letters: ten of them are Chinese or Japanese in 98
    /// of 100 cases.
    private static func weight(of value: UInt32) -> Int { (0x2E80..<0xD800).contains(value) ? 2 : 1 }

    /// Without Unicode's tables for Russian letters, since they are searched.
    private static func isAlphabetic(_ value: UInt32) -> Bool {
        (0x400..<0x482).contains(value) || Unicode.Scalar(value)?.properties.isAlphabetic == true
    }

    /// What the letters and CLD2 say together.
    var finding: LanguageDetector.Finding? {
        guard letterCount > 0 else { return nil }
        var guess = unsafe words.withUnsafeBytes { bytes in
            unsafe gazette_guess_language(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count))
        }
        let code = unsafe withUnsafeBytes(of: &guess.shares.0.code) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let share = Double(guess.shares.0.percent) / 100
        let guessed = Language(code)
        // CLD2 has codes for scripts that it knows no language of: xx-Qaai.
        guard let language = overruling(guessed) ?? guessed, !["xx", "un"].contains(language.code) else {
            return nil
        }
        let isSure = guess.is_reliable || language != guessed
        let certainty = (language == guessed ? share : 0.9) * (isSure ? 1 : 0.6)
        return LanguageDetector.Finding(
            language: language, certainty: letterCount < 20 ? min(certainty, 0.45) : certainty)
    }

    /// The language that the letters give away where it cannot be `guessed`.
    ///
    /// Lists of names in Russian are taken for Serbian or Uzbek, and short Kazakh for its neighbours.
    private func overruling(_ guessed: Language?) -> Language? {
        guard self[.any] * 2 > letterCount else { return nil }
        let ofOthers = self[.kazakh] + self[.dottedI] + self[.ukrainian] + self[.turkic] + self[.foreign]
        let code = guessed?.code ?? ""
        if ofOthers == 0 {
            let isPossible =
                code == "ru" || code == "bg" && self[.russian] == 0
                || ["sr", "mk"].contains(code) && self[.russian] + self[.notSerbian] == 0
            return isPossible ? nil : .russian
        }
        guard self[.foreign] == 0 else { return nil }
        if self[.kazakh] > 0, self[.dottedI] > 0, (self[.kazakh] + self[.dottedI]) * 25 >= self[.any] {
            return .kazakh
        }
        if self[.kazakh] == 0, self[.ukrainian] > 0, self[.dottedI] > 0, self[.russian] == 0 {
            return .ukrainian
        }
        if self[.kazakh] + self[.dottedI] == 0, self[.turkic] * 40 >= self[.any],
            ["ru", "kk", ""].contains(code)
        {
            return .kyrgyz
        }
        return nil
    }
}
