internal import ArticleStore
internal import QueryLanguage

/// The query as FTS5 is asked.
extension AnalysedQuery {
    /// FTS5's parser takes no more than about 30 brackets in brackets. What is deeper is put together from
    /// sets.
    private static let depthLimit = 12

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
