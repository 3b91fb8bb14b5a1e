internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// A query whose leaves are analysed.
struct AnalysedQuery {
    /// What is asked for, without the leaves in which the analysis finds no term, and without parts that
    /// stand twice beside each other; `nil` when nothing is left.
    let query: Query?
    /// The leaves that rank, in the order in which they were first typed. Those that are looked up in the
    /// same way are one. Behind them stand those that ``expanded(by:)`` added.
    private(set) var leaves: [Leaf]
    /// How many of ``leaves`` were typed.
    private let typedCount: Int
    /// The leaves as they rank, in the same order.
    private(set) var rankingWords: [RankingWord]
    /// Those that were typed, are one word each, and are not the very word beside all its forms.
    let singleWords: [Leaf]
    /// Leaves in which the analysis finds no term; they take no part.
    let unsearchable: [String]
    /// The terms that have the parts of words.
    let parts: PartTerms
    /// Parts of words that were not looked for whole, each with what was done instead.
    var cutParts: [(text: String, reason: String)] { parts.notes }
    /// The leaf of each piece of text, and its index among the leaves that rank.
    let byWords: [Words: AnalysedWords]
    private var factors: [SearchPattern: Double]
    private let exactPatterns: Set<SearchPattern>

    /// Analyses a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - analyzer: Makes its terms.
    ///   - languages: In which words are looked for with their other forms; `nil` for none of those.
    ///   - parts: The terms that have a part, for the parts in the query.
    ///   - known: The leaves that this analyzer has made before.
    ///   - check: Called before each piece of text, to end the work: a query may have thousands.
    /// - Throws: What `check` throws.
    init(
        _ query: Query?, analyzer: TextAnalyzer, languages: [Language]? = nil, parts: PartTerms = PartTerms(),
        known: KnownLeaves = KnownLeaves(), checking check: () throws -> Void
    ) rethrows {
        var analysis = QueryAnalysis(analyzer: analyzer, languages: languages, parts: parts, known: known)
        self.query = try query.flatMap { try analysis.searchable($0, checking: check) }
        unsearchable = analysis.unsearchable
        self.parts = parts
        leaves = analysis.leaves
        typedCount = analysis.leaves.count
        byWords = analysis.byWords
        factors = analysis.factors
        rankingWords = Self.rankingWords(analysis.leaves, analysis.factors)
        let exact = Set(analysis.byWords.values.compactMap { $0.exact?.leaf.pattern })
        exactPatterns = exact
        singleWords = analysis.leaves.filter { $0.isOneWord && !exact.contains($0.pattern) }
    }

    private static func rankingWords(_ leaves: [Leaf], _ factors: [SearchPattern: Double]) -> [RankingWord] {
        var words: [RankingWord] = []
        for leaf in leaves {
            let factor = factors[leaf.pattern] ?? 1
            // A word's own form stands behind it, once, and its list tells of that as well.
            if let last = words.last, last.exactFactor == 0,
                last.leaf.pattern.tellsOccurrences(of: leaf.pattern)
            {
                words[words.count - 1].exactFactor = factor
            } else {
                words.append(RankingWord(leaf: leaf, factor: factor))
            }
        }
        return words
    }

    /// The leaves that were typed.
    var typedLeaves: ArraySlice<Leaf> { leaves.prefix(typedCount) }

    /// Whether words rank that were not asked for, and which an article need not have to match.
    var isExpanded: Bool { leaves.count > typedCount }

    /// The same query, for whose ranking more words count.
    func expanded(by feedback: Feedback) -> AnalysedQuery {
        var expanded = self
        for word in feedback.words {
            expanded.leaves.append(word.leaf)
            expanded.factors[word.leaf.pattern] = word.factor
        }
        expanded.rankingWords = Self.rankingWords(expanded.leaves, expanded.factors)
        return expanded
    }

    /// How much a leaf counts: as often as it was typed.
    func factor(of leaf: Leaf) -> Double { factors[leaf.pattern] ?? 1 }

    /// Whether a leaf is the very word beside all its forms.
    func isExactBesideForms(_ leaf: Leaf) -> Bool { exactPatterns.contains(leaf.pattern) }

    /// The leaf of a piece of text that is part of ``query``.
    func leaf(of words: Words) -> Leaf? { byWords[words]?.leaf }
}

/// A leaf with what it counts in the ranking.
struct RankingWord {
    let leaf: Leaf
    /// How much it counts in any form: as often as it was typed.
    let factor: Double
    /// How much it counts besides where it stands as it was typed; 0 where that is not told apart.
    var exactFactor = 0.0
}
