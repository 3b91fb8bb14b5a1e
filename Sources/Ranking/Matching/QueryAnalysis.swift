internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// What a piece of text is looked up as.
struct AnalysedWords {
    /// What matches it.
    let leaf: Leaf
    /// The number of that among the leaves that rank; `nil` where it only excludes.
    let index: Int?
    /// The word itself, where the leaf has other forms as well: it ranks once more, so that an article with
    /// the very word is above one with another form.
    let exact: (leaf: Leaf, index: Int)?
}

/// Goes through a query once and finds the terms of each different piece of text.
struct QueryAnalysis {
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
