internal import IndexDefinition

/// The endings of Ukrainian, read from a table that a linguist can change; its form is described in
/// `Index/Languages/ukrainian-endings.txt`.
///
/// Letters are UTF-16 code units: all that Ukrainian writes are single ones.
struct UkrainianEndings: Sendable {
    typealias Letter = UInt16

    /// One ending.
    struct Ending: Sendable {
        let letters: [Letter]
        /// How many letters a stem must have that is left.
        let least: Int
        /// What the stem may end with; `nil` for anything.
        let after: [Letter]?
        /// Whether verbs have it, which may have -ся behind it.
        let isVerbal: Bool
    }

    /// The endings by their last letters, the longest first.
    private(set) var endings: [Letter: [Ending]] = [:]
    /// What stems are built with, in the order in which it is tried.
    private(set) var suffixes: [Ending] = []
    /// The ends of stems whose `і` is `о` in an open syllable.
    private(set) var opening: [[Letter]] = []
    /// Forms that no rule explains, with their stems.
    private(set) var words: [[Letter]: [Letter]] = [:]

    private init(_ table: LanguageTable) {
        for (number, line) in table.lines {
            precondition(read(line), "\(table.name).txt:\(number): '\(line)' is not understood")
        }
        for letter in endings.keys { endings[letter]?.sort { $0.letters.count > $1.letters.count } }
    }

    /// The table that all stemmers share.
    static let shared = UkrainianEndings(.ukrainianEndings)

    private mutating func read(_ line: Substring) -> Bool {
        let words = LanguageTable.words(of: line)
        let rest = words.dropFirst()
        switch words.first {
        case "nominal": return add(Self.endings(rest, isVerbal: false))
        case "verbal", "both": return add(Self.endings(rest, isVerbal: true))
        case "again":
            suffixes += Self.endings(rest, isVerbal: false)
            return !suffixes.isEmpty
        case "opens":
            opening += rest.map { Array($0.utf16) }
            return !opening.isEmpty
        case "word":
            guard rest.count > 2, rest.dropFirst().first == "=", let stem = rest.first else { return false }
            for form in rest.dropFirst(2) { self.words[Array(form.utf16)] = Array(stem.utf16) }
            return true
        default: return false
        }
    }

    /// `N [after LETTERS] [THEME… +] ENDING…`; empty where it is written otherwise.
    private static func endings(_ words: ArraySlice<Substring>, isVerbal: Bool) -> [Ending] {
        guard let least = words.first.flatMap({ Int($0) }) else { return [] }
        var rest = words.dropFirst()
        var after: [Letter]?
        if rest.first == "after" {
            after = rest.dropFirst().first.map { Array($0.utf16) }
            rest = rest.dropFirst(2)
        }
        let parts = rest.split(separator: "+", omittingEmptySubsequences: false)
        guard parts.count <= 2, let last = parts.last else { return [] }
        let themes = parts.count == 2 ? parts[0].map { Array($0.utf16) } : [[]]
        return themes.flatMap { theme in
            last.map {
                Ending(letters: theme + Array($0.utf16), least: least, after: after, isVerbal: isVerbal)
            }
        }
    }

    private mutating func add(_ endings: [Ending]) -> Bool {
        for ending in endings {
            guard let last = ending.letters.last else { return false }
            self.endings[last, default: []].append(ending)
        }
        return !endings.isEmpty
    }
}
