public import ArticleStore
internal import Postings
public import QueryLanguage

extension SearchEngine {
    /// What ``search(_:offset:limit:order:isExact:usesFeedback:in:)`` finds, found by FTS5 alone.
    ///
    /// - Parameters:
    ///   - parsed: The query.
    ///   - offset: The hits to leave out.
    ///   - limit: The most hits to return.
    ///   - order: The order of the full matches.
    ///   - isExact: Whether words are found as they are written alone, without other forms and names.
    ///   - usesFeedback: Whether words that the best articles have in common count as well.
    ///   - reader: The commit to search in.
    /// - Returns: Total and hits.
    /// - Throws: What SQLite reports.
    /// - Complexity: O(p) in the postings of the query's words, row by row. Blocks.
    public func searchByMatch(
        _ parsed: ParsedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool = false, usesFeedback: Bool = false, in reader: IndexReader
    ) throws -> RankedAnswer {
        try answerByMatch(
            parsed, try analyse(parsed, isExact, reader), offset: offset, limit: limit, order: order,
            isExact: isExact, usesFeedback: usesFeedback, in: reader)
    }

    /// The answer of FTS5, also where the postings could not be read.
    func answerByMatch(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, offset: Int, limit: Int, order: RankedOrder,
        isExact: Bool, usesFeedback: Bool, in reader: IndexReader, fallback: PostingsError? = nil
    ) throws -> RankedAnswer {
        var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
        if usesFeedback, limit > 0, order == .relevance,
            let expanded = try expanded(analysed, isExact: isExact, reader, by: &ranking)
        {
            ranking = ReferenceRanking(expanded, reader: reader, analyzer: analyzer)
        }
        return try answer(
            parsed, analysed, offset: offset, limit: limit, order: order, by: &ranking, fallback: fallback)
    }
}
