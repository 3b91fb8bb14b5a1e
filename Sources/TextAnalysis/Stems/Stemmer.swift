/// Finds the stems of the words of one language, and remembers those of the words that it met last.
///
/// One thread at a time may use it: make one, or borrow one from `AnalysisWorkspace`.
public final class Stemmer {
    /// The languages that have stems, in the order of their codes.
    public static let languages: [Language] = StemmedLanguage.all.keys.sorted()

    /// The language whose stems these are.
    public let language: Language

    let scripts: Set<LetterScript>
    let needsAccents: Bool
    /// Whether a stem always begins with the letter that the word begins with. So it is in English, where
    /// even the exceptions of Snowball's algorithm (`dying`, `skies`) and of the table of changes (`feet`)
    /// change no first letter, and in Russian, where nothing comes off but behind the first vowel, and the
    /// table of changes must keep to it; of others it is not known.
    let keepsFirstLetter: Bool
    private let algorithm: any WordStemmer
    private var spelling = AccentedSpelling()
    private let cache: WordCache

    /// Forgets the stems that were worked out last.
    func releaseMemory() { cache.removeAll() }

    /// The stemmer of a language; `nil` where there is none.
    ///
    /// Takes 3 MB at most, once; keep it.
    public init?(language: Language) {
        guard let known = StemmedLanguage.of(language) else { return nil }
        // Half a megabyte, which the processor's own cache holds. Nearly all words are met again as parts of
        // pieces whose tokens are remembered; here are those that are written otherwise.
        cache = WordCache(slotBits: 13)
        switch known.method {
        case .snowball(let name):
            guard let stemmer = SnowballStemmer(algorithm: name) else { return nil }
            algorithm =
                SnowballChanges.of(language).map { ChangedSnowballStemmer(stemmer, $0) } ?? stemmer
        case .ukrainian:
            algorithm = UkrainianStemmer()
        case .endings(let table):
            algorithm = EndingStemmer(EndingTable.shared(table))
        }
        self.language = language
        keepsFirstLetter = language == .english || language == .russian
        scripts = known.scripts
        needsAccents = known.needsAccents
    }

    /// The stem of a word in any spelling, folded as terms are; the folded word itself where the language has
    /// no stems for its script. Empty where `word` holds no word.
    public func stem(_ word: String) -> String {
        let folded = AccentedSpelling.folded(Array(word.utf8).span)
        guard !folded.isEmpty, scripts.contains(LetterScript(of: folded.span)) else {
            return String(decoding: folded, as: UTF8.self)
        }
        var stem: [UInt8] = []
        withStem(of: folded.span, writtenAs: Array(word.utf8).span) { term in
            stem = term.indices.dropFirst(StemTerm.markByteCount).map { term[$0] }
        }
        return String(decoding: stem.isEmpty ? folded : stem, as: UTF8.self)
    }

    /// Calls `body` with the term of the stem of `term` where the stem is another than `term`.
    ///
    /// - Parameters:
    ///   - term: A folded word in one of ``scripts``.
    ///   - source: The same word as written, for languages that need its accents.
    ///   - body: What to do with the stem, which is valid during the call only.
    @inline(__always)
    func withStem(
        of term: Span<UInt8>, writtenAs source: Span<UInt8>, _ body: (Span<UInt8>) -> Void
    ) {
        let isAccented = needsAccents && source.hasNonASCII
        let word = isAccented ? source : term
        cache.withValue(of: word) { output in
            makeStem(of: word, isAccented: isAccented, &output)
        } _: { value in
            value.forEachTerm { stem in
                let isTerm =
                    isAccented && stem.extracting(droppingFirst: StemTerm.markByteCount).isEqual(to: term)
                if !isTerm { body(stem) }
                return true
            }
        }
    }

    /// The stem depends on nothing but `word`, since it is remembered under it.
    private func makeStem(of word: Span<UInt8>, isAccented: Bool, _ output: inout [UInt8]) {
        var stem: [UInt8] = []
        if isAccented {
            spelling.set(word, turkish: language == .turkish)
            algorithm.appendStem(of: spelling.bytes.span, to: &stem)
            stem = AccentedSpelling.folded(stem.span)
        } else {
            algorithm.appendStem(of: word, to: &stem)
            // What a table writes in the place of a form may have an accent that the form has not: `yeux` is
            // `œil`.
            if needsAccents, stem.span.hasNonASCII { stem = AccentedSpelling.folded(stem.span) }
        }
        guard !stem.isEmpty, !stem.span.isEqual(to: word) else { return }
        StemTerm.append(stem: stem.span, of: language, to: &output)
    }
}

/// The terms that stand for stems: no word, since they begin with a byte below 0x20.
///
/// A term is the byte 0x01, the two letters of the language's code, and the folded stem: `\u{1}ruсанкц`.
/// Stems of different languages never meet by chance, and the dictionary of an index shares the three bytes.
public enum StemTerm {
    /// The byte that begins each of them.
    public static let mark: UInt8 = 0x01

    /// The mark and the code of the language.
    static let markByteCount = 3

    /// The term of a stem.
    static func term(stem: String, of language: Language) -> String { "\u{1}\(language.code)\(stem)" }

    /// The stem in a term.
    static func stem(of term: String) -> String { String(term.unicodeScalars.dropFirst(markByteCount)) }

    /// Adds a term, after a byte for its length.
    static func append(stem: Span<UInt8>, of language: Language, to output: inout [UInt8]) {
        var count = min(stem.count, TextAnalyzer.maximumTermByteCount - markByteCount)
        // The stem of a word of the greatest length is cut between characters.
        while count > 0, count < stem.count, stem[count] & 0xC0 == 0x80 { count -= 1 }
        output.append(UInt8(count + markByteCount))
        output.append(mark)
        output.append(language.first)
        output.append(language.second)
        for index in 0..<count { output.append(stem[index]) }
    }
}

extension Span<UInt8> {
    var hasNonASCII: Bool {
        for index in indices where self[index] >= 0x80 { return true }
        return false
    }

    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }
}
