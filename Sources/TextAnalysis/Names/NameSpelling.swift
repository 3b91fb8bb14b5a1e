internal import IndexDefinition

/// Spells names in the alphabet of keys, by `Index/Languages/name-letters.txt`.
struct NameSpelling: Sendable {
    /// The patterns that begin with one letter.
    private struct Letter: Sendable {
        /// All of them, the one that asks for most first.
        var patterns: [LetterPattern] = []
        /// The sounds of the letter where nothing around it matters.
        var plain: [UInt8]?
        /// The sound where that is one letter, else 0.
        var single: UInt8 = 0
        var readingCount = 1
    }

    /// How some languages read Latin letters, where they differ from the others.
    private struct OwnLatin: Sendable {
        var letters: [Letter]
        /// What a word of a query must have one of to be read so, if there are any.
        var signs: [LetterPattern] = []

        func isLikely(for word: [UInt32]) -> Bool {
            signs.isEmpty || signs.contains { sign in word.indices.contains { sign.matches(word, at: $0) } }
        }
    }

    /// By the letter, up to the last one that names are written with.
    private var cyrillic = [Letter](repeating: Letter(), count: 0x530)
    private var latin = [Letter](repeating: Letter(), count: 0x260)
    private var ownLatin: [OwnLatin] = []
    /// Which of ``ownLatin`` a language reads by.
    private var ownPlaces: [Language: Int] = [:]
    /// The Latin letters that a pattern begins with. Characters are equal in all normal forms.
    private(set) var latinLetters: [Character: UInt32] = [:]
    /// The ends of words that are read as one, by their last letter, the one that asks for most first.
    private var cyrillicEnds = [[LetterPattern]](repeating: [], count: 0x530)
    private var latinEnds = [[LetterPattern]](repeating: [], count: 0x260)
    private var sounds: [LetterPattern] = []
    /// What each of ``sounds`` has in it; a spelling without them is left alone.
    private var soundLetters: Set<UInt8> = []
    private var isSoundLetter = [Bool](repeating: false, count: 256)

    init(_ table: LanguageTable) {
        var section: [Substring] = []
        for (number, line) in table.lines {
            if line == "sounds" || line.hasPrefix("script ") || line.hasPrefix("ends ") {
                section = line.split(separator: " ")
                if section.count > 2, section[1] == "latin" { beginOwnLatin(section.dropFirst(2)) }
                continue
            }
            if section.first == "ends" {
                let ends = Self.ends(line)
                precondition(!ends.isEmpty, "\(table.name).txt:\(number): expected: PATTERN… = KEY [KEY]")
                for end in ends {
                    let last = Int(end.letters[end.letters.count - 1])
                    if section.last == "cyrillic" {
                        cyrillicEnds[last].append(end)
                    } else {
                        latinEnds[last].append(end)
                    }
                }
                continue
            }
            if section.count > 2, !ownLatin.isEmpty, line.hasPrefix("sign ") {
                let patterns = line.split(separator: " ").dropFirst()
                let signs = patterns.compactMap { LetterPattern("\($0) -") }
                precondition(
                    signs.count == patterns.count, "\(table.name).txt:\(number): expected: sign PATTERN…")
                ownLatin[ownLatin.count - 1].signs += signs
                continue
            }
            guard let pattern = LetterPattern(line), let first = pattern.letters.first.map(Int.init) else {
                preconditionFailure("\(table.name).txt:\(number): expected: PATTERN KEY [KEY]")
            }
            switch (section.count, section.last) {
            case (2, "cyrillic") where first < cyrillic.count: cyrillic[first].patterns.append(pattern)
            case (2, "latin") where first < latin.count: latin[first].patterns.append(pattern)
            case (3..., _) where first < latin.count && !ownLatin.isEmpty:
                // What a language reads otherwise comes before what all read.
                ownLatin[ownLatin.count - 1].letters[first].patterns.insert(pattern, at: 0)
            case (1, "sounds"):
                sounds.append(pattern)
                soundLetters.formUnion(pattern.letters.map { UInt8(truncatingIfNeeded: $0) })
            default: preconditionFailure("\(table.name).txt:\(number): '\(section)' is no script")
            }
        }
        for letters in [latin] + ownLatin.map(\.letters) {
            for letter in letters.indices where !letters[letter].patterns.isEmpty {
                guard let scalar = Unicode.Scalar(UInt32(letter)) else { continue }
                latinLetters[Character(scalar)] = scalar.value
            }
        }
        cyrillicEnds = cyrillicEnds.map(Self.sorted)
        latinEnds = latinEnds.map(Self.sorted)
        cyrillic = cyrillic.map(Self.prepared)
        latin = latin.map(Self.prepared)
        for place in ownLatin.indices { ownLatin[place].letters = ownLatin[place].letters.map(Self.prepared) }
        soundLetters.formIntersection(
            sounds.reduce(soundLetters) { letters, rule in
                letters.intersection(rule.letters.map { UInt8(truncatingIfNeeded: $0) })
            })
        for letter in soundLetters { isSoundLetter[Int(letter)] = true }
    }

