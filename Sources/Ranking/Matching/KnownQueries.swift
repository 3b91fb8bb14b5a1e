internal import QueryLanguage
internal import Synchronization
internal import TextAnalysis

/// The short queries that were asked before, with their leaves: who pages or polls asks the same again and
/// again, and to put a query together takes as long as to find the best of few articles.
final class KnownQueries: Sendable {
    /// Some 2 KB each, and none above some 20: what is looked up grows with the leaves and their text.
    private static let bound = 1_024
    /// Longer ones are hardly asked twice. Those that were typed count, filters and exclusions among them,
    /// and so do those that rank.
    private static let leafBound = 16
    /// 1 KB of text in all leaves; a phrase of 64 KB is one leaf as well.
    private static let byteBound = 1 << 10

    private struct Key: Hashable {
        var query: Query
        var languages: [Language]?
    }

    private let queries = Mutex<[Key: AnalysedQuery]>([:])

    /// A query with its leaves, which are always the same in the same languages; those of parts of words are
    /// not.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - languages: In which its words are looked for; `nil` for none.
    ///   - make: Analyses it.
    /// - Returns: What was made now or before.
    /// - Throws: What `make` throws.
    func analysed(
        _ query: Query?, languages: [Language]?, _ make: () throws -> AnalysedQuery
    ) rethrows -> AnalysedQuery {
        guard let query, !query.hasParts, query.size.isWithin(leaves: Self.leafBound, bytes: Self.byteBound)
        else { return try make() }
        let key = Key(query: query, languages: languages)
        if let known = queries.withLock({ $0[key] }) { return known }
        let made = try make()
        guard made.leaves.count <= Self.leafBound, made.unsearchable.isEmpty else { return made }
        queries.withLock { queries in
            if queries.count >= Self.bound { queries.removeAll() }
            queries[key] = made
        }
        return made
    }
}

/// What keeping a query takes.
private struct QuerySize {
    var leafCount = 1
    var byteCount = 0

    static func + (one: QuerySize, other: QuerySize) -> QuerySize {
        QuerySize(leafCount: one.leafCount + other.leafCount, byteCount: one.byteCount + other.byteCount)
    }

    func isWithin(leaves: Int, bytes: Int) -> Bool { leafCount <= leaves && byteCount <= bytes }
}

extension Query {
    /// The size of all leaves, of those that exclude and of filters as well.
    fileprivate var size: QuerySize {
        switch self {
        case .everything: QuerySize()
        case .words(let words): words.size
        case .filter(let filter): QuerySize(byteCount: filter.text?.utf8.count ?? 0)
        case .not(let excluded): excluded.size
        case .all(let children), .any(let children):
            children.reduce(QuerySize(leafCount: 0)) { $0 + $1.size }
        }
    }
}

extension Words {
    /// Words near each other hold their texts twice.
    fileprivate var size: QuerySize {
        let own = QuerySize(byteCount: text.utf8.count + (number?.utf8.count ?? 0))
        guard case .near(_, let parts) = kind else { return own }
        return parts.reduce(own) { $0 + $1.size }
    }
}

extension Filter {
    fileprivate var text: String? {
        switch self {
        case .language(let text), .place(let text), .agency(let text), .path(let text): text
        case .date, .id: nil
        }
    }
}
