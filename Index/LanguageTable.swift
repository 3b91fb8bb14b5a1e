/// One table of `Index/Languages`, by its typed name: plain text, whose first lines say how it is read.
public struct LanguageTable: Sendable, Hashable {
    /// The name of the file without `.txt`.
    public let name: String
    private let bytes: [UInt8]

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Tables are equal when their names are.
    public static func == (left: LanguageTable, right: LanguageTable) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// The lines with their numbers, from 1: without comments, which go from `#` to the end of the line,
    /// without blanks at the ends, and without those that are empty then.
    public var lines: [(number: Int, text: Substring)] {
        // By bytes: to look for characters in all tables took most of the time in which they are read.
        String(decoding: bytes, as: UTF8.self).utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
            .compactMap { index, line in
                let content = line.prefix { $0 != UInt8(ascii: "#") }
                guard let first = content.firstIndex(where: { !Self.isBlank($0) }),
                    let last = content.lastIndex(where: { !Self.isBlank($0) })
                else { return nil }
                return (index + 1, Substring(content[first...last]))
            }
    }

    /// The words of a line, between blanks.
    public static func words(of line: Substring) -> [Substring] {
        line.utf8.split(whereSeparator: isBlank).map { Substring($0) }
    }

    /// Whether a byte is a blank, of which tables have those of ASCII alone.
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// The endings of Kazakh.
    public static let kazakhEndings = LanguageTable("kazakh-endings", PackageResources.kazakh_endings_txt)

    /// The endings of Kyrgyz.
    public static let kyrgyzEndings = LanguageTable("kyrgyz-endings", PackageResources.kyrgyz_endings_txt)

    /// The endings of Ukrainian.
    public static let ukrainianEndings = LanguageTable(
        "ukrainian-endings", PackageResources.ukrainian_endings_txt)

    /// What is changed of words before Snowball's stemmers are given them.
    public static let snowballChanges = LanguageTable(
        "snowball-changes", PackageResources.snowball_changes_txt)

    /// The same of Russian words, with stems of frequent ones.
    public static let russianChanges = LanguageTable("russian-changes", PackageResources.russian_changes_txt)

    /// The sounds of letters in names, by script.
    public static let nameLetters = LanguageTable("name-letters", PackageResources.name_letters_txt)

    /// The endings that cases give to names.
    public static let nameEndings = LanguageTable("name-endings", PackageResources.name_endings_txt)

    /// Chinese syllables in Cyrillic, and their pinyin.
    public static let nameSyllables = LanguageTable("name-syllables", PackageResources.name_syllables_txt)

    /// Names that no rule brings together.
    public static let nameEquals = LanguageTable("name-equals", PackageResources.name_equals_txt)

    /// Words that begin sentences and are no names.
    public static let commonWords = LanguageTable("common-words", PackageResources.common_words_txt)
}
