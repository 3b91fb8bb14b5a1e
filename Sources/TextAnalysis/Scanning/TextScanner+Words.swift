/// How a word ends: what is given out for it.
extension TextScanner {
    /// What stands after a word.
    enum Terminator {
        /// A hyphen, after which a compound may go on.
        case hyphen(end: Int)
        /// A blank inside a number, after which it does go on.
        case digitGroup(end: Int)
        /// Anything else.
        case other
    }

    /// Gives out the word; `false` if it is to be read again instead, with its letters in one script.
    @discardableResult
    mutating func finishWord(_ terminator: Terminator, _ text: Span<UInt8>, _ visit: Visitor) -> Bool {
        guard !rewindIfMixed(text) else { return false }
        if repair.isActive { word.scripts.remove(repair == .toLatin ? .cyrillic : .latin) }
        let source = word.start..<word.end
        emit(.word, 0..<term.count, source, visit)
        let baseCount = word.firstApostrophe > 0 ? emitPartsAroundApostrophes(source, visit) : term.count
        phase = .idle
        repair = .undecided
        addToCompound(baseCount: baseCount, terminator, visit)
        return true
    }

    /// `Kazakhstan's` is also `kazakhstan`, `l'homme` also `homme`, `O'Brien` also `brien`.
    ///
    /// - Returns: How many bytes the word has without a possessive.
    private mutating func emitPartsAroundApostrophes(_ source: Range<Int>, _ visit: Visitor) -> Int {
        guard !word.scripts.contains(.cyrillic), word.scripts.contains(.latin) else { return term.count }
        let isPossessive = word.lastApostrophe == term.count - 1 && term.last == UInt8(ascii: "s")
        let end = isPossessive ? word.lastApostrophe : term.count
        if isPossessive { emit(.base, 0..<end, source, visit) }
        let first = word.firstApostrophe
        guard first < end else { return end }
        let isContraction = term.withTerm(first..<end) { Elision.isContraction($0) }
        guard end - first >= 2, !isContraction else { return end }
        if term.withTerm(0..<first, { Elision.isArticle($0) }) {
            emit(.base, first..<end, source, visit)
        } else if first == 1, term[0] == UInt8(ascii: "o") {
            emit(.piece, first..<end, source, visit)
        }
        return end
    }
}

/// What stands before and after the apostrophes of Latin words.
enum Elision {
    /// Articles, pronouns and prepositions of French, Italian and Catalan that lose their vowel.
    private static let articles = ShortWords(
        "l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu quelqu un dell all nell sull dall coll quest quell "
            + "gl degl agl negl dagl sugl sant bell anch")

    /// What English hangs on its words; no word of its own.
    private static let contractions = ShortWords("ll ve re em")

    static func isArticle(_ bytes: Span<UInt8>) -> Bool { articles.contain(bytes) }

    static func isContraction(_ bytes: Span<UInt8>) -> Bool { contractions.contain(bytes) }
}
