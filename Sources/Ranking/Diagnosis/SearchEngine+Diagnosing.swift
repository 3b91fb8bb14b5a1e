public import ArticleStore
internal import Postings
public import QueryLanguage

extension SearchEngine {
    /// Why a query found nothing, and what would find something.
    ///
    /// - Parameters:
    ///   - parsed: The query, which no article matches in full.
    ///   - isExact: As for the search.
    ///   - hasPartialMatches: Whether articles with some of the words were found: then only words that stand
    ///     nowhere are told of.
    ///   - reader: The commit that was searched.
    /// - Returns: The diagnosis; `nil` where there is none worth telling, where the postings cannot be read,
    ///   and where the reader's time is over.
    /// - Throws: `interrupted` when the read is cancelled; what SQLite reports.
    /// - Complexity: Bounded: at most 16 words, 15 pairs and 16 filters are counted, and at most two million
    ///   terms looked at.
    public func diagnose(
        _ parsed: ParsedQuery, isExact: Bool = false, hasPartialMatches: Bool, in reader: IndexReader
    ) throws -> Diagnosis? {
        do {
            let analysed = try analyse(parsed, isExact, reader)
            var diagnosis = QueryDiagnosis(
                parsed, analysed, reader: reader, view: engine.view(reader, of: try engine.facts(reader)),
                analyzer: analyzer, languages: isExact ? nil : try languages(reader))
            return try diagnosis.make(hasPartialMatches: hasPartialMatches)
        } catch is PostingsError {
            return nil
        } catch is ReadDeadline.Passed {
            return nil
        }
    }
}
