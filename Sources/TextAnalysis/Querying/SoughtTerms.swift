/// Terms that are looked for in texts, with what was found out about the words of these.
///
/// ``TextAnalyzer/forEachToken(in:of:_:)`` finds them. Where words are not parted by blanks, it is found out
/// once for each that it stands for none of the terms: the next time, it costs a look at its bytes, and
/// neither stems nor names. The order and the number of the texts change nothing of what is found.
public struct SoughtTerms: Sendable {
    /// 16,384 words: the different ones of a hundred articles. Later ones are worked out each time.
    private static let otherWordBound = 1 << 14

    /// The terms by their bytes, with their numbers.
    private var whole = TermTable()
    /// Beginnings of terms by their bytes, with their numbers.
    private var beginnings = TermTable()
    /// The lengths of ``beginnings``, each once: a term has at most one beginning of each.
    private var beginningLengths: [Int] = []
    /// A bit for each byte that one of ``beginnings`` begins with.
    private var beginningInitials: UInt64 = 0
    /// How words and stems among the terms begin.
    private var letters = FirstLetters()
    /// A bit for each letter that one of ``whole`` begins with behind its mark: most tokens are told apart by
    /// that alone.
    private var initials: UInt64 = 0
    /// Words that stand for none of the terms, by the language of the text.
    private var otherWords: [Language?: TermTable] = [:]

    /// Looks for nothing yet.
    public init() {}

    /// Adds a term.
    ///
    /// - Parameters:
    ///   - term: The term as the index has it.
    ///   - number: What it goes by, if it is not known yet.
    /// - Returns: What it goes by.
    public mutating func insert(_ term: String, number: Int) -> Int {
        let bytes = Array(term.utf8)
        if let known = whole.number(of: bytes.span) { return known }
        whole.insert(bytes.span, number: number)
        initials |= Self.initial(of: bytes.span)
        if bytes.first == StemTerm.mark {
            let stem = bytes.dropFirst(StemTerm.markByteCount)
            letters.insert(stem)
            // Languages but English are not passed over by two letters.
            for form in SnowballChanges.english?.formsBeginningOtherwise(of: stem) ?? [] {
                letters.insert(form[...])
            }
        } else {
            letters.insert(bytes[...])
        }
        otherWords = [:]
        return number
    }

    /// Adds the beginning of terms.
    ///
    /// - Parameters:
    ///   - beginning: What they begin with.
    ///   - number: What it goes by, if it is not known yet.
    /// - Returns: What it goes by.
    public mutating func insert(beginning: String, number: Int) -> Int {
        let bytes = Array(beginning.utf8)
        if let known = beginnings.number(of: bytes.span) { return known }
        beginnings.insert(bytes.span, number: number)
        if !beginningLengths.contains(bytes.count) { beginningLengths.append(bytes.count) }
        // Everything begins as an empty one.
        beginningInitials |= bytes.first.map { 1 << UInt64($0 & 63) } ?? .max
        letters.insert(bytes[...])
        otherWords = [:]
        return number
    }

    /// Calls `visit` with the numbers of a term.
    @inline(__always)
    func forEachNumber(of term: Span<UInt8>, _ visit: (Int) -> Void) {
        if initials & Self.initial(of: term) != 0, let number = whole.number(of: term) { visit(number) }
        // Most terms begin otherwise, and to go through an array counts a reference for each word of a text.
        guard beginningInitials & 1 << UInt64(term[0] & 63) != 0 else { return }
        for length in beginningLengths where length <= term.count {
            if let number = beginnings.number(of: term.extracting(first: length)) { visit(number) }
        }
    }

    /// The bit of a term; those of many letters are one.
    @inline(__always)
    private static func initial(of term: Span<UInt8>) -> UInt64 {
        guard term.count > StemTerm.markByteCount, term[0] < 0x20 else { return 1 << UInt64(term[0] & 63) }
        return 1 << UInt64(term[term[0] == StemTerm.mark ? StemTerm.markByteCount : 1] & 63)
    }

    /// Whether a word or a stem among the terms may begin with the letter that `term` begins with.
    @inline(__always)
    func mayBegin(_ term: Span<UInt8>) -> Bool { letters.contain(term) }

    /// Whether one of the terms may be a word in small letters of ASCII, or its stem in English.
    @inline(__always)
    func mayBegin(smallWord word: Span<UInt8>) -> Bool { letters.containBeginning(ofSmallWord: word) }

    /// Takes the words out that stand for none of the terms, so that they can be added to.
    mutating func takeOtherWords(in language: Language?) -> TermTable {
        otherWords.removeValue(forKey: language) ?? TermTable()
    }

    mutating func keep(_ words: consuming TermTable, in language: Language?) {
        otherWords[language] = words
    }

    static func isFull(_ words: borrowing TermTable) -> Bool { words.count >= otherWordBound }
}
