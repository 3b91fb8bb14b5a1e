internal import ArticleStore
internal import Postings

/// The relevance of articles to one query, from what FTS5 counts.
struct Scorer {
    private let formula: RelevanceFormula
    /// The weight of each leaf, and how much it counts.
    private let weights: [(idf: Double, factor: Double)]
    private let text: TextQuery?
    private let leaves: [Leaf]

    init(_ analysed: AnalysedQuery, reader: IndexReader) throws {
        let formula = RelevanceFormula(try reader.statistics())
        self.formula = formula
        text = analysed.scoringQuery
        leaves = analysed.leaves
        weights = try analysed.leaves.map { leaf in
            guard let expression = leaf.expression else { return (0, 0) }
            return (
                formula.inverseDocumentFrequency(try reader.count(matching: expression)),
                analysed.factor(of: leaf)
            )
        }
    }

    /// The relevance that an article's counts make.
    ///
    /// Leaves are added in the order in which they were typed, each as often as it was, wherever they stand
    /// in the expression.
    func relevance(of counts: MatchCounts, owners: [TextQuery.PhraseOwner?]) -> Double {
        let found = Self.occurrences(counts, owners: owners, of: leaves)
        return zip(weights, found).reduce(0) { sum, leaf in
            guard leaf.1.title > 0 || leaf.1.body > 0 else { return sum }
            return sum + leaf.0.factor
                * formula.relevance(
                    idf: leaf.0.idf, title: leaf.1.title, body: leaf.1.body, length: counts.length)
        }
    }

    /// How often each leaf stands in an article.
    ///
    /// A leaf counts as often as the most frequent of its alternatives, which may stand for one and the same
    /// word, or as `WordForms` says where these are terms of one word; phrases near each other as often as
    /// the rarest of them.
    static func occurrences(
        _ counts: MatchCounts, owners: [TextQuery.PhraseOwner?], of leaves: [Leaf]
    ) -> [(title: Int, body: Int)] {
        var ofAlternatives = leaves.map { leaf in
            Array(repeating: (title: 0, body: 0), count: leaf.plainPhraseCount)
        }
        var index = 0
        while index < owners.count {
            guard let owner = owners[index] else {
                index += 1
                continue
            }
            var title = Int.max
            var body = Int.max
            while index < owners.count, owners[index] == owner {
                title = min(title, counts.titleFrequency(index))
                body = min(body, counts.bodyFrequency(index))
                index += 1
            }
            let known = ofAlternatives[owner.leaf][owner.alternative]
            ofAlternatives[owner.leaf][owner.alternative] = (max(known.title, title), max(known.body, body))
        }
        return zip(leaves, ofAlternatives).map { leaf, counts in
            leaf.count(counts.map(\.title), counts.map(\.body))
        }
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
