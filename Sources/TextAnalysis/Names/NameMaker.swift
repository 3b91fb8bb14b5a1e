internal import IndexDefinition

/// Makes the terms of the names that words in one language are, and remembers them. One thread at a time may
/// use it.
///
/// A term is the byte 0x02 and a key of ``NameKeys``.
final class NameMaker {
    /// The byte that begins the term of a name; no word does.
    static let mark = NameTerm.mark

    private let kazakh: EndingStemmer?
    private let kyrgyz: EndingStemmer?
    private let language: NameLanguage
    private let cache: WordCache

    /// Forgets the names that were worked out last.
    func releaseMemory() { cache.removeAll() }

    /// A maker for words of an article in `language`, or for words of a query, which may be in any.
    init(articleLanguage language: Language?) {
        self.language = .article(language)
        kazakh = language == .kazakh ? EndingStemmer(.shared(.kazakhEndings)) : nil
        kyrgyz = language == .kyrgyz ? EndingStemmer(.shared(.kyrgyzEndings)) : nil
        cache = WordCache(slotBits: 13)
    }

    /// A maker for words of a query.
    init() {
        language = .any
        kazakh = EndingStemmer(.shared(.kazakhEndings))
        kyrgyz = EndingStemmer(.shared(.kyrgyzEndings))
        cache = WordCache(slotBits: 4)
    }

    /// Calls `body` with each term of a word, which is valid during the call only.
    ///
    /// - Parameters:
    ///   - term: The folded word.
    ///   - source: The word as written: in Latin letters its accents tell its sounds.
    ///   - script: Latin or Cyrillic; there are no names in others.
    ///   - body: What to do with a term.
    @inline(__always)
    func forEachTerm(
        of term: Span<UInt8>, writtenAs source: Span<UInt8>, _ script: LetterScript,
        _ body: (Span<UInt8>) -> Void
    ) {
        // Where Cyrillic letters stood for their twins, the term alone has the word in one script.
        let isAccented = script == .latin && source.hasNonASCII && !source.hasCyrillicLetter
        let word = isAccented ? source : term
        cache.withValue(of: word) { output in
            append(keysOf: word, script, to: &output)
        } _: { value in
            value.forEachTerm { name in
                body(name)
                return true
            }
        }
    }

    private func append(keysOf word: Span<UInt8>, _ script: LetterScript, to output: inout [UInt8]) {
        var letters =
            script == .latin && word.hasNonASCII ? Self.accentedLetters(of: word) : Self.letters(of: word)
        var others: [[UInt32]] = []
        if script == .cyrillic {
            if let kazakh { others += kazakh.withoutCase(word) }
            if let kyrgyz { others += kyrgyz.withoutCase(word) }
        }
        // The number of `Интернет2` is the same in every script, and it has no ending behind it.
        let number = letters.suffix(letters.count - (letters.lastIndex { !Self.isDigit($0) } ?? -1) - 1)
        letters.removeLast(number.count)
        for key in NameKeys.shared.keys(of: letters, or: others, isCyrillic: script == .cyrillic, language)
        where key.count + number.count < Self.maximumKeyByteCount {
            output.append(UInt8(key.count + number.count + 1))
            output.append(Self.mark)
            output += key
            output += number.map { UInt8(truncatingIfNeeded: $0) }
        }
    }
}

extension NameMaker {
    /// What fits beside its length in a byte; no name is near it.
    private static let maximumKeyByteCount = 128

    private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

    /// The letters and digits of a folded word.
    private static func letters(of term: Span<UInt8>) -> [UInt32] {
        var letters: [UInt32] = []
        var index = 0
        while index < term.count {
            let value = term.scalar(at: index).value
            index += TermBuffer.width(of: value)
            // Most letters, which are not worth a look into Unicode's tables.
            guard
                value < 0x80 || (0x430..<0x450).contains(value)
                    || Unicode.Scalar(value)?.properties.isAlphabetic == true
            else { continue }
            letters.append(value)
        }
        return letters
    }

    /// The letters and digits of a Latin word as written, in lower case and composed. A letter that is read
    /// in no language, as `ễ` and the `i` with a dot that the small one of `İ` is, counts as what it folds
    /// to.
    private static func accentedLetters(of word: Span<UInt8>) -> [UInt32] {
        String(term: word).lowercased().flatMap { character in
            NameKeys.shared.latinLetter(character).map { [$0] }
                ?? letters(of: AccentedSpelling.folded(Array(character.utf8).span).span)
        }
    }
}

extension Span<UInt8> {
    /// Whether a byte of it begins a letter from U+0400 to U+052F, as none of another letter does.
    fileprivate var hasCyrillicLetter: Bool {
        for index in indices where (0xD0...0xD4).contains(self[index]) { return true }
        return false
    }
}

/// The terms that stand for names: no word, since they begin with a byte below 0x20.
public enum NameTerm {
    /// The byte that begins each of them; the key follows.
    public static let mark: UInt8 = 0x02
}
