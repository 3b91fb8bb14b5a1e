/// Ranks the articles that all of some lists have, and counts them if asked to.
///
/// In windows, the most promising first. In one that cannot hold any of the best, articles are only counted.
struct CommonRanker {
    private let candidates: Candidates
    private let weights: BoundWeights
    /// Of the lists that all must have, the shortest first. Each ranks, too.
    private let readers: [BlockReader]
    private var cursors: [BoundCursor]
    /// Where all of them are about as frequent: their numbers among the words, and what goes through them together.
    private var dense: (numbers: [Int], window: CommonWindow)?

    init(
        _ lists: [PostingList], _ words: [WeighedWord], _ formula: RelevanceFormula,
        _ lengths: ArticleLengths.Reading
    ) {
        candidates = Candidates(words, formula, lengths)
        weights = BoundWeights(formula)
        readers = lists.sorted { $0.count < $1.count }.map { BlockReader($0) }
        let weights = weights
        cursors = words.map { BoundCursor($0, weights) }
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
        let plan = WindowPlan(candidates.words, weights, in: first...last)
        var count = 0
        var common: [UInt32] = []
        var visited = 0
        for window in plan.inOrder() {
            let isPromising = plan.sums[window] * BlockScores.slack >= best.floatThreshold
            guard isPromising || isCounted else { continue }
            if visited.isMultiple(of: 4) { try check() }
            visited += 1
            let ids = plan.ids(of: window)
            if dense != nil {
                count += try rankDense(window, of: plan, isPromising: isPromising, into: &best)
                continue
            }
            findCommon(max(first, ids.lowerBound)...min(last, ids.upperBound), into: &common)
            count += common.count
            guard isPromising else { continue }
            let start = window * plan.wordCount
            for number in cursors.indices { cursors[number].start(at: plan.blocks[start + number]) }
            for id in common {
                var bound: Float = 0
                for number in cursors.indices { bound += cursors[number].bound(at: id) }
                guard bound * BlockScores.slack >= best.floatThreshold else { continue }
                guard let relevance = candidates.relevance(of: id), relevance >= best.threshold else {
                    continue
                }
                try best.offer(Int64(id), relevance)
            }
        }
        return isCounted ? count : 0
    }

    /// Offers those of a window whose words together may add enough, and counts all.
    private mutating func rankDense(
        _ window: Int, of plan: WindowPlan, isPromising: Bool, into best: inout BestArticles
    ) throws -> Int {
        guard let numbers = dense?.numbers else { return 0 }
        let ids = plan.ids(of: window)
        let start = window * plan.wordCount
        dense?.window.read(ids, from: numbers.map { plan.blocks[start + $0] }, isScored: isPromising)
        guard let found = dense?.window, isPromising else { return dense?.window.count ?? 0 }
        // What the others can add, that need not be there.
        let others = candidates.words.indices.reduce(Float(0)) {
            numbers.contains($1) ? $0 : $0 + plan.bounds[start + $1]
        }
        for (word, bits) in found.common.enumerated() {
            var rest = bits
            while rest != 0 {
                let slot = word * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                guard (found.sum(at: slot) + others) * BlockScores.slack >= best.floatThreshold,
                    let relevance = candidates.relevance(
                        of: ids.lowerBound + UInt32(truncatingIfNeeded: slot)),
                    relevance >= best.threshold
                else { continue }
                try best.offer(Int64(ids.lowerBound) + Int64(slot), relevance)
            }
        }
        return found.count
    }

    /// Finds the articles of a window that all lists have.
    private func findCommon(_ ids: ClosedRange<UInt32>, into common: inout [UInt32]) {
        common.removeAll(keepingCapacity: true)
        let shortest = readers[0]
        let slab = shortest.slab
        var block = slab.firstBlock(reaching: ids.lowerBound, from: 0)
        while slab.begins(block, upTo: ids.upperBound) {
            shortest.read(block)
            let start = unsafe BlockReader.firstIndex(
                reaching: ids.lowerBound, in: shortest.ids, from: 0, count: shortest.count)
            for index in start..<shortest.count {
                // Below the count of the block.
                let id = unsafe shortest.ids[index]
                guard id <= ids.upperBound else { break }
                common.append(id)
            }
            block += 1
        }
        for reader in readers.dropFirst() where !common.isEmpty { Intersection.keep(&common, in: reader) }
    }
}
