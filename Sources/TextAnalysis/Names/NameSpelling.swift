internal import IndexDefinition

/// Spells names in the alphabet of keys, by `Index/Languages/name-letters.txt`.
struct NameSpelling: Sendable {
    /// The patterns that begin with one letter.
    private struct Letter: Sendable {
        /// All of them, the one that asks for most first.
        var patterns: [LetterPattern] = []
        /// The sounds of the letter where nothing around it matters.
        var plain: [UInt8]?
        var hasTwoReadings = false
    }

    /// By the letter, up to the last one that names are written with.
    private var cyrillic = [Letter](repeating: Letter(), count: 0x530)
    private var latin = [Letter](repeating: Letter(), count: 0x260)
    private var sounds: [LetterPattern] = []
    /// What each of ``sounds`` has in it; a spelling without them is left alone.
    private var soundLetters: Set<UInt8> = []

    init(_ table: LanguageTable) {
        var section: Substring = ""
        for (number, line) in table.lines {
            if line == "sounds" || line.hasPrefix("script ") {
                section = line
                continue
            }
            guard let pattern = LetterPattern(line), let first = pattern.letters.first else {
                preconditionFailure("\(table.name).txt:\(number): expected: PATTERN KEY [KEY]")
            }
            switch section {
            case "script cyrillic" where first < cyrillic.count: cyrillic[Int(first)].patterns.append(pattern)
            case "script latin" where first < latin.count: latin[Int(first)].patterns.append(pattern)
            case "sounds":
                sounds.append(pattern)
                soundLetters.formUnion(pattern.letters.map { UInt8(truncatingIfNeeded: $0) })
            default: preconditionFailure("\(table.name).txt:\(number): '\(section)' is no script")
            }
        }
        cyrillic = cyrillic.map(Self.prepared)
        latin = latin.map(Self.prepared)
        soundLetters.formIntersection(
            sounds.reduce(soundLetters) { letters, rule in
                letters.intersection(rule.letters.map { UInt8(truncatingIfNeeded: $0) })
            })
    }

    private static func prepared(_ letter: Letter) -> Letter {
        var letter = letter
        letter.patterns.sort { $0.weight > $1.weight }
        if letter.patterns.count == 1, let only = letter.patterns.first, only.isPlain {
            letter.plain = only.readings[0]
        }
        letter.hasTwoReadings = letter.patterns.contains { $0.readings.count > 1 }
        return letter
    }

    /// The spelling of a word in lower case, by the first or the second reading of its letters; `nil` where
    /// it has letters that no name has.
    func spelling(of word: [UInt32], isCyrillic: Bool, reading: Int) -> [UInt8]? {
        let patterns = isCyrillic ? cyrillic : latin
        var spelling: [UInt8] = []
        spelling.reserveCapacity(word.count + 8)
        var place = 0
        while place < word.count {
            guard word[place] < patterns.count else { return nil }
            let letter = Int(word[place])
            if let plain = patterns[letter].plain {
                spelling += plain
                place += 1
                continue
            }
            guard let pattern = patterns[letter].patterns.first(where: { $0.matches(word, at: place) }) else {
                return nil
            }
            spelling += pattern.readings[min(reading, pattern.readings.count - 1)]
            place += pattern.letters.count
        }
        return simplified(spelling)
    }

    /// Whether the second reading of some letter of the word is another than the first.
    func hasTwoReadings(_ word: [UInt32], isCyrillic: Bool) -> Bool {
        let patterns = isCyrillic ? cyrillic : latin
        return word.contains { $0 < patterns.count && patterns[Int($0)].hasTwoReadings }
    }

    /// Applies the rules for sounds; doubled letters count once.
    private func simplified(_ spelling: [UInt8]) -> [UInt8] {
        var name = Self.withoutDoubles(spelling)
        guard soundLetters.isEmpty || name.contains(where: soundLetters.contains) else { return name }
        for rule in sounds {
            let word = name.map(UInt32.init)
            guard word.indices.contains(where: { rule.matches(word, at: $0) }) else { continue }
            name.removeAll(keepingCapacity: true)
            var place = 0
            while place < word.count {
                if rule.matches(word, at: place) {
                    name += rule.readings[0]
                    place += rule.letters.count
                } else {
                    name.append(UInt8(truncatingIfNeeded: word[place]))
                    place += 1
                }
            }
            name = Self.withoutDoubles(name)
        }
        return name
    }

    private static func withoutDoubles(_ letters: [UInt8]) -> [UInt8] {
        var single: [UInt8] = []
        single.reserveCapacity(letters.count)
        for letter in letters where single.last != letter { single.append(letter) }
        return single
    }
}
