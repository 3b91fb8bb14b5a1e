/// A word in lower case with its accents, in the composed form that Snowball's algorithms know.
struct AccentedSpelling {
    private(set) var bytes: [UInt8] = []

    /// Takes a word as written; what is neither letter nor mark is left out.
    mutating func set(_ written: Span<UInt8>, turkish: Bool) {
        var word = ""
        var isComposed = true
        var index = 0
        while index < written.count {
            let decoded = written.scalar(at: index)
            index += decoded.width
            guard let scalar = Unicode.Scalar(decoded.value) else { continue }
            switch scalar {
            case "\u{300}"..."\u{36F}":
                isComposed = false
                word.unicodeScalars.append(scalar)
            case "I" where turkish: word.append("ı")
            case "İ" where turkish: word.append("i")
            // Most letters, which are not worth a look into Unicode's tables.
            case "a"..."z", "а"..."я": word.unicodeScalars.append(scalar)
            case "A"..."Z": word.unicodeScalars.append(Unicode.Scalar(UInt8(decoded.value) | 0x20))
            default:
                guard scalar.properties.isAlphabetic else { continue }
                word.append(scalar.properties.lowercaseMapping)
            }
        }
        if !isComposed { word = Self.composed(word) }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: word.utf8)
        // What is longer is no word; a stemmer need not see it whole.
        if bytes.count > TextAnalyzer.maximumTermByteCount { bytes.removeAll(keepingCapacity: true) }
    }

    /// The first term of a text, folded as the index has it.
    static func folded(_ text: Span<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        var scanner = TextScanner()
        scanner.scan(text) { _, term, _ in
            folded = term.indices.map { term[$0] }
            return false
        }
        return folded
    }

    /// Letters with combining marks become one scalar where it is one of those that the languages write.
    private static func composed(_ word: String) -> String {
        word.reduce(into: "") { composed, character in
            composed.append(letters[character] ?? character)
        }
    }

    /// Equal to themselves in any normal form, which is how characters compare.
    private static let letters: [Character: Character] = Dictionary(
        uniqueKeysWithValues: "áàâäãåāăąćčçďđéèêëēėęěğģíìîïīįķĺļľłńňñņóòôöõőøŕřśšşșťţțúùûüūůűųýÿźžż".map {
            ($0, $0)
        })
}
