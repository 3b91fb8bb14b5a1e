internal import ArticleStore
internal import Articles
internal import Postings
internal import QueryLanguage
internal import SystemPackage
internal import TextAnalysis

/// Finds the articles that a query matches as a set, where it holds filters or more negation than FTS5 knows.
struct SetEvaluator {
    let reader: IndexReader
    let analysed: AnalysedQuery
    let analyzer: TextAnalyzer

    /// The articles that a part of the query matches.
    ///
    /// - Complexity: O(n) in the articles that its parts match.
    func articles(matching part: Query) throws -> ArticleSet {
        if let expression = analysed.expression(of: part) {
            return ArticleSet(ascending: try reader.ids(matching: expression))
        }
        switch part {
        case .everything: return try everything()
        case .words: return try everything()
        case .filter(let filter): return try articles(passing: filter)
        case .not(let excluded): return try everything().subtracting(articles(matching: excluded))
        case .any(let children):
            return try children.reduce(ArticleSet(ascending: [])) { try $0.union(articles(matching: $1)) }
        case .all(let children):
            var found: ArticleSet?
            var exclusions: [Query] = []
            for child in children {
                if case .not(let excluded) = child {
                    exclusions.append(excluded)
                } else {
                    let next = try articles(matching: child)
                    found = found?.intersection(next) ?? next
                }
            }
            return try exclusions.reduce(found ?? everything()) { try $0.subtracting(articles(matching: $1)) }
        }
    }

    private func everything() throws -> ArticleSet { ArticleSet(ascending: try reader.allIDs()) }

    private func articles(passing filter: Filter) throws -> ArticleSet {
        switch filter {
        case .date(let range): return ArticleSet(ascending: try reader.ids(from: range.first, to: range.last))
        case .language(let language): return ArticleSet(ascending: try reader.ids(inLanguage: language))
        case .id(let id):
            return ArticleSet(ascending: try reader.article(id.rawValue) == nil ? [] : [id.rawValue])
        case .place(let text): return try articles(from: text)
        case .agency(let text): return try articles(byAgency: text)
        case .path(let text):
            var ids: [Int64] = []
            let part = Array(text.utf8)
            try reader.forEachPlace { id, place in if place[...].contains(part) { ids.append(id) } }
            return ArticleSet(ascending: ids)
        }
    }

    /// The articles whose agency has the terms of `text` side by side, whatever their case and accents.
    private func articles(byAgency text: String) throws -> ArticleSet {
        let labels = LabelMatcher(text, analyzer: analyzer)
        var known: [String: Bool] = [:]
        var ids: [Int64] = []
        try reader.forEachLabel { id, _, agency, _ in
            guard let agency else { return }
            let matches = known[agency] ?? labels.matches(agency)
            known[agency] = matches
            if matches { ids.append(id) }
        }
        return ArticleSet(ascending: ids)
    }

    /// The articles whose place has the terms of `text`, or of another name that the place had when they were
    /// written.
    private func articles(from text: String) throws -> ArticleSet {
        let place = PlaceMatcher(text, analyzer: analyzer)
        var known: [String: PlaceMatcher.Match] = [:]
        var ids: [Int64] = []
        try reader.forEachLabel { id, label, _, day in
            guard let label else { return }
            let match = known[label] ?? place.match(label)
            known[label] = match
            let year = day.flatMap { CalendarDay(daysSinceEpoch: $0)?.year }
            if match.holds(in: year) { ids.append(id) }
        }
        return ArticleSet(ascending: ids)
    }
}
