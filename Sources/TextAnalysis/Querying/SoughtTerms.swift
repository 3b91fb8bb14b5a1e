/// Terms that are looked for in texts, with what was found out about the words of these.
///
/// Most words of a text stand for none of the terms. That is found out once for each: the next time, a word costs a
/// look at its bytes, and neither stems nor names. The order and the number of the texts change nothing of what is
/// found.
public struct SoughtTerms: Sendable {
    /// 16,384 words: the different ones of a hundred articles. Later ones are worked out each time.
    private static let otherWordBound = 1 << 14

    /// The terms by their bytes, with their numbers.
    private var whole = TermTable()
    private var beginnings: [(bytes: [UInt8], number: Int)] = []
    /// The first letters of words and stems among the terms.
    private var letters = FirstLetters()
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
        letters.insert(bytes.first == StemTerm.mark ? bytes.dropFirst(StemTerm.markByteCount) : bytes[...])
        otherWords = [:]
        return number
    }

    /// Adds the beginning of terms.
    ///
    /// - Parameters:
    ///   - beginning: What they begin with.
    ///   - number: What it goes by.
    public mutating func insert(beginning: String, number: Int) {
        beginnings.append((Array(beginning.utf8), number))
        letters.insert(Array(beginning.utf8)[...])
        otherWords = [:]
    }

    /// Calls `visit` with the numbers of a term.
    @inline(__always)
    func forEachNumber(of term: Span<UInt8>, _ visit: (Int) -> Void) {
        if let number = whole.number(of: term) { visit(number) }
        // To go through an array, even one of nothing, counts a reference for each word of a text.
        guard !beginnings.isEmpty else { return }
        for beginning in beginnings where term.starts(with: beginning.bytes) { visit(beginning.number) }
    }

    /// Whether a word or a stem among the terms may begin as `term` does.
    @inline(__always)
    fileprivate func mayBegin(_ term: Span<UInt8>) -> Bool { letters.contain(term) }

    /// Takes the words out that stand for none of the terms, so that they can be added to.
    fileprivate mutating func takeOtherWords(in language: Language?) -> TermTable {
        otherWords.removeValue(forKey: language) ?? TermTable()
    }

    fileprivate mutating func keep(_ words: consuming TermTable, in language: Language?) {
        otherWords[language] = words
    }

    fileprivate static func isFull(_ words: borrowing TermTable) -> Bool { words.count >= otherWordBound }
}

/// A set of first letters, by their bytes.
private struct FirstLetters: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1_024)

    @inline(__always)
    func contain(_ term: Span<UInt8>) -> Bool {
        let first = term[0]
        let place = first < 0x80 || term.count < 2 ? Int(first) : Int(first) << 8 | Int(term[1])
        return bits[place >> 6] & 1 << UInt64(place & 63) != 0
    }

    mutating func insert(_ term: ArraySlice<UInt8>) {
        // Nothing begins as an empty term does, and everything as an empty beginning.
        guard let first = term.first else { return bits = bits.map { _ in .max } }
        let second = term.dropFirst().first
        let place = first < 0x80 ? Int(first) : second.map { Int(first) << 8 | Int($0) } ?? Int(first)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }
}

extension TextAnalyzer {
    /// Calls `visit` for each token that is one of some terms: what ``forEachToken(in:_:)`` would give out and nobody
    /// else is interested in, in the same order.
    ///
    /// - Parameters:
    ///   - text: The bytes to read.
    ///   - terms: The terms; it remembers which words are none.
    ///   - visit: Given the number of the term, the position of the token, from 0, and the bytes that it is written in.
    /// - Complexity: O(*n*) in the bytes of `text`.
    public func forEachToken(
        in text: Span<UInt8>, of terms: inout SoughtTerms,
        _ visit: (_ number: Int, _ position: Int, _ range: Range<Int>) -> Void
    ) {
        var position = -1
        var scanner = TextScanner()
        guard let language else {
            scanner.scan(text) { kind, term, range in
                if !kind.isColocated { position += 1 }
                terms.forEachNumber(of: term) { visit($0, position, range) }
                return true
            }
            return
        }
        var others = terms.takeOtherWords(in: language)
        AnalysisWorkspace.borrow { workspace in
            var emitter = FormEmitter(workspace.plan(for: language))
            scanner.scan(text) { kind, term, range in
                if !kind.isColocated {
                    position += 1
                    emitter.beginPosition()
                }
                let outlook = emitter.outlook(of: term, kind, in: text.extracting(range))
                if outlook.keepsFirstLetter, !terms.mayBegin(term) { return true }
                let writing = outlook.writing
                if let writing, others.number(of: term, writing) != nil { return true }
                // What stands at this position already is not given out again, and so says nothing of the word.
                let isTelling = emitter.isAtNewPosition
                var isOther = true
                _ = emitter.emit(kind, term, range, in: text) { term, range, _ in
                    terms.forEachNumber(of: term) { number in
                        isOther = false
                        visit(number, position, range)
                    }
                    return true
                }
                if isOther, isTelling, let writing, !SoughtTerms.isFull(others) {
                    others.insert(term, writing, number: 0)
                }
                return true
            }
        }
        terms.keep(others, in: language)
    }
}

extension Span<UInt8> {
    fileprivate func starts(with beginning: [UInt8]) -> Bool {
        guard count >= beginning.count else { return false }
        for index in beginning.indices where self[index] != beginning[index] { return false }
        return true
    }
}
