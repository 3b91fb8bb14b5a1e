internal import ArticleStore

/// The relevance of articles to one query.
struct Scorer {
    private let bm25: BM25
    /// The weight of each leaf.
    private let weights: [Double]
    private let text: TextQuery?

    init(_ analysed: AnalysedQuery, reader: IndexReader) throws {
        let bm25 = BM25(statistics: try reader.statistics())
        self.bm25 = bm25
        text = analysed.scoringQuery
        weights = try analysed.leaves.map { leaf in
            guard let expression = leaf.expression else { return 0 }
            return bm25.inverseDocumentFrequency(try reader.count(matching: expression))
        }
    }

    /// The relevance that an article's counts make.
    ///
    /// A leaf counts as often as the most frequent of its alternatives, which may stand for one and the same
    /// word; phrases near each other as often as the rarest of them.
    func relevance(of counts: MatchCounts, owners: [TextQuery.PhraseOwner?]) -> Double {
        var sum = 0.0
        var index = 0
        while index < owners.count {
            guard let owner = owners[index] else {
                index += 1
                continue
            }
            var title = 0
            var body = 0
            while index < owners.count, let next = owners[index], next.leaf == owner.leaf {
                var partTitle = Int.max
                var partBody = Int.max
                while index < owners.count, owners[index] == next {
                    partTitle = min(partTitle, counts.titleFrequency(index))
                    partBody = min(partBody, counts.bodyFrequency(index))
                    index += 1
                }
                title = max(title, partTitle)
                body = max(body, partBody)
            }
            sum += bm25.relevance(idf: weights[owner.leaf], title: title, body: body, length: counts.length)
        }
        return sum
    }

    /// The relevance of one article; 0 when it has none of the words.
    func relevance(of id: Int64, _ reader: IndexReader) throws -> Double {
        guard let text else { return 0 }
        var relevance = 0.0
        try reader.forEachMatch(text.expression, only: id) { _, counts in
            relevance = self.relevance(of: counts, owners: text.owners)
        }
        return relevance
    }
}
