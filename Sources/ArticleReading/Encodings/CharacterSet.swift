/// A character set that text is read from, by the names that the world and that iconv have for it.
struct CharacterSet: Hashable, Sendable {
    /// The name for people: `windows-1251`.
    let name: String
    /// The name that glibc's iconv knows.
    let iconvName: String

    static let utf8 = CharacterSet(name: "UTF-8", iconvName: "UTF-8")
    static let utf16LittleEndian = CharacterSet(name: "UTF-16 (little-endian)", iconvName: "UTF-16LE")
    static let utf16BigEndian = CharacterSet(name: "UTF-16 (big-endian)", iconvName: "UTF-16BE")
    static let utf32LittleEndian = CharacterSet(name: "UTF-32 (little-endian)", iconvName: "UTF-32LE")
    static let utf32BigEndian = CharacterSet(name: "UTF-32 (big-endian)", iconvName: "UTF-32BE")
    static let windows1251 = CharacterSet(name: "windows-1251", iconvName: "CP1251")
    static let windows1252 = CharacterSet(name: "windows-1252", iconvName: "CP1252")

    /// Whether every character takes two bytes or four.
    var isWide: Bool { iconvName.hasPrefix("UTF-16") || iconvName.hasPrefix("UTF-32") }

    /// Whether every character takes one byte.
    var isOfSingleBytes: Bool { !isWide && self != .utf8 && !Self.ofSeveralBytes.contains(iconvName) }

    private static let ofSeveralBytes: Set<String> = ["GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "UHC"]

    /// What a text without a declaration may be in. Of two that read it alike the first is named.
    static let guessed: [CharacterSet] =
        [windows1252, windows1251]
        + [
            ("KOI8-R", "KOI8-R"), ("cp866", "CP866"), ("KOI8-U", "KOI8-U"), ("KZ-1048", "RK1048"),
            ("PT154", "PT154"),
            ("ISO-8859-5", "ISO-8859-5"), ("x-mac-cyrillic", "MAC-CYRILLIC"), ("windows-1250", "CP1250"),
            ("ISO-8859-2", "ISO-8859-2"), ("ISO-8859-15", "ISO-8859-15"), ("windows-1254", "CP1254"),
            ("windows-1257", "CP1257"), ("ISO-8859-4", "ISO-8859-4"), ("ISO-8859-10", "ISO-8859-10"),
            ("ISO-8859-16", "ISO-8859-16"), ("windows-1253", "CP1253"), ("ISO-8859-7", "ISO-8859-7"),
            ("windows-1255", "CP1255"), ("ISO-8859-8", "ISO-8859-8"), ("windows-1256", "CP1256"),
            ("ISO-8859-6", "ISO-8859-6"), ("windows-874", "CP874"),
            ("GB18030", "GB18030"), ("Big5", "BIG5-HKSCS"), ("Shift-JIS", "CP932"), ("EUC-JP", "EUC-JP"),
            ("EUC-KR", "UHC"),
        ].map { CharacterSet(name: $0.0, iconvName: $0.1) }

    /// The set that `label` names in a declaration; `nil` where nobody knows it.
    ///
    /// As browsers do (WHATWG, "Encoding"), a name whose set is part of a larger one stands for that:
    /// `iso-8859-1` for windows-1252, `gb2312` for GB18030.
    static func declared(_ label: String) -> CharacterSet? {
        let label = label.trimmed.lowercased()
        guard !label.isEmpty, label.utf8.count <= 40 else { return nil }
        let plain = label.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if let set = byPlainName[plain] { return set }
        if let widened = labels[plain] { return byPlainName[widened] }
        // Other parts of ISO 8859, and what is rarely met, go by the name that they are declared with.
        let isOther = plain.hasPrefix("iso8859") || plain.hasPrefix("iso2022") || plain.hasPrefix("koi8")
        return isOther ? CharacterSet(name: label, iconvName: label.uppercased()) : nil
    }

    private static let byPlainName: [String: CharacterSet] = {
        let utf = [utf8, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian]
        return (utf + guessed).reduce(into: [:]) { names, set in
            for name in [set.name, set.iconvName] {
                names[name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }] = set
            }
        }
    }()

    /// Labels without their hyphens, and the name of the set that they stand for.
    private static let labels = [
        "utf16": "utf16le", "unicode": "utf16le", "usascii": "cp1252", "ascii": "cp1252",
        "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252", "xcp1252": "cp1252", "xcp1251": "cp1251",
        "win1251": "cp1251", "win1252": "cp1252", "ibm866": "cp866", "csibm866": "cp866", "866": "cp866",
        "koi": "koi8r", "koi8": "koi8r", "koi8ru": "koi8u", "ptcp154": "pt154", "csptcp154": "pt154",
        "cp154": "pt154",
        "cyrillicasian": "pt154", "strk10482002": "kz1048",
        "latin2": "iso88592", "latin9": "iso885915", "iso88599": "cp1254", "latin5": "cp1254",
        "iso885911": "cp874", "tis620": "cp874", "iso88598i": "iso88598", "cyrillic": "iso88595",
        "greek": "iso88597", "hebrew": "iso88598", "arabic": "iso88596", "xmacukrainian": "xmaccyrillic",
        "gb2312": "gb18030", "gbk": "gb18030", "xgbk": "gb18030", "csgb2312": "gb18030",
        "chinese": "gb18030", "euccn": "gb18030", "cp936": "gb18030", "ms936": "gb18030",
        "big5hkscs": "big5", "cnbig5": "big5", "xxbig5": "big5", "cp950": "big5", "sjis": "shiftjis",
        "xsjis": "shiftjis", "mskanji": "shiftjis", "windows31j": "shiftjis", "csshiftjis": "shiftjis",
        "xeucjp": "eucjp", "kscs56011987": "euckr", "ksc5601": "euckr", "korean": "euckr",
        "windows949": "euckr", "cp949": "euckr",
    ]
}
