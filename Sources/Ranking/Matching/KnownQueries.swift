internal import QueryLanguage
internal import Synchronization
internal import TextAnalysis

/// The short queries that were asked before, with their leaves: who pages or polls asks the same again and again, and
/// to put a query together takes as long as to find the best of few articles.
final class KnownQueries: Sendable {
    /// Some 2 KB each.
    private static let bound = 1_024
    /// Longer ones are hardly asked twice.
    private static let leafBound = 16

    private struct Key: Hashable {
        var query: Query
        var languages: [Language]?
    }

    private let queries = Mutex<[Key: AnalysedQuery]>([:])

    /// A query with its leaves, which are always the same in the same languages; those of parts of words are not.
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
        guard let query, !query.hasParts else { return try make() }
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
