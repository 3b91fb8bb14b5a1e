/// A language by its ISO 639-1 code, whether or not the analysis knows anything about it.
public struct Language: Hashable, Sendable {
    /// The two letters, the first one in the high byte.
    let letters: UInt16

    /// The language that a tag names: `kk`, `en-GB`, `zh_Hans`; case does not matter.
    ///
    /// `nil` where the tag does not begin with exactly two ASCII letters. Norwegian Bokmål and Nynorsk (`nb`,
    /// `nn`) are Norwegian (`no`), and the codes that ISO withdrew (`iw`, `in`, `ji`) are those that replaced
    /// them.
    public init?(_ tag: String) {
        var letters: UInt16 = 0
        var count = 0
        for byte in tag.utf8 {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { break }
            let letter = byte | 0x20
            guard count < 2, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) else { return nil }
            letters = letters << 8 | UInt16(letter)
            count += 1
        }
        guard count == 2 else { return nil }
        let language = Language(letters: letters)
        self = Self.otherCodes[language] ?? language
    }

    private init(letters: UInt16) { self.letters = letters }

    /// A language by a code that is written in the program.
    private init(code: StaticString) {
        precondition(code.utf8CodeUnitCount == 2, "a language of ISO 639-1 has a code of two letters")
        letters = code.withUTF8Buffer { unsafe UInt16($0[0]) << 8 | UInt16($0[1]) }
    }

    /// The ISO 639-1 code, two letters in lower case.
    public var code: String { String(decoding: [first, second], as: UTF8.self) }

    var first: UInt8 { UInt8(truncatingIfNeeded: letters >> 8) }
    var second: UInt8 { UInt8(truncatingIfNeeded: letters) }

    private static let otherCodes: [Language: Language] = [
        Language(code: "nb"): .norwegian, Language(code: "nn"): .norwegian,
        Language(code: "iw"): Language(code: "he"), Language(code: "in"): Language(code: "id"),
        Language(code: "ji"): Language(code: "yi"),
    ]
}

extension Language {
    /// Arabic.
    public static let arabic = Language(code: "ar")
    /// Chinese.
    public static let chinese = Language(code: "zh")
    /// English.
    public static let english = Language(code: "en")
    /// French.
    public static let french = Language(code: "fr")
    /// German.
    public static let german = Language(code: "de")
    /// Greek.
    public static let greek = Language(code: "el")
    /// Kazakh.
    public static let kazakh = Language(code: "kk")
    /// Kyrgyz.
    public static let kyrgyz = Language(code: "ky")
    /// Norwegian.
    public static let norwegian = Language(code: "no")
    /// Russian.
    public static let russian = Language(code: "ru")
    /// Spanish.
    public static let spanish = Language(code: "es")
    /// Turkish.
    public static let turkish = Language(code: "tr")
    /// Ukrainian.
    public static let ukrainian = Language(code: "uk")
}

extension Language: Comparable {
    /// Languages are ordered by their codes.
    public static func < (left: Language, right: Language) -> Bool { left.letters < right.letters }
}

extension Language: CustomStringConvertible {
    /// The ISO 639-1 code.
    public var description: String { code }
}
