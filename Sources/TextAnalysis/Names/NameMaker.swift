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
        let isAccented = script == .latin && source.hasNonASCII
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
        var letters: [UInt32] = []
        var index = 0
        while index < word.count {
            let decoded = word.scalar(at: index)
            index += decoded.width
            guard let scalar = Unicode.Scalar(decoded.value) else { continue }
            if (0x430..<0x450).contains(decoded.value) {
                letters.append(decoded.value)
            } else if scalar.isASCII {
                letters.append(decoded.value | (0x41...0x5A ~= decoded.value ? 0x20 : 0))
            } else if scalar.properties.isAlphabetic {
                letters += scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
            }
        }
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
}

/// The terms that stand for names: no word, since they begin with a byte below 0x20.
public enum NameTerm {
    /// The byte that begins each of them; the key follows.
    public static let mark: UInt8 = 0x02
}
