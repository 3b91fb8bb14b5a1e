/// The words that settle where the agency of a wire header ends, in capitals as headers have them; from
/// `Index/Tables/agencies.tsv` and `wire-words.tsv`.
enum AgencyNames {
    /// The most words of a name in ``known``.
    static let longestWordCount = 4

    /// Whether `name`, its words parted by one blank, is an agency.
    ///
    /// Names that are words or other abbreviations as well, such as `MENA`, are not among them: where nothing
    /// else comes into question, they are recognised like an unknown name.
    static func isKnown(_ name: String) -> Bool { known.contains(name) }

    /// Whether `words` are the first of a longer name, so that looking further is worth it.
    static func isBeginning(_ words: String) -> Bool { beginnings.contains(words) }

    /// Whether a name may begin with `word`, behind a bracket or slash and in any case: told by its first two
    /// letters, since most stories go on with another word.
    static func mayBegin(with word: Substring) -> Bool {
        var bytes = word.utf8
        if let first = bytes.first, "(/[".utf8.contains(first) { bytes.removeFirst() }
        guard let pair = pair(startOf: bytes) else { return true }
        return pairs.contains(pair)
    }

    /// The first two bytes where they are letters of ASCII, as capitals.
    private static func pair(startOf bytes: Substring.UTF8View) -> UInt16? {
        let letters = bytes.prefix(2).filter { Unicode.Scalar($0).isASCIILetter }
        return letters.count == 2 ? UInt16(letters[0] & 0xDF) << 8 | UInt16(letters[1] & 0xDF) : nil
    }

    private static let pairs = Set(known.compactMap { pair(startOf: $0[...].utf8) })

    private static let beginnings = Set(
        known.flatMap { name in
            name.indices.filter { name[$0] == " " }.map { String(name[..<$0]) }
        })

    /// Whether `word` is an abbreviation in capitals that texts begin with and no agency is called.
    static func isOrdinaryAbbreviation(_ word: String) -> Bool { ordinaryAbbreviations.contains(word) }

    private static let known = Set(DatelineTables.headerNames.map { $0.uppercased() })

    private static let ordinaryAbbreviations = DatelineTables.words(thatAreNo: "agency")
}
