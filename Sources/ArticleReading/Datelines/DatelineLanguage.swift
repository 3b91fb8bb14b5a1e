internal import IndexDefinition

/// Whether a text may be in the language that its dateline goes with.
///
/// An agency writes in several languages, and a table knows the one that it usually writes so: under
/// `АСТАНА. КАЗИНФОРМ –` stands a Russian story, and now and then a Kazakh one.
enum DatelineLanguage {
    /// 4 KiB: some hundred words, in which any alphabet shows.
    private static let byteCount = 4_096

    /// Whether one in twenty letters, and at least two, are in no word of the language, or four in five are
    /// Latin where it is not. Kazakh has one in seven that Russian has not; names from elsewhere have fewer.
    ///
    /// - Parameters:
    ///   - language: The language, ISO 639-1; one that no table knows contradicts nothing.
    ///   - bytes: The text, which is UTF-8.
    ///   - start: Where the story begins, behind the dateline.
    /// - Returns: Whether the story is in another language.
    static func isContradicted(_ language: String, by bytes: [UInt8], from start: Int) -> Bool {
        let alphabet = alphabets[language]
        guard alphabet != nil || signLanguages.contains(language) else { return false }
        let text = String(decoding: bytes[start...].prefix(byteCount), as: UTF8.self)
        var (letterCount, foreignCount, latinCount) = (0, 0, 0)
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            letterCount += 1
            if scalar.isASCII {
                latinCount += 1
            } else if alphabet?.contains(scalar) == false {
                foreignCount += 1
            }
        }
        if !latinLanguages.contains(language), latinCount >= 8, latinCount * 5 >= letterCount * 4 {
            return true
        }
        return foreignCount >= 2 && foreignCount * 20 >= letterCount
    }

    /// Those of thousands of signs.
    private static let signLanguages = Set(
        IndexTable.letters.rows.filter { $0.count == 3 && $0[1] == "signs" }.map { $0[0] })

    /// Those whose letters beyond ASCII are Latin, too: from À to ɏ.
    private static let latinLanguages = Set(
        alphabets.filter { $0.value.contains { (0xC0..<0x250).contains($0.value) } }.keys)

    /// The letters of the languages that are written in an alphabet, small and capital, without those of
    /// ASCII.
    private static let alphabets: [String: Set<Unicode.Scalar>] = {
        var alphabets: [String: Set<Unicode.Scalar>] = [:]
        for row in IndexTable.letters.rows where row.count == 3 && row[1] == "alphabet" {
            alphabets[row[0], default: []].formUnion((row[2] + row[2].uppercased()).unicodeScalars)
        }
        return alphabets
    }()
}
