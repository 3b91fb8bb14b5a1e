public import ArticleStore
internal import Postings
public import QueryLanguage

extension SearchEngine {
    /// Counts the relevance of one article once more, and keeps every number.
    ///
    /// - Parameters:
    ///   - parsed: The query.
    ///   - id: The article's number; one that is not in the index has none of the words.
    ///   - isExact: Whether words are found as they are written alone, without other forms and spellings.
    ///   - usesFeedback: Whether words of the best articles count as well, as in a search with feedback.
    ///   - reader: The commit to look in.
    /// - Returns: What a search for the query adds up for the article, to the last bit where the postings can
    ///   be read.
    /// - Throws: `CancellationError` when the read is cancelled; what SQLite reports.
    /// - Complexity: As a search for the query, and for each of its forms. Blocks.
    public func explain(
        _ parsed: ParsedQuery, of id: Int64, isExact: Bool = false, usesFeedback: Bool = false,
        in reader: IndexReader
    ) throws -> RankedExplanation {
        var analysed = try analyse(parsed, isExact, reader)
        do {
            var ranking = try PostingsRanking(analysed, reader: reader, analyzer: analyzer, engine: engine)
            if usesFeedback, let expanded = try expanded(analysed, isExact: isExact, reader, by: &ranking) {
                analysed = expanded
                ranking = try PostingsRanking(expanded, reader: reader, analyzer: analyzer, engine: engine)
            }
            return try explanation(parsed, analysed, of: id, reader, by: &ranking)
        } catch let error as PostingsError {
            engine.countFallback()
            analysed = try analyse(parsed, isExact, reader)
            var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
            if usesFeedback, let expanded = try expanded(analysed, isExact: isExact, reader, by: &ranking) {
                analysed = expanded
                ranking = ReferenceRanking(expanded, reader: reader, analyzer: analyzer)
            }
            return try explanation(parsed, analysed, of: id, reader, by: &ranking, fallback: error)
        }
    }

    /// What ``explain(_:of:isExact:usesFeedback:in:)`` tells, told by FTS5 alone.
    ///
    /// - Parameters:
    ///   - parsed: The query.
    ///   - id: The article's number.
    ///   - isExact: Whether words are found as they are written alone.
    ///   - reader: The commit to look in.
    /// - Returns: The same.
    /// - Throws: What SQLite reports.
    package func explainByMatch(
        _ parsed: ParsedQuery, of id: Int64, isExact: Bool = false, in reader: IndexReader
    ) throws -> RankedExplanation {
        let analysed = try analyse(parsed, isExact, reader)
        var ranking = ReferenceRanking(analysed, reader: reader, analyzer: analyzer)
        return try explanation(parsed, analysed, of: id, reader, by: &ranking)
    }

    private func explanation(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, of id: Int64, _ reader: IndexReader,
        by ranking: inout some QueryRanking, fallback: PostingsError? = nil
    ) throws -> RankedExplanation {
        let formula = RelevanceFormula(try reader.statistics())
        let length = try ranking.length(of: id)
        var words: [RankedExplanation.Word] = []
        for (index, leaf) in analysed.leaves.enumerated() {
            var word = try word(leaf, analysed, formula, of: id, length: length, by: &ranking)
            word.isFeedback = index >= analysed.typedLeaves.count
            words.append(word)
        }
        var isFullMatch = false
        var missing: [String] = []
        if let query = analysed.query {
            isFullMatch = try ranking.matches(id, query)
            for part in query.conjuncts where try !ranking.matches(id, part) {
                missing.append(part.shownText)
            }
        }
        let ofWords = words.reduce(0) { $1.title + $1.body > 0 ? $0 + $1.relevance : $0 }
        let near = try nearness(parsed, analysed, of: id, isFullMatch: isFullMatch, by: &ranking)
        return RankedExplanation(
            formula: formula, length: length,
            relevance: near.isEmpty ? ofWords : ofWords + near.reduce(0) { $0 + $1.relevance }, words: words,
            nearness: near,
            isFullMatch: isFullMatch, missing: missing, unsearchable: analysed.unsearchable,
            cutParts: analysed.cutParts, fallback: fallback)
    }

    /// The words that stand near each other, where the article is among those that a search looks at for
    /// that.
    private func nearness(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, of id: Int64, isFullMatch: Bool,
        by ranking: inout some QueryRanking
    ) throws -> [RankedExplanation.Near] {
        guard let query = analysed.query, let nearness = try ranking.nearness(),
            try isCandidate(id, parsed, query, isFullMatch: isFullMatch, by: &ranking)
        else { return [] }
        let distances = try ranking.distances(of: nearness, in: [id])
        return zip(nearness.pairs, distances.first ?? []).compactMap { pair, distance in
            guard distance > 0 else { return nil }
            return RankedExplanation.Near(
                texts: [pair.first, pair.second].map { Query.words($0.words).description },
                distance: Int(distance), weight: pair.weight, relevance: pair.relevance(at: Int(distance)))
        }
    }

    /// Whether an article is among the best of the full matches, or of the partial ones, by its words.
    private func isCandidate(
        _ id: Int64, _ parsed: ParsedQuery, _ query: Query, isFullMatch: Bool,
        by ranking: inout some QueryRanking
    ) throws -> Bool {
        let page = try ranking.rank(query, count: Nearness.candidateCount, order: .relevance)
        if isFullMatch { return page.articles.contains { $0.id == id } }
        let free = query.conjuncts.filter { !$0.isRestriction }
        guard parsed.match == .all, free.count >= 2 else { return false }
        return try ranking.partialMatches(
            of: query, free: free, fullCount: page.total, offset: 0, limit: Nearness.candidateCount
        ).contains { $0.id == id }
    }

    private func word(
        _ leaf: Leaf, _ analysed: AnalysedQuery, _ formula: RelevanceFormula, of id: Int64, length: Int,
        by ranking: inout some QueryRanking
    ) throws -> RankedExplanation.Word {
        let counts = try ranking.counts(of: leaf, in: id)
        let idf = formula.inverseDocumentFrequency(counts.documentFrequency)
        let factor = analysed.factor(of: leaf)
        var forms: [RankedExplanation.Form] = []
        // Without the word none of its forms is there.
        for single in counts.title + counts.body > 0 ? leaf.singles : [] {
            let own = try ranking.counts(of: single, in: id)
            guard own.title + own.body > 0, let phrases = single.phrases.first else { continue }
            forms.append(.init(phrases: phrases, title: own.title, body: own.body))
        }
        return RankedExplanation.Word(
            text: Query.words(leaf.words).description, isExact: analysed.isExactBesideForms(leaf),
            factor: factor,
            documentFrequency: counts.documentFrequency, idf: idf, title: counts.title, body: counts.body,
            relevance: counts.title + counts.body > 0
                ? factor
                    * formula.relevance(idf: idf, title: counts.title, body: counts.body, length: length) : 0,
            forms: forms)
    }
}
