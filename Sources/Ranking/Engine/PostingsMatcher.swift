internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// Finds the articles that parts of a query match, by their postings.
struct PostingsMatcher {
    private let analysed: AnalysedQuery
    private let reader: IndexReader
    private let view: PostingsView<AnyBlocks>
    private let filters: SetEvaluator
    private var lists: [SearchPattern: PostingList] = [:]
    private var filtered: [Filter: ArticleIDs] = [:]

    init(
        _ analysed: AnalysedQuery, reader: IndexReader, view: PostingsView<AnyBlocks>,
        analyzer: TextAnalyzer
    ) {
        self.analysed = analysed
        self.reader = reader
        self.view = view
        filters = SetEvaluator(reader: reader, analysed: analysed, analyzer: analyzer)
    }

    /// The postings of a leaf.
    mutating func list(of leaf: Leaf) throws -> PostingList {
        if let list = lists[leaf.pattern] { return list }
        let list = try view.list(of: leaf.pattern)
        lists[leaf.pattern] = list
        return list
    }

    /// The tokens of an article; 0 where there is none.
    func length(of id: Int64) -> Int { view.length(of: id) }

    /// The postings of a piece of text that is part of the query.
    mutating func list(of words: Words) throws -> PostingList {
        try analysed.leaf(of: words).map { try list(of: $0) } ?? .empty
    }

    /// The articles that a part of the query matches.
    mutating func articles(matching part: Query) throws -> ArticleIDs {
        // One set takes a millisecond or two; a query may have thousands of parts.
        try reader.checkCancellation()
        switch part {
        case .everything: return try everything()
        case .words(let words): return try list(of: words).ids
        case .filter(let filter): return try articles(passing: filter)
        case .not(let excluded): return try everything().subtracting(articles(matching: excluded))
        case .any(let children):
            var lists: [PostingList] = []
            var found = ArticleIDs.empty
            for child in children {
                if case .words(let words) = child {
                    lists.append(try list(of: words))
                } else {
                    found = found.union(try articles(matching: child))
                }
            }
            return found.union(ArticleIDs(anyOf: lists))
        case .all(let children): return try articles(matchingAll: children)
        }
    }

    /// Whether one article matches a part of the query.
    mutating func contains(_ id: Int64, _ part: Query) throws -> Bool {
        try reader.checkCancellation()
        switch part {
        case .everything: return true
        case .words(let words): return try list(of: words).contains(id)
        case .filter(let filter): return try articles(passing: filter).contains(id)
        case .not(let excluded): return try !contains(id, excluded)
        case .any(let children):
            for child in children where try contains(id, child) { return true }
            return false
        case .all(let children):
            for child in children where try !contains(id, child) { return false }
            return true
        }
    }

    /// What is cheap to narrow down is looked at first: words, then all else, and last what is excluded.
    private mutating func articles(matchingAll children: [Query]) throws -> ArticleIDs {
        var lists: [PostingList] = []
        var others: [Query] = []
        var exclusions: [Query] = []
        for child in children {
            switch child {
            case .words(let words): lists.append(try list(of: words))
            case .not(let excluded): exclusions.append(excluded)
            default: others.append(child)
            }
        }
        var found = lists.isEmpty ? nil : ArticleIDs(inAll: lists)
        for other in others where found?.isEmpty != true {
            let next = try articles(matching: other)
            found = found?.intersection(next) ?? next
        }
        var left = try found ?? everything()
        for exclusion in exclusions where !left.isEmpty {
            if case .words(let words) = exclusion {
                left = try list(of: words).removed(from: left)
            } else {
                left = left.subtracting(try articles(matching: exclusion))
            }
        }
        return left
    }

    private func everything() throws -> ArticleIDs {
        try view.set("everything") { ArticleIDs(try reader.allIDs()) }
    }

    private mutating func articles(passing filter: Filter) throws -> ArticleIDs {
        if let known = filtered[filter] { return known }
        let found = try view.set("\(filter)") {
            ArticleIDs(try filters.articles(matching: .filter(filter)).ids)
        }
        filtered[filter] = found
        return found
    }
}
