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
    private var equals = NameEquals()

    private init() {
        // What the table holds is no matter while it is read.
        let reader = self
        equals.read(.nameEquals) { name, isCyrillic in
            let spellings = reader.spelling.spellings(
                of: name, endingIn: reader.spelling.end(of: name, isCyrillic: isCyrillic),
                isCyrillic: isCyrillic, language: .article(nil))
            return (spellings, spellings.flatMap { reader.endings.roots(of: $0, isCyrillic: isCyrillic) })
        }
    }

    /// The letter that `character` is where some language reads it, in whatever normal form it is; `nil` for
    /// any other.
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
        guard word.count <= Self.maximumLetterCount else { return [] }
        guard word.count >= Self.minimumLetterCount else { return equals.keys(ofShort: word) }
        var keys: [[UInt8]] = []
        let end = spelling.end(of: word, isCyrillic: isCyrillic)
        add(keysOf: word, endingIn: end, isCyrillic: isCyrillic, language, to: &keys)
        // What ends as no word does in Kazakh or Kyrgyz has no ending of theirs.
        for other in others where end?.readings.count != 1 {
            let end = spelling.end(of: other, isCyrillic: isCyrillic)
            add(keysOf: other, endingIn: end, isCyrillic: isCyrillic, language, to: &keys)
        }
        return Array(keys.prefix(Self.maximumKeyCount))
    }

    /// Adds the keys of a word, and those of the pinyin that it may be.
    private func add(
        keysOf word: [UInt32], endingIn end: LetterPattern?, isCyrillic: Bool, _ language: NameLanguage,
        to keys: inout [[UInt8]]
    ) {
        add(
            spellings: spelling.spellings(
                of: word, endingIn: end, isCyrillic: isCyrillic, language: language),
            isCyrillic: isCyrillic, to: &keys)
        // Nor is it Chinese.
        guard isCyrillic, end?.readings.count != 1 else { return }
        for pinyin in pinyin(of: word) {
            let end = spelling.end(of: pinyin, isCyrillic: false)
            add(
                spellings: spelling.spellings(
                    of: pinyin, endingIn: end, isCyrillic: false, language: .article(.chinese)),
                isCyrillic: false, to: &keys)
        }
    }

    private func add(spellings: [[UInt8]], isCyrillic: Bool, to keys: inout [[UInt8]]) {
        for name in spellings {
            if let known = equals.keys(ofSpelling: name, isCyrillic: isCyrillic) {
                for key in known where !keys.contains(key) { keys.append(key) }
                continue
            }
            for root in endings.roots(of: name, isCyrillic: isCyrillic) {
                for key in equals.keys(ofRoot: root, isCyrillic: isCyrillic) ?? [root]
                where key.count >= Self.minimumLetterCount && !keys.contains(key) {
                    keys.append(key)
                }
            }
        }
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
