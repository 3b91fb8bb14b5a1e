internal import ArticleStore
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// How a search makes of what was parsed what is looked up.
extension SearchEngine {
    func analyse(
        _ parsed: ParsedQuery, _ isExact: Bool, _ reader: IndexReader
    ) throws -> AnalysedQuery {
        let query = parsed.query
        let languages = isExact ? nil : try languages(reader)
        return try engine.queries.analysed(query, languages: languages) {
            try AnalysedQuery(
                query, analyzer: analyzer, languages: languages, parts: try parts(of: query, reader),
                known: engine.leaves, checking: reader.checkCancellation)
        }
    }

    /// The languages that articles are in.
    func languages(_ reader: IndexReader) throws -> [Language] {
        do {
            return try engine.facts(reader).languages
        } catch is PostingsError {
            return try reader.languages().compactMap { Language($0) }
        }
    }

    private func parts(of query: Query?, _ reader: IndexReader) throws -> PartTerms {
        guard let query, query.hasParts else { return PartTerms() }
        do {
            return try PartTerms(
                of: query, analyzer: analyzer, in: PostingsReader(AnyBlocks(reader.segments())))
        } catch is PostingsError {
            return try PartTerms(of: query, analyzer: analyzer, in: nil)
        }
    }
}
