internal import IndexDefinition

/// The endings of a language, read from a table that a linguist can change; the form of the table is
/// described in
/// `Index/Languages/kazakh-endings.txt`.
///
/// Letters are UTF-16 code units: all that these languages write are single ones.
final class EndingTable: Sendable {
    typealias Letter = UInt16
    typealias Letters = Set<Letter>

    /// One ending in one spelling.
    struct Ending: Sendable {
        let letters: [Letter]
        /// What stands in the place of the ending when it is taken off (`қою` is `қой`).
        let replacement: [Letter]
        /// What the rest may end with; `nil` for anything.
        let after: Letters?
        /// Whether its vowels are those after back ones or those after front ones; `nil` where it has only
        /// one form.
        let isBack: Bool?
        /// The group that it belongs to.
        let group: Int
        /// How many letters a stem must have that is left when this ending goes last.
        let least: Int
    }

    struct Group: Sendable {
        let name: String
        /// The groups whose endings may stand before those of this one.
        var before: [Int] = []
        /// Whether a stem may.
        var followsStem = false
        /// Whether that stem is a verb's.
        var isVerbal = false
        /// Whether nothing stands after one of these.
        var isLast = false
        /// Whether a word never ends with one of these.
        var isInner = false
    }

    /// What the last letter of a stem counts as.
    struct Final: Sendable {
        let letter: Letter
        /// What must stand before it; `nil` for anything.
        let after: Letters?
    }

    let groups: [Group]
    /// The endings by their last letter.
    let endings: [Letter: [Ending]]
    /// Letters that count as others at the end of a stem.
    let finals: [Letter: Final]
    /// Vowels that fall out of the last syllable of a stem, and from its end.
    let narrow: Letters
    /// Vowels that fall from the end of a stem.
    let dropped: Letters
    /// A verb's last letter that its endings melt with.
    let glide: Letter?
    /// The pairs of consonants that a short verb may end with.
    let clusters: Set<[Letter]>
    /// Words whose last vowel falls out before an ending.
    let shortened: Set<[Letter]>
    /// How many letters a stem must have when the endings after it stand in no proper order.
    let leastOutOfOrder = 4
    /// Vowels after which back and front endings stand; a vowel of neither set says nothing.
    let back: Letters
    let front: Letters
    let vowels: Letters
    /// The endings that names take, from the last one: cases, then the third person.
    let nameGroups: [Set<Int>]
    /// The stems of two and of three letters; empty where any may be one.
    let roots: Set<[Letter]>
    /// Words with stems of their own, which endings after them come off.
    let words: [[Letter]: [Letter]]
    /// Forms with stems of their own, by the whole word.
    let wholeWords: [[Letter]: [Letter]]

    private init(_ table: LanguageTable) {
        var reader = EndingTableReader()
        for (number, line) in table.lines {
            let problem = reader.read(line)
            precondition(problem == nil, "\(table.name).txt:\(number): \(problem ?? "")")
        }
        let problem = reader.finish()
        precondition(problem == nil, "\(table.name).txt: \(problem ?? "")")
        groups = reader.groups
        endings = Dictionary(grouping: reader.endings) { $0.letters[$0.letters.count - 1] }
        finals = reader.finals
        narrow = reader.sets["narrow"] ?? []
        dropped = reader.sets["dropped"] ?? []
        glide = reader.sets["glide"]?.first
        clusters = reader.clusters
        shortened = reader.shortened
        back = reader.sets["back"] ?? []
        front = reader.sets["front"] ?? []
        vowels = reader.sets["vowel"] ?? []
        roots = reader.roots
        words = reader.words
        wholeWords = reader.wholeWords
        nameGroups = [["case", "place", "thirdcase"], ["third"]].map { names in
            Set(reader.groups.indices.filter { names.contains(reader.groups[$0].name) })
        }
    }

    /// A table that all stemmers share.
    static func shared(_ table: LanguageTable) -> EndingTable {
        table == .kyrgyzEndings ? kyrgyz : kazakh
    }

    private static let kazakh = EndingTable(.kazakhEndings)
    private static let kyrgyz = EndingTable(.kyrgyzEndings)
}
