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
    private static let maximumKeyCount = 6

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
            let keys = names.map { roots(of: $0, isCyrillic: $0.first.map { $0 >= 0x400 } ?? false) }
            guard let first = keys.first?.first else { continue }
            for key in keys.joined() where key != first { equals[key] = first }
        }
        self.equals = equals
    }

    /// The keys of a word.
    ///
    /// - Parameters:
    ///   - word: The word in lower case.
    ///   - others: The word without the endings that its language may have given it.
    ///   - isCyrillic: Whether it is in Cyrillic, else in Latin letters.
    /// - Returns: The keys, none twice, the likeliest first; empty for what is no name.
    func keys(of word: [UInt32], or others: [[UInt32]] = [], isCyrillic: Bool) -> [[UInt8]] {
        guard word.count >= Self.minimumLetterCount, word.count <= Self.maximumLetterCount else { return [] }
        var keys: [[UInt8]] = []
        for candidate in [word] + others {
            for root in roots(of: candidate, isCyrillic: isCyrillic) {
                let key = equals[root] ?? root
                if key.count >= Self.minimumLetterCount, !keys.contains(key) { keys.append(key) }
            }
        }
        return Array(keys.prefix(Self.maximumKeyCount))
    }

    private func roots(of word: [UInt32], isCyrillic: Bool) -> [[UInt8]] {
        var roots: [[UInt8]] = []
        for reading in 0..<(spelling.hasTwoReadings(word, isCyrillic: isCyrillic) ? 2 : 1) {
            guard let name = spelling.spelling(of: word, isCyrillic: isCyrillic, reading: reading) else {
                return []
            }
            let root = endings.root(of: name, isCyrillic: isCyrillic)
            roots.append(root)
            // Кима is Ким in the genitive, or Кима.
            if isCyrillic, root.count == 4, "aeiou".utf8.contains(root[3]) {
                roots.append(Array(root.prefix(3)))
            }
        }
        if isCyrillic, let pinyin = pinyin(of: word) {
            roots += self.roots(of: pinyin, isCyrillic: false)
        }
        return roots
    }

    /// The pinyin of a Chinese name, also in a Russian case.
    private func pinyin(of word: [UInt32]) -> [UInt32]? {
        if let pinyin = syllables.pinyin(of: word) { return pinyin }
        for ending in Self.chineseEndings where word.suffix(ending.count).elementsEqual(ending) {
            if let pinyin = syllables.pinyin(of: Array(word.dropLast(ending.count))) { return pinyin }
        }
        return nil
    }

    /// Chinese names end in a consonant where Russian declines them.
    private static let chineseEndings: [[UInt32]] = ["ом", "ем", "а", "у", "е", "я", "ю"].map {
        $0.unicodeScalars.map(\.value)
    }
}
