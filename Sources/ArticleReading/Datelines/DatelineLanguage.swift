internal import IndexDefinition

/// Whether a text may be in the language that its dateline goes with.
///
/// An agency writes in several languages, and a table knows the one that it usually writes so: under
/// `АСТАНА. КАЗИНФОРМ –` stands a Russian story, and now and then a Kazakh one.
enum DatelineLanguage {
    /// 4 KiB: some hundred words, in which any alphabet shows.
    private static let byteCount = 4_096

    /// Whether one in twenty letters, and at least two, are in no word of the language. Kazakh has one in seven that
    /// Russian has not; names from elsewhere have fewer.
    ///
    /// - Parameters:
    ///   - language: The language, ISO 639-1; one that no table knows contradicts nothing.
    ///   - bytes: The text, which is UTF-8.
    ///   - start: Where the story begins, behind the dateline.
    /// - Returns: Whether the story is in another language.
    static func isContradicted(_ language: String, by bytes: [UInt8], from start: Int) -> Bool {
        guard let alphabet = alphabets[language] else { return false }
        let text = String(decoding: bytes[start...].prefix(byteCount), as: UTF8.self)
        var (letterCount, foreignCount) = (0, 0)
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            letterCount += 1
            if !scalar.isASCII, !alphabet.contains(scalar) { foreignCount += 1 }
        }
        return foreignCount >= 2 && foreignCount * 20 >= letterCount
    }

    /// The letters of the languages that are written in an alphabet, small and capital, without those of ASCII.
    private static let alphabets: [String: Set<Unicode.Scalar>] = {
        var alphabets: [String: Set<Unicode.Scalar>] = [:]
        for row in IndexTable.letters.rows where row.count == 3 && row[1] == "alphabet" {
            alphabets[row[0], default: []].formUnion((row[2] + row[2].uppercased()).unicodeScalars)
        }
        return alphabets
    }()
}
