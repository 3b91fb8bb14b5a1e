/// A set of characters that bytes of rich text are in.
enum RichTextCodePage: Hashable {
    /// A code page of Windows or DOS.
    case numbered(Int)
    /// That of the old Macintosh.
    case macintosh
    /// Pictures in the place of letters, as the font Wingdings has them: no text.
    case pictures
    /// The Greek letters and signs of the font Symbol.
    case symbol
    /// A font with signs of its own, whose name tells what they are; until it is known.
    case signs

    /// The set that a word of the header names.
    init?(keyword: String) {
        switch keyword {
        case "mac": self = .macintosh
        case "pc": self = .numbered(437)
        case "pca": self = .numbered(850)
        default: return nil
        }
    }

    /// The set of a font, by the number that Windows gives it; `nil` for the document's own.
    init?(characterSet: Int) {
        switch characterSet {
        case 2: self = .signs
        case 77: self = .macintosh
        default:
            guard let number = Self.codePages[characterSet] else { return nil }
            self = .numbered(number)
        }
    }

    /// What the signs of a font are, by its name. A font of letters that only calls itself one of signs, as
    /// old fonts for Kazakh and Georgian do, has the letters of the document: `nil`.
    init?(signsOf font: String) {
        let name = font.lowercased()
        if name.hasPrefix("symbol") || name.hasPrefix("standard symbols") {
            self = .symbol
        } else if ["wingdings", "webdings", "dingbats", "marlett", "mt extra", "fontawesome", "icons"]
            .contains(where: { name.contains($0) })
        {
            self = .pictures
        } else {
            return nil
        }
    }

    private static let codePages = [
        0: 1252, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
        177: 1255,
        178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
    ]

    /// As iconv has it; `nil` for what is no text.
    var characterSet: CharacterSet? {
        switch self {
        case .pictures, .symbol, .signs: nil
        case .macintosh: CharacterSet(name: "macintosh", iconvName: "MACINTOSH")
        case .numbered(65_001): .utf8
        case .numbered(936): CharacterSet.declared("gbk")
        case .numbered(949): CharacterSet.declared("cp949")
        case .numbered(let number):
            CharacterSet.declared("cp\(number)")
                ?? CharacterSet(name: "cp\(number)", iconvName: "CP\(number)")
        }
    }
}
