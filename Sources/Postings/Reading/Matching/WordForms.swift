/// Which of the terms that stand for a word stand for different occurrences of it.
///
/// The index has each word as it is written, and its stem besides where that is another. So a stem and the
/// word that is its own stem never stand at one position, while the word that was asked for stands where its
/// stem does. A word stands in an article as often as the most frequent of: itself, each stem together with
/// the word that is that stem, each key of a name.
public struct WordForms: Hashable, Sendable {
    /// Sets of the terms' indices: those of a set never stand at one position, those of different sets may.
    public let disjoint: [[Int]]

    /// Finds them.
    ///
    /// - Parameter terms: The terms, as the index has them.
    public init(_ terms: [String]) {
        var sets: [[Int]] = []
        for (index, term) in terms.enumerated() {
            guard let stem = Self.stem(of: term),
                let own = terms.firstIndex(where: { $0.utf8.elementsEqual(stem) })
            else {
                sets.append([index])
                continue
            }
            sets.append([index, own])
        }
        // What is part of a larger set is larger in it.
        disjoint = sets.filter { set in
            set.count > 1 || !sets.contains { $0.count > 1 && $0.contains(set[0]) }
        }
    }

    /// How often a word stands in an article, by how often each of its terms does.
    ///
    /// - Parameter counts: Of each term, in their order.
    /// - Returns: The occurrences.
    public func count(_ counts: [Int]) -> Int {
        disjoint.reduce(0) { most, set in max(most, set.reduce(0) { $0 + counts[$1] }) }
    }

    /// The stem in a term of the form (0x01, two letters, the stem).
    private static func stem(of term: String) -> Substring.UTF8View? {
        term.utf8.first == 0x01 && term.utf8.count > 3 ? term.utf8.dropFirst(3) : nil
    }
}

extension SearchPattern {
    /// How the terms of a word count together; `nil` where something else than one word is looked for.
    public var forms: WordForms? { word.map { WordForms($0.terms) } }

    /// Whether the list of this pattern also tells how often another one stands in each article: that of the
    /// word as it was asked for, which is the first of its forms.
    ///
    /// - Parameter other: The other pattern.
    /// - Returns: Whether it does.
    public func tellsOccurrences(of other: SearchPattern) -> Bool {
        guard column == other.column, other.alternatives.count == 1, alternatives.count > 1, let word else {
            return false
        }
        return word.tellsForms && alternatives[0] == other.alternatives[0]
    }
}
