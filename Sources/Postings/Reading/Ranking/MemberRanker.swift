/// Ranks the articles of a set that is small beside the postings of the words: it goes through the set, and
/// leaves out what stands in blocks that cannot reach the best.
struct MemberRanker {
    private let candidates: Candidates
    private let weights: BoundWeights

    init(_ words: [WeighedWord], _ formula: RelevanceFormula, _ lengths: ArticleLengths.Reading) {
        candidates = Candidates(words, formula, lengths)
        weights = BoundWeights(formula)
    }

    /// Offers those of `ids`, ascending, that have any of the words and may be among the best; calls `check`
    /// now and then.
    func rank(
        _ ids: [UInt32], into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        guard let first = ids.first, let last = ids.last else { return }
        let plan = try WindowPlan(candidates.words, weights, in: first...last, checking: check)
        var index = 0
        var count = 0
        while index < ids.count {
            let id = ids[index]
            let window = Int(id) >> plan.bits - plan.first
            guard plan.sums[window] >= 0, plan.sums[window] * BlockScores.slack >= best.floatThreshold else {
                let end = plan.ids(of: window).upperBound
                while index < ids.count, ids[index] <= end { index += 1 }
                continue
            }
            index += 1
            count += 1
            if count.isMultiple(of: 1_024) { try check() }
            if let relevance = candidates.relevance(of: id), relevance >= best.threshold {
                try best.offer(Int64(id), relevance)
            }
        }
    }
}
