/// Ranks the articles that all of some lists have, and counts them if asked to.
///
/// Lists of about the same number of articles are gone through together, in windows, the most promising
/// first: in one that cannot hold any of the best, articles are only counted. Where one list is much shorter,
/// its articles are looked up in the others.
struct CommonRanker {
    private let candidates: Candidates
    private let weights: BoundWeights
    /// Of the lists that all must have, the shortest first. Each ranks, too.
    private let readers: [BlockReader]
    /// Where all of them are about as frequent: their numbers among the words, and what goes through them
    /// together.
    private var dense: (numbers: [Int], window: CommonWindow)?

    init(
        _ lists: [PostingList], _ words: [WeighedWord], _ formula: RelevanceFormula,
        _ lengths: ArticleLengths.Reading
    ) {
        candidates = Candidates(words, formula, lengths)
        weights = BoundWeights(formula)
        readers = lists.sorted { $0.count < $1.count }.map { BlockReader($0) }
        let numbers = readers.compactMap { reader in words.firstIndex { $0.list === reader.list } }
        // To look an article up costs as much as to go through some sixteen postings.
        if let least = readers.first, let most = readers.last, numbers.count == readers.count,
            most.list.count / 16 <= least.list.count
        {
            dense = (numbers, CommonWindow(numbers.map { words[$0] }, weights, lengths))
        }
    }

    /// Offers those that may be among the best; calls `check` every few thousand articles.
    mutating func rank(
        into best: inout BestArticles, isCounted: Bool, checking check: () throws -> Void
    ) throws -> Int {
        let first = readers.reduce(0) { max($0, $1.list.firstID) }
        let last = readers.reduce(UInt32.max) { min($0, $1.list.lastID) }
        guard first <= last else { return 0 }
        guard let dense else {
            return try rankSparse(first...last, into: &best, isCounted: isCounted, checking: check)
        }
        let plan = try WindowPlan(
            candidates.words, weights, in: first...last, bits: CommonWindow.bits, checking: check)
        var count = 0
        for window in plan.inOrder() {
            let isPromising = plan.sums[window] * BlockScores.slack >= best.floatThreshold
            guard isPromising || isCounted else { continue }
            try check()
            let start = window * plan.wordCount
            dense.window.read(plan.ids(of: window), from: dense.numbers.map { plan.blocks[start + $0] })
            count += dense.window.count
            if isPromising, dense.window.count > 0 { try offer(window, of: plan, dense, into: &best) }
        }
        return isCounted ? count : 0
    }

    /// Offers those of the window that was read last whose words together may add enough.
    private func offer(
        _ window: Int, of plan: WindowPlan, _ dense: (numbers: [Int], window: CommonWindow),
        into best: inout BestArticles
    ) throws {
        let base = plan.ids(of: window).lowerBound
        let start = window * plan.wordCount
        // What the others can add, that need not be there.
        let others = candidates.words.indices.reduce(Float(0)) {
            dense.numbers.contains($1) ? $0 : $0 + plan.bounds[start + $1]
        }
        dense.window.score(base)
        var threshold = best.floatThreshold
        for index in 0..<dense.window.count {
            guard (dense.window.sum(at: index) + others) * BlockScores.slack >= threshold else { continue }
            let id = base + UInt32(truncatingIfNeeded: dense.window.slot(at: index))
            guard let relevance = candidates.relevance(of: id), relevance >= best.threshold else { continue }
            try best.offer(Int64(id), relevance)
            threshold = best.floatThreshold
        }
    }

    /// Goes through the shortest list, block by block, and looks its articles up in the others.
    private func rankSparse(
        _ ids: ClosedRange<UInt32>, into best: inout BestArticles, isCounted: Bool,
        checking check: () throws -> Void
    ) throws -> Int {
        let shortest = readers[0]
        var cursors = candidates.words.map { BoundCursor($0, weights) }
        for number in cursors.indices { cursors[number].start(at: 0) }
        var count = 0
        var common: [UInt32] = []
        var block = shortest.slab.firstBlock(reaching: ids.lowerBound, from: 0)
        while shortest.slab.begins(block, upTo: ids.upperBound) {
            if block.isMultiple(of: 16) { try check() }
            shortest.read(block)
            block += 1
            common.removeAll(keepingCapacity: true)
            for index in shortest.indices(in: ids) {
                // Below the count of the block.
                common.append(unsafe shortest.ids[index])
            }
            for reader in readers.dropFirst() where !common.isEmpty { Intersection.keep(&common, in: reader) }
            count += common.count
            for id in common {
                var bound: Float = 0
                for number in cursors.indices { bound += cursors[number].bound(at: id) }
                guard bound * BlockScores.slack >= best.floatThreshold,
                    let relevance = candidates.relevance(of: id), relevance >= best.threshold
                else { continue }
                try best.offer(Int64(id), relevance)
            }
        }
        return isCounted ? count : 0
    }
}
