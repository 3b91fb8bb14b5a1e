internal import IndexDefinition

/// The keys of names: under one key meet the spellings of a name in Cyrillic and Latin, in any case.
///
/// A key is a few letters of ASCII, described in `Index/Languages/name-letters.txt`. Most names have one;
/// where the spelling can be read in two ways (`J` as ж or й) or an ending may belong to the name, there are
/// more.
struct NameKeys: Sendable {
    /// Fewer letters say nothing about a name.
    static let minimumLetterCount = 3
    /// Longer words are no names, and as many keys as a name has at most.
    private static let maximumLetterCount = 40
    private static let maximumKeyCount = 8

    static let shared = NameKeys()

    private let spelling = NameSpelling(.nameLetters)
    private let endings = NameEndings(.nameEndings)
    private let syllables = NameSyllables(.nameSyllables)
    /// The key of the first name of a line for those of the others.
    private var equals: [[UInt8]: [UInt8]] = [:]

    private init() {
        var equals: [[UInt8]: [UInt8]] = [:]
        for (_, line) in LanguageTable.nameEquals.lines {
            let names = line.split(whereSeparator: \.isWhitespace).map {
                $0.lowercased().unicodeScalars.map(\.value)
            }
            let keys = names.map {
                roots(of: $0, isCyrillic: $0.first.map { $0 >= 0x400 } ?? false, .article(nil))
            }
            guard let first = keys.first?.first else { continue }
            for key in keys.joined() where key != first { equals[key] = first }
        }
        self.equals = equals
    }

    /// The letter that `character` is where some language reads it, in whatever normal form it is; `nil` for any other.
    func latinLetter(_ character: Character) -> UInt32? { spelling.latinLetters[character] }

    /// The keys of a word.
    ///
    /// - Parameters:
    ///   - word: The word in lower case.
    ///   - others: The word without the endings that its language may have given it.
    ///   - isCyrillic: Whether it is in Cyrillic, else in Latin letters.
    ///   - language: Where the word stands.
    /// - Returns: The keys, none twice, the likeliest first; empty for what is no name.
    func keys(of word: [UInt32], or others: [[UInt32]] = [], isCyrillic: Bool, _ language: NameLanguage)
        -> [[UInt8]]
    {
        guard word.count >= Self.minimumLetterCount, word.count <= Self.maximumLetterCount else { return [] }
        var keys: [[UInt8]] = []
        for candidate in [word] + others {
            for root in roots(of: candidate, isCyrillic: isCyrillic, language) {
                let key = equals[root] ?? root
                if key.count >= Self.minimumLetterCount, !keys.contains(key) { keys.append(key) }
            }
        }
        return Array(keys.prefix(Self.maximumKeyCount))
    }

    private func roots(of word: [UInt32], isCyrillic: Bool, _ language: NameLanguage) -> [[UInt8]] {
        var roots: [[UInt8]] = []
        for name in spelling.spellings(of: word, isCyrillic: isCyrillic, language: language) {
            roots += endings.roots(of: name, isCyrillic: isCyrillic)
        }
        guard isCyrillic else { return roots }
        for pinyin in pinyin(of: word) {
            roots += self.roots(of: pinyin, isCyrillic: false, .article(.chinese))
        }
        return roots
    }

    /// The pinyin of a Chinese name, as it is and without the ending of a Russian case.
    private func pinyin(of word: [UInt32]) -> [[UInt32]] {
        var readings = [syllables.pinyin(of: word[...])]
        for ending in Self.chineseEndings where word.suffix(ending.count).elementsEqual(ending) {
            readings.append(syllables.pinyin(of: word.dropLast(ending.count)))
        }
        return readings.compactMap(\.self)
    }

    /// Chinese names end in a consonant where Russian declines them.
    private static let chineseEndings: [[UInt32]] = ["ом", "ем", "а", "у", "е", "я", "ю"].map {
        $0.unicodeScalars.map(\.value)
    }
}
