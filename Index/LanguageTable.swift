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

    /// The lines with their numbers, from 1: without comments, which go from `#` to the end of the line, without
    /// blanks at the ends, and without those that are empty then.
    public var lines: [(number: Int, text: Substring)] {
        String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
            .compactMap { index, line in
                let content = line.prefix { $0 != "#" }
                guard let first = content.firstIndex(where: { !$0.isWhitespace }),
                    let last = content.lastIndex(where: { !$0.isWhitespace })
                else { return nil }
                return (index + 1, content[first...last])
            }
    }

    /// The endings of Kazakh.
    public static let kazakhEndings = LanguageTable("kazakh-endings", PackageResources.kazakh_endings_txt)

    /// The endings of Kyrgyz.
    public static let kyrgyzEndings = LanguageTable("kyrgyz-endings", PackageResources.kyrgyz_endings_txt)
}
