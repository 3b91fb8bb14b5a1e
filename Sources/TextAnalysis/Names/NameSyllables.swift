internal import IndexDefinition

/// Reads Chinese names in Cyrillic as pinyin, by `Index/Languages/name-syllables.txt`.
struct NameSyllables: Sendable {
    /// A tree of the syllables, letter by letter: most words are told by the second one to be none of these
    /// names, and every word that may be a name is looked at.
    private struct Node: Sendable {
        /// The nodes behind this one, from а to я; 0 for none, since the root stands behind no letter.
        var next = [Int](repeating: 0, count: NameSyllables.letters.count)
        /// What the letters on the way here sound like, where they are a syllable.
        var sound: [UInt32]?
    }

    private static let letters: Range<UInt32> = 0x430..<0x450

    private var nodes = [Node()]

    init(_ table: LanguageTable) {
        var beginnings: [(letters: Substring, hard: Substring, soft: Substring)] = []
        for (number, line) in table.lines {
            let words = LanguageTable.words(of: line)
            switch (words.first, words.count) {
            case ("begin", 3), ("begin", 4): beginnings.append((words[1], words[2], words[words.count - 1]))
            case ("alone", 3): add(words[1], words[2])
            case ("end", 3):
                for (letters, hard, soft) in beginnings {
                    let isSoft = words[1].first.map("иеюя".contains) ?? false
                    add(letters + words[1], (isSoft ? soft : hard) + words[2])
                }
            default: preconditionFailure("\(table.name).txt:\(number): expected: begin, end or alone")
            }
        }
    }

    private mutating func add(_ syllable: Substring, _ sound: Substring) {
        var node = 0
        for scalar in syllable.unicodeScalars {
            precondition(Self.letters.contains(scalar.value), "a syllable is made of Russian letters")
            let letter = Int(scalar.value - Self.letters.lowerBound)
            if nodes[node].next[letter] == 0 {
                nodes[node].next[letter] = nodes.count
                nodes.append(Node())
            }
            node = nodes[node].next[letter]
        }
        nodes[node].sound = sound.unicodeScalars.map(\.value)
    }

    /// The pinyin of a word that is two to four syllables; `nil` for any other.
    func pinyin(of word: ArraySlice<UInt32>) -> [UInt32]? {
        guard word.count >= 4, word.count <= 16 else { return nil }
        return reading(of: word, syllableCount: 0)
    }

    /// The reading with the longest syllables first.
    private func reading(of rest: ArraySlice<UInt32>, syllableCount: Int) -> [UInt32]? {
        if rest.isEmpty { return syllableCount >= 2 ? [] : nil }
        guard syllableCount < 4 else { return nil }
        for (end, node) in syllables(startingWith: rest).reversed() {
            guard let sound = nodes[node].sound,
                let others = reading(of: rest[end...], syllableCount: syllableCount + 1)
            else { continue }
            return sound + others
        }
        return nil
    }

    /// The syllables that a word begins with, the shortest first.
    private func syllables(startingWith word: ArraySlice<UInt32>) -> [(end: Int, node: Int)] {
        var found: [(end: Int, node: Int)] = []
        var node = 0
        for index in word.indices {
            guard Self.letters.contains(word[index]) else { break }
            node = nodes[node].next[Int(word[index] - Self.letters.lowerBound)]
            if node == 0 { break }
            if nodes[node].sound != nil { found.append((index + 1, node)) }
        }
        return found
    }
}
