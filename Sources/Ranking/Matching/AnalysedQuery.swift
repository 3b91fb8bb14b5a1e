internal import ArticleStore
internal import QueryLanguage
internal import TextAnalysis

/// A query whose leaves are analysed.
struct AnalysedQuery {
    /// FTS5's parser takes no more than about 30 brackets in brackets. What is deeper is put together from
    /// sets.
    private static let depthLimit = 12

    /// What is asked for, without the leaves in which the analysis finds no term; `nil` when nothing is left.
    let query: Query?
    /// The leaves that rank, in the order in which they were typed; one typed twice is there twice.
    let leaves: [Leaf]
    /// Leaves in which the analysis finds no term; they take no part.
    let unsearchable: [String]
    private let analyzer: TextAnalyzer

    init(_ query: Query?, analyzer: TextAnalyzer) {
        self.analyzer = analyzer
        var unsearchable: [String] = []
        self.query = query.flatMap { Self.searchable($0, analyzer, &unsearchable) }
        self.unsearchable = unsearchable
        leaves = self.query?.positiveWords.compactMap { Leaf($0, analyzer: analyzer) } ?? []
    }

    private static func searchable(
        _ part: Query, _ analyzer: TextAnalyzer, _ unsearchable: inout [String]
    ) -> Query? {
        switch part {
        case .everything, .filter: return part
        case .words(let words):
            guard Leaf(words, analyzer: analyzer) == nil else { return part }
            unsearchable.append(words.text)
            return nil
        case .not(let excluded): return searchable(excluded, analyzer, &unsearchable).map { .not($0) }
        case .all(let children):
            let kept = children.compactMap { searchable($0, analyzer, &unsearchable) }
            return kept.count > 1 ? .all(kept) : kept.first
        case .any(let children):
            let kept = children.compactMap { searchable($0, analyzer, &unsearchable) }
            return kept.count > 1 ? .any(kept) : kept.first
        }
    }

    /// The whole query as one expression; `nil` when it holds something that FTS5 cannot be asked.
    var textQuery: TextQuery? {
        var nextLeaf = 0
        return query.flatMap { textQuery(of: $0, nextLeaf: &nextLeaf) }
    }

    /// All leaves that rank, any of which may match; `nil` when there are none.
    var scoringQuery: TextQuery? {
        .any(leaves.enumerated().compactMap { TextQuery($1, index: $0) })
    }

    /// A part of the query as one expression that only matches.
    func expression(of part: Query) -> FullTextExpression? {
        var nextLeaf = 0
        return textQuery(of: part, nextLeaf: &nextLeaf)?.expression
    }

    /// `nextLeaf` counts the leaves that rank in the order of ``Query/positiveWords``.
    private func textQuery(of part: Query, depth: Int = 0, nextLeaf: inout Int) -> TextQuery? {
        guard depth < Self.depthLimit else { return nil }
        switch part {
        case .words(let words):
            guard let leaf = Leaf(words, analyzer: analyzer) else { return nil }
            defer { nextLeaf += 1 }
            return TextQuery(leaf, index: nextLeaf)
        case .any(let children):
            var parts: [TextQuery] = []
            for child in children {
                guard let part = textQuery(of: child, depth: depth + 1, nextLeaf: &nextLeaf) else {
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
                    var none = 0
                    guard let part = textQuery(of: excluded, depth: depth + 1, nextLeaf: &none) else {
                        return nil
                    }
                    exclusions.append(part)
                } else {
                    guard let part = textQuery(of: child, depth: depth + 1, nextLeaf: &nextLeaf) else {
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
