internal import IndexDefinition

/// Names that people type where a language code is asked for.
enum LanguageName {
    /// The code of a language's name, in English or in the language itself, or of its three-letter code.
    static func code(of name: String) -> String? { codes[name] }

    /// The code of the language that is spoken in a country whose code is mistaken for it, and is no
    /// language's code itself.
    static func code(ofCountry country: String) -> String? { countries[country] }

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for row in IndexTable.languages.rows where row.count == 3 {
            for code in row[1].split(separator: " ") { codes[String(code)] = row[0] }
            for name in row[2].split(separator: ",") { codes[String(name.drop { $0 == " " })] = row[0] }
        }
        return codes
    }()

    private static let countries = ["kz": "kk", "cn": "zh", "ua": "uk", "jp": "ja"]
}
