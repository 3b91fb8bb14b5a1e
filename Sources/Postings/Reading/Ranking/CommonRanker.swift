/// Ranks the articles that all of some lists have, and counts them if asked to.
///
/// In windows, the most promising first. In one that cannot hold any of the best, articles are only counted.
struct CommonRanker {
    private let candidates: Candidates
    private let weights: BoundWeights
    /// Of the lists that all must have, the shortest first. Each ranks, too.
    private let readers: [BlockReader]
    private var cursors: [BoundCursor]

    init(
        _ lists: [PostingList], _ words: [WeighedWord], _ formula: RelevanceFormula,
        _ lengths: ArticleLengths.Reading
    ) {
        candidates = Candidates(words, formula, lengths)
        weights = BoundWeights(formula)
        readers = lists.sorted { $0.count < $1.count }.map { BlockReader($0) }
        let weights = weights
        cursors = words.map { BoundCursor($0, weights) }
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
