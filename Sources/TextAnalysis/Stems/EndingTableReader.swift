internal import IndexDefinition

/// Reads the lines of a table of endings; each answer is what is wrong with the line, or `nil`.
struct EndingTableReader {
    typealias Letter = EndingTable.Letter

    private(set) var groups: [EndingTable.Group] = []
    private(set) var endings: [EndingTable.Ending] = []
    private(set) var finals: [Letter: EndingTable.Final] = [:]
    private(set) var sets: [String: Set<Letter>] = [:]
    private(set) var words: [[Letter]: [Letter]] = [:]
    private(set) var wholeWords: [[Letter]: [Letter]] = [:]

    private(set) var clusters: Set<[Letter]> = []
    private(set) var shortened: Set<[Letter]> = []
    private(set) var roots: Set<[Letter]> = []

    /// What a capital letter in an ending stands for: letters beside back vowels, letters beside front ones.
    private var variants: [Letter: (back: [Letter], front: [Letter])] = [:]
    private var predecessors: [[Substring]] = []

    mutating func read(_ line: Substring) -> String? {
        let words = LanguageTable.words(of: line)
        guard let first = words.first else { return nil }
        let rest = words.dropFirst()
        return switch first {
        case "letters": readSet(rest)
        case "vary": readVariant(rest)
        case "group": readGroup(rest)
        case "final": readFinal(rest)
        case "word": readWord(rest, into: \.words)
        case "whole": readWord(rest, into: \.wholeWords)
        case "keep": readKept(rest)
        case "clusters": readList(rest, into: \.clusters)
        case "shorten": readList(rest, into: \.shortened)
        case "roots": readList(rest, into: \.roots)
        default: readEnding(first, rest)
        }
    }

    /// Ties the groups together, since each may name later ones.
    mutating func finish() -> String? {
        for (group, names) in predecessors.enumerated() {
            for name in names {
                if name == "stem" || name == "verb" {
                    groups[group].followsStem = true
                    groups[group].isVerbal = name == "verb"
                } else if name == "last" {
                    groups[group].isLast = true
                } else if name == "inside" {
                    groups[group].isInner = true
                } else if let before = groups.firstIndex(where: { $0.name == name }) {
                    groups[group].before.append(before)
                } else {
                    return "group \(groups[group].name) stands after '\(name)', which is no group"
                }
            }
        }
        return ["vowel", "back", "front"].first { sets[$0] == nil }.map { "there are no letters '\($0)'" }
    }

    /// `letters NAME = а о …`
    private mutating func readSet(_ words: ArraySlice<Substring>) -> String? {
        guard words.count > 2, words.dropFirst().first == "=", let name = words.first else {
            return "expected: letters NAME = LETTER…"
        }
        sets[String(name)] = letters(words.dropFirst(2))
        return nil
    }

    /// `vary А = а | е`
    private mutating func readVariant(_ words: ArraySlice<Substring>) -> String? {
        let parts = words.dropFirst(2).split(separator: "|", omittingEmptySubsequences: false)
        guard let name = words.first?.utf16.first, words.dropFirst().first == "=", parts.count == 2 else {
            return "expected: vary CAPITAL = BACK… | FRONT…"
        }
        variants[name] = (parts[0].flatMap(\.utf16), parts[1].flatMap(\.utf16))
        return nil
    }

    /// `group NAME after GROUP… stem`
    private mutating func readGroup(_ words: ArraySlice<Substring>) -> String? {
        guard words.count > 2, words.dropFirst().first == "after", let name = words.first else {
            return "expected: group NAME after GROUP…"
        }
        groups.append(EndingTable.Group(name: String(name)))
        predecessors.append(Array(words.dropFirst(2)))
        return nil
    }

    /// `final ғ = қ [after SET or LETTER…]`
    private mutating func readFinal(_ words: ArraySlice<Substring>) -> String? {
        let parts = Array(words)
        guard parts.count == 3 || parts.count > 4 && parts[3] == "after", parts[1] == "=",
            let from = parts[0].utf16.first, let to = parts[2].utf16.first
        else { return "expected: final LETTER = LETTER [after SET or LETTER…]" }
        finals[from] = EndingTable.Final(letter: to, after: parts.count > 3 ? letters(parts[4...]) : nil)
        return nil
    }

    /// `clusters PAIR…`, `shorten WORD…`
    private mutating func readList(
        _ words: ArraySlice<Substring>, into list: WritableKeyPath<Self, Set<[Letter]>>
    ) -> String? {
        self[keyPath: list].formUnion(words.map { Array($0.utf16) })
        return nil
    }

    /// `word STEM = FORM…`, `whole STEM = FORM…`
    private mutating func readWord(
        _ words: ArraySlice<Substring>, into list: WritableKeyPath<Self, [[Letter]: [Letter]]>
    ) -> String? {
        guard words.count > 2, words.dropFirst().first == "=", let stem = words.first else {
            return "expected: STEM = FORM…"
        }
        for form in words.dropFirst(2) { self[keyPath: list][Array(form.utf16)] = Array(stem.utf16) }
        return nil
    }

    /// `keep WORD…`
    private mutating func readKept(_ words: ArraySlice<Substring>) -> String? {
        for word in words { self.words[Array(word.utf16)] = Array(word.utf16) }
        return nil
    }

    /// `ENDING[=REPLACEMENT] [after SET or LETTER…] [least COUNT]`
    private mutating func readEnding(_ ending: Substring, _ words: ArraySlice<Substring>) -> String? {
        guard !groups.isEmpty else { return "an ending stands before the first group" }
        var after: [Substring]?
        var least = 2
        var rest = words
        if rest.first == "after" {
            after = Array(rest.dropFirst().prefix { $0 != "least" })
            rest = rest.dropFirst(1 + (after?.count ?? 0))
        }
        if rest.first == "least" {
            guard rest.count == 2, let count = rest.last.flatMap({ Int($0) }) else {
                return "expected: least COUNT"
            }
            least = count
            rest = []
        }
        guard rest.isEmpty else { return "'\(rest.joined(separator: " "))' is not understood" }
        let parts = ending.split(separator: "=", omittingEmptySubsequences: false)
        let replacement = parts.count > 1 ? Array(parts[1].utf16) : []
        for (spelling, isBack) in spellings(Array(parts[0].utf16)) {
            guard !spelling.isEmpty else { return "the ending is empty" }
            let replacement = replacement.flatMap { letter in
                variants[letter].map { isBack == false ? $0.front : $0.back } ?? [letter]
            }
            endings.append(
                EndingTable.Ending(
                    letters: spelling, replacement: replacement, after: after.map { letters($0[...]) },
                    isBack: isBack, group: groups.count - 1, least: least))
        }
        return nil
    }

    /// Letters by themselves or by the names of sets.
    private func letters(_ words: ArraySlice<Substring>) -> Set<Letter> {
        words.reduce(into: []) { letters, word in letters.formUnion(sets[String(word)] ?? Set(word.utf16)) }
    }

    /// All ways to write an ending with capital letters.
    private func spellings(_ ending: [Letter]) -> [([Letter], Bool?)] {
        guard ending.contains(where: { variants[$0] != nil }) else { return [(ending, nil)] }
        return [true, false].flatMap { isBack in
            var all: [[Letter]] = [[]]
            for letter in ending {
                let choices = variants[letter].map { isBack ? $0.back : $0.front } ?? [letter]
                all = all.flatMap { start in choices.map { start + [$0] } }
            }
            return all.map { ($0, isBack) }
        }
    }
}
