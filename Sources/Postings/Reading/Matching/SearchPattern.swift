/// Terms in a row.
public struct TermPhrase: Hashable, Sendable {
    /// The terms as the tokenizer made them, one or more.
    public let terms: [String]
    /// Whether the last term may go on.
    public let isPrefix: Bool
    /// For each term those that may stand in its place, as other forms of a word do; empty where none has
    /// any.
    public let others: [[String]]

    /// Makes a phrase.
    ///
    /// - Parameters:
    ///   - terms: The terms as the tokenizer made them, one or more.
    ///   - isPrefix: Whether the last term may go on.
    ///   - others: For each term those that may stand in its place; of a last term that may go on, none.
    public init(_ terms: [String], isPrefix: Bool = false, others: [[String]] = []) {
        self.terms = terms
        self.isPrefix = isPrefix
        self.others = others.allSatisfy(\.isEmpty) ? [] : others
    }

    /// All terms that may stand at a place of the phrase, by its number.
    public func terms(at index: Int) -> [String] {
        others.isEmpty ? [terms[index]] : [terms[index]] + others[index]
    }
}

/// A piece of searched text: what stands for it in an article.
public struct SearchPattern: Hashable, Sendable {
    /// A column of the index, by its number.
    ///
    /// FTS5 writes two bytes before the positions of any column but the first, in each posting, and most
    /// words stand in the body alone: with the body first a fifth of the index need not be written.
    public enum Column: Int, Hashable, Sendable {
        /// The text.
        case body = 0
        /// The headline.
        case title = 1
    }

    /// One way in which the text may be written.
    public enum Alternative: Hashable, Sendable {
        /// Terms in a row.
        case phrase(TermPhrase)
        /// Phrases with at most `distance` tokens between the end of the first and the start of the last.
        case near([TermPhrase], distance: Int)
    }

    /// An article that has one of them matches. It counts as often as the most frequent of them, as all may
    /// stand for one and the same word.
    public let alternatives: [Alternative]
    /// Where it must stand; `nil` for anywhere.
    public let column: Column?
    /// The terms of a word, where nothing else is looked for. It follows from the alternatives, and is asked
    /// for several times in each search.
    let word: WordTerms?
    /// Made once: it is looked up by several times in each search.
    private let hash: Int

    /// Makes a pattern.
    ///
    /// - Parameters:
    ///   - alternatives: The ways in which it may be written.
    ///   - column: Where it must stand; `nil` for anywhere.
    public init(_ alternatives: [Alternative], in column: Column? = nil) {
        self.alternatives = alternatives
        self.column = column
        word = Self.word(in: alternatives)
        var hasher = Hasher()
        hasher.combine(alternatives)
        hasher.combine(column)
        hash = hasher.finalize()
    }

    /// Whether both are the same alternatives in the same column.
    public static func == (one: SearchPattern, other: SearchPattern) -> Bool {
        one.hash == other.hash && one.alternatives == other.alternatives && one.column == other.column
    }

    /// Hashes what makes two equal.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// The most terms of which is told how often the first stands where any does.
    private static var toldFormCount: Int { 16 }

    private static func word(in alternatives: [Alternative]) -> WordTerms? {
        var terms: [String] = []
        for alternative in alternatives {
            guard case .phrase(let phrase) = alternative, phrase.terms.count == 1, !phrase.isPrefix,
                phrase.others.isEmpty
            else { return nil }
            terms.append(phrase.terms[0])
        }
        return terms.isEmpty ? nil : WordTerms(terms, tellsForms: terms.count <= toldFormCount)
    }
}
