/// The terms that stand for a word, the word as it was asked for first.
struct WordTerms: Hashable, Sendable {
    let terms: [String]
    /// Whether postings tell how often the word stands there as it was asked for. Parts of words may have
    /// hundreds of terms, none of which is asked for before the others.
    let tellsForms: Bool
    /// Made once: it is looked up by in each search.
    private let hash: Int

    init(_ terms: [String], tellsForms: Bool = true) {
        self.terms = terms
        self.tellsForms = tellsForms
        hash = terms.hashValue
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
