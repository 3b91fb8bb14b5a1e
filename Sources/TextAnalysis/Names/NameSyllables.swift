internal import IndexDefinition

/// Reads Chinese names in Cyrillic as pinyin, by `Index/Languages/name-syllables.txt`.
struct NameSyllables: Sendable {
    private var pinyin: [[UInt32]: [UInt32]] = [:]
    private var longest = 0

    init(_ table: LanguageTable) {
        var beginnings: [(letters: Substring, hard: Substring, soft: Substring)] = []
        for (number, line) in table.lines {
            let words = line.split(whereSeparator: \.isWhitespace)
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
        let letters = syllable.unicodeScalars.map(\.value)
        pinyin[letters] = sound.unicodeScalars.map(\.value)
        longest = max(longest, letters.count)
    }

    /// The pinyin of a word that is two to four syllables; `nil` for any other.
    func pinyin(of word: [UInt32]) -> [UInt32]? {
        guard word.count >= 4, word.count <= 16 else { return nil }
        return reading(of: word[...], syllableCount: 0)
    }

    private func reading(of rest: ArraySlice<UInt32>, syllableCount: Int) -> [UInt32]? {
        if rest.isEmpty { return syllableCount >= 2 ? [] : nil }
        guard syllableCount < 4 else { return nil }
        for count in (1...min(longest, rest.count)).reversed() {
            guard let sound = pinyin[Array(rest.prefix(count))],
                let others = reading(of: rest.dropFirst(count), syllableCount: syllableCount + 1)
            else { continue }
            return sound + others
        }
        return nil
    }
}
