internal import CUnicodeTables

/// A Turkish name before the apostrophe and the ending that it is written with: `Türkiye'nin`, `ABD’ye`.
struct TurkishName {
    /// How many bytes of the term are the name.
    let byteCount: Int
    /// Where the name stands in what is written.
    let written: Range<Int>
    /// Whether it is one in a text in any language. `Ankara'da`, `NATO'ya` and `Erdoğan'a` are, but
    /// `Chang'e`, `Dar'ya` and `Il'in` only where the text is Turkish.
    let isCertain: Bool

    /// The name in a word, if it is one with an ending.
    ///
    /// - Parameters:
    ///   - term: The word, folded.
    ///   - source: The word as written.
    init?(in term: Span<UInt8>, writtenAs source: Span<UInt8>) {
        guard let apostrophe = Self.lastApostrophe(in: source), Self.isCapital(source.scalar(at: 0).value)
        else { return nil }
        let ending = AccentedSpelling.folded(source.extracting(droppingFirst: apostrophe.upperBound))
        let count = term.count - ending.count
        guard count >= 2, term.extracting(droppingFirst: count).isEqual(to: ending.span) else { return nil }
        let name = term.extracting(first: count)
        guard !Elision.isArticle(name), TurkishEnding.isOne(ending.span, behind: name) else { return nil }
        byteCount = count
        written = 0..<apostrophe.lowerBound
        isCertain =
            count >= 3 && TurkishEnding.isUnmistakable(ending.span)
            || Self.isAcronym(
                source.extracting(written), before: source.extracting(droppingFirst: written.count))
            || Self.hasTurkishLetter(source)
    }

    /// Whether a name is written in capitals, and what follows in small letters.
    private static func isAcronym(_ name: Span<UInt8>, before ending: Span<UInt8>) -> Bool {
        name.allScalars { Self.isCapital($0) } && ending.allScalars { !Self.isCapital($0) }
    }

    /// Whether it has ğ, ı, İ or ş, or the marks of two of them.
    private static func hasTurkishLetter(_ word: Span<UInt8>) -> Bool {
        !word.allScalars { ![0x11E, 0x11F, 0x130, 0x131, 0x15E, 0x15F, 0x306, 0x307].contains($0) }
    }

    private static func lastApostrophe(in source: Span<UInt8>) -> Range<Int>? {
        var place: Range<Int>?
        var index = 0
        while index < source.count {
            let decoded = source.scalar(at: index)
            if ScalarRecord(of: decoded.value).scalarClass == .apostrophe, index > 0 {
                place = index..<index + decoded.width
            }
            index += decoded.width
        }
        return place
    }

    private static func isCapital(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isUppercase == true
    }
}

/// What Turkish writes behind a name and an apostrophe, folded as terms are.
enum TurkishEnding {
    /// Cases, the third person of `to be`, `ki`, plural and origin. Acronyms take those of vowels, too:
    /// `ABD'ye`.
    private static let all = ShortWords(
        "ya ye yi yu na ne ni nu nin nun si su da de nda nde dan den ndan nden yla yle daki deki ndaki ndeki ydi ydu "
            + "dir dur lar ler larin lerin li lu ca ce")

    /// Those that follow consonants alone, as no ending does in `Hawai'i`.
    private static let behindConsonants = ShortWords(
        "a e i u in un ta te tan ten la le taki teki di du ti tu tir tur")

    /// Those that no other language hangs on a name: no single vowel, as in `Chang'e`, and none that
    /// transliterations have behind a soft sign, as in `Natal'ya` and `Il'in`.
    private static let unmistakable = ShortWords(
        "nin nun da de nda nde dan den ndan nden yla yle daki deki ndaki ndeki ydi ydu dir dur lar ler larin lerin ta te "
            + "tan ten taki teki tir tur")

    static func isUnmistakable(_ bytes: Span<UInt8>) -> Bool { unmistakable.contain(bytes) }

    static func isOne(_ bytes: Span<UInt8>, behind name: Span<UInt8>) -> Bool {
        if all.contain(bytes) { return true }
        switch name[name.count - 1] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
            return false
        default: return behindConsonants.contain(bytes)
        }
    }
}

extension Span<UInt8> {
    /// Whether a condition holds for every scalar.
    fileprivate func allScalars(_ condition: (UInt32) -> Bool) -> Bool {
        var index = 0
        while index < count {
            let decoded = scalar(at: index)
            guard condition(decoded.value) else { return false }
            index += decoded.width
        }
        return true
    }
}