    /// Begins what some languages read otherwise; what all read stands before it in the table.
    private mutating func beginOwnLatin(_ codes: ArraySlice<Substring>) {
        for code in codes {
            guard let language = Language(String(code)) else {
                preconditionFailure("'\(code)' is the code of no language")
            }
            ownPlaces[language] = ownLatin.count
        }
        ownLatin.append(OwnLatin(letters: latin))
    }

    /// The patterns of a line of ends; none where it has not the form that the table describes.
    private static func ends(_ line: Substring) -> [LetterPattern] {
        let sides = line.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return [] }
        let patterns = sides[0].split(separator: " ")
        let ends = patterns.compactMap { LetterPattern("\($0)$ \(sides[1])") }
        return ends.count == patterns.count ? ends : []
    }

    /// The one that asks for most first; of equal weight the first one of the table.
    private static func sorted(_ patterns: [LetterPattern]) -> [LetterPattern] {
        patterns.enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }.map(\.element)
    }

    private static func prepared(_ letter: Letter) -> Letter {
        var letter = letter
        letter.patterns = sorted(letter.patterns)
        if letter.patterns.count == 1, let only = letter.patterns.first, only.isPlain {
            letter.plain = only.readings[0]
            if only.readings[0].count == 1 { letter.single = only.readings[0][0] }
        }
        letter.readingCount = letter.patterns.reduce(1) { max($0, $1.readings.count) }
        return letter
    }

    /// The spellings of a word in lower case, none twice; none where it has letters that no name has.
    ///
    /// - Parameters:
    ///   - word: The word.
    ///   - end: Its ``end(of:isCyrillic:)``.
    ///   - isCyrillic: Whether it is in Cyrillic, else in Latin letters.
    ///   - language: The language that it stands in; `nil` for a word that may be of any.
    /// - Returns: The spellings, the likeliest first.
    func spellings(
        of word: [UInt32], endingIn end: LetterPattern?, isCyrillic: Bool, language: NameLanguage
    ) -> [[UInt8]] {
        var spellings: [[UInt8]] = []
        // Most languages read most words in the same way.
        var readings: [[UInt8]] = []
        for letters in isCyrillic ? [cyrillic] : latinLetters(language, of: word) {
            let readingCount = word.reduce(end?.readings.count ?? 1) {
                $1 < letters.count ? max($0, letters[Int($1)].readingCount) : $0
            }
            for reading in 0..<readingCount {
                guard let read = self.letters(of: word, by: letters, end, reading: reading) else { return [] }
                guard !readings.contains(read) else { continue }
                readings.append(read)
                let spelling = simplified(read)
                if !spellings.contains(spelling) { spellings.append(spelling) }
            }
        }
        return spellings
    }

    private func latinLetters(_ language: NameLanguage, of word: [UInt32]) -> [[Letter]] {
        switch language {
        case .article(let language):
            [language.flatMap { ownPlaces[$0] }.map { ownLatin[$0].letters } ?? latin]
        case .any: [latin] + ownLatin.filter { $0.isLikely(for: word) }.map(\.letters)
        }
    }

    /// The end of a word that is read as one, where two letters or more stand before it.
    func end(of word: [UInt32], isCyrillic: Bool) -> LetterPattern? {
        let ends = isCyrillic ? cyrillicEnds : latinEnds
        guard let last = word.last, last < ends.count else { return nil }
        return ends[Int(last)].first {
            word.count >= $0.letters.count + 2 && $0.matches(word, at: word.count - $0.letters.count)
        }
    }

    /// What the sounds of a word are written with, doubled letters once, before it is simplified; `nil` where
    /// it has a letter that no name has.
    private func letters(of word: [UInt32], by patterns: [Letter], _ end: LetterPattern?, reading: Int)
        -> [UInt8]?
    {
        var spelling: [UInt8] = []
        spelling.reserveCapacity(word.count + 8)
        let endPlace = word.count - (end?.letters.count ?? 0)
        var place = 0
        while place < endPlace {
            guard word[place] < patterns.count else { return nil }
            let letter = Int(word[place])
            let single = patterns[letter].single
            if single != 0 {
                if spelling.last != single { spelling.append(single) }
                place += 1
                continue
            }
            if let plain = patterns[letter].plain {
                Self.append(plain, to: &spelling)
                place += 1
                continue
            }
            let pattern = patterns[letter].patterns.first {
                place + $0.letters.count <= endPlace && $0.matches(word, at: place)
            }
            guard let pattern else { return nil }
            Self.append(pattern.readings[min(reading, pattern.readings.count - 1)], to: &spelling)
            place += pattern.letters.count
        }
        if let end { Self.append(end.readings[min(reading, end.readings.count - 1)], to: &spelling) }
        return spelling
    }

    /// Adds letters, of which doubled ones count once.
    private static func append(_ letters: [UInt8], to spelling: inout [UInt8]) {
        for letter in letters where spelling.last != letter { spelling.append(letter) }
    }

    /// Applies the rules for sounds to a spelling without doubled letters.
    private func simplified(_ spelling: [UInt8]) -> [UInt8] {
        guard soundLetters.isEmpty || spelling.contains(where: { isSoundLetter[Int($0)] }) else {
            return spelling
        }
        var name = spelling
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

/// Where a word stands that may be a name.
enum NameLanguage {
    /// In an article in this language, or in one of an unknown language.
    case article(Language?)
    /// In a query, which may be in any language.
    case any
}
