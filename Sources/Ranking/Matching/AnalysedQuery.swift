internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// A query whose leaves are analysed.
struct AnalysedQuery {
    /// FTS5's parser takes no more than about 30 brackets in brackets. What is deeper is put together from
    /// sets.
    private static let depthLimit = 12

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
    /// Parts of words that were not looked for whole, each with what was done instead.
    let cutParts: [(text: String, reason: String)]
    /// The leaf of each piece of text, and its index among the leaves that rank.
    private let byWords: [Words: AnalysedWords]
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
        var analysis = Analysis(analyzer: analyzer, languages: languages, parts: parts, known: known)
        self.query = try query.flatMap { try analysis.searchable($0, checking: check) }
        unsearchable = analysis.unsearchable
        cutParts = parts.notes
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

    /// The whole query as one expression; `nil` when it holds something that FTS5 cannot be asked.
    var textQuery: TextQuery? {
        var nextPart = 0
        return query.flatMap { textQuery(of: $0, nextPart: &nextPart) }
    }

    /// All leaves that rank, any of which may match; `nil` when there are none.
    var scoringQuery: TextQuery? {
        .any(leaves.enumerated().compactMap { TextQuery($1, index: $0, part: $0) })
    }

    /// A part of the query as one expression that only matches.
    func expression(of part: Query) -> FullTextExpression? {
        var nextPart = 0
        return textQuery(of: part, nextPart: &nextPart)?.expression
    }

    private func textQuery(
        of part: Query, depth: Int = 0, isExcluded: Bool = false, nextPart: inout Int
    ) -> TextQuery? {
        guard depth < Self.depthLimit else { return nil }
        switch part {
        case .words(let words):
            guard let known = byWords[words] else { return nil }
            defer { nextPart += 1 }
            guard !isExcluded, let index = known.index else {
                return TextQuery(known.leaf, index: nil, part: nextPart)
            }
            // The word itself is among its forms; named beside them it only counts more.
            return .any(
                [
                    TextQuery(known.leaf, index: index, part: nextPart),
                    known.exact.flatMap { TextQuery($0.leaf, index: $0.index, part: nextPart) },
                ].compactMap(\.self))
        case .any(let children):
            var parts: [TextQuery] = []
            for child in children {
                guard
                    let part = textQuery(
                        of: child, depth: depth + 1, isExcluded: isExcluded, nextPart: &nextPart)
                else {
                    return nil
                }
                parts.append(part)
            }
            return .any(parts)
        case .all(let children):
            var parts: [TextQuery] = []
            var exclusions: [TextQuery] = []
            for child in children {
                if case .not(let excluded) = child {
                    guard
                        let part = textQuery(
                            of: excluded, depth: depth + 1, isExcluded: true, nextPart: &nextPart)
                    else { return nil }
                    exclusions.append(part)
                } else {
                    guard
                        let part = textQuery(
                            of: child, depth: depth + 1, isExcluded: isExcluded, nextPart: &nextPart)
                    else {
                        return nil
                    }
                    parts.append(part)
                }
            }
            return .all(parts, excluding: exclusions)
        case .everything, .not, .filter: return nil
        }
    }
}

/// A leaf with what it counts in the ranking.
struct RankingWord {
    let leaf: Leaf
    /// How much it counts in any form: as often as it was typed.
    let factor: Double
    /// How much it counts besides where it stands as it was typed; 0 where that is not told apart.
    var exactFactor = 0.0
}

/// What a piece of text is looked up as.
private struct AnalysedWords {
    /// What matches it.
    let leaf: Leaf
    /// The number of that among the leaves that rank; `nil` where it only excludes.
    let index: Int?
    /// The word itself, where the leaf has other forms as well: it ranks once more, so that an article with
    /// the very word is above one with another form.
    let exact: (leaf: Leaf, index: Int)?
}

/// Goes through a query once and finds the terms of each different piece of text.
private struct Analysis {
    /// What the very word counts beside its forms: enough to tell articles apart that are alike otherwise.
    /// Measured (Tests/Benchmarks/README.md): the whole weight costs relevance in every language, a tenth
    /// costs none.
    private static let exactFactor = 0.1

    let analyzer: TextAnalyzer
    let languages: [Language]?
    let parts: PartTerms
    var unsearchable: [String] = []
    var leaves: [Leaf] = []
    var byWords: [Words: AnalysedWords] = [:]
    var factors: [SearchPattern: Double] = [:]
    private var indices: [SearchPattern: Int] = [:]
    private var empty: Set<Words> = []
    private let known: KnownLeaves

    init(analyzer: TextAnalyzer, languages: [Language]?, parts: PartTerms, known: KnownLeaves) {
        self.known = known
        self.analyzer = analyzer
        self.languages = languages
        self.parts = parts
    }

    /// What is left of a part; `ranks` unless it is excluded.
    mutating func searchable(
        _ part: Query, ranks: Bool = true, checking check: () throws -> Void
    ) rethrows -> Query? {
        switch part {
        case .everything, .filter: return part
        case .words(let words):
            try check()
            return take(words, ranks: ranks) ? part : nil
        case .not(let excluded):
            return try searchable(excluded, ranks: false, checking: check).map { .not($0) }
        case .all(let children):
            let kept = try kept(children, ranks: ranks, checking: check)
            return kept.count > 1 ? .all(kept) : kept.first
        case .any(let children):
            let kept = try kept(children, ranks: ranks, checking: check)
            return kept.count > 1 ? .any(kept) : kept.first
        }
    }

    /// Each child once: one that is repeated only counts more.
    private mutating func kept(
        _ children: [Query], ranks: Bool, checking check: () throws -> Void
    ) rethrows -> [Query] {
        var known: Set<Query> = []
        return try children.compactMap { child in
            try searchable(child, ranks: ranks, checking: check)
                .flatMap { known.insert($0).inserted ? $0 : nil }
        }
    }

    private mutating func take(_ words: Words, ranks: Bool) -> Bool {
        if empty.contains(words) { return false }
        guard
            let leaf = byWords[words]?.leaf
                ?? known.leaf(of: words, analyzer: analyzer, languages: languages, parts: parts)
        else {
            empty.insert(words)
            unsearchable.append(words.text)
            return false
        }
        guard ranks else {
            if byWords[words] == nil { byWords[words] = AnalysedWords(leaf: leaf, index: nil, exact: nil) }
            return true
        }
        let index = rank(leaf, factor: words.weight)
        let word = known.leaf(of: words, analyzer: analyzer, languages: nil, parts: parts)
        let exact = word.flatMap {
            $0.pattern == leaf.pattern
                ? nil : (leaf: $0, index: rank($0, factor: Self.exactFactor * words.weight))
        }
        byWords[words] = AnalysedWords(leaf: leaf, index: index, exact: exact)
        return true
    }

    /// The number of a leaf among those that rank; it counts by `factor` more.
    private mutating func rank(_ leaf: Leaf, factor: Double) -> Int {
        factors[leaf.pattern, default: 0] += factor
        let index = indices[leaf.pattern] ?? leaves.count
        if index == leaves.count {
            indices[leaf.pattern] = index
            leaves.append(leaf)
        }
        return index
    }
}
