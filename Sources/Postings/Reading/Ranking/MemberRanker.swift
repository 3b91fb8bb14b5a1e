/// Ranks the articles of a set that is small beside the postings of the words: it goes through the set, and leaves
/// out what stands in blocks that cannot reach the best.
struct MemberRanker {
    private let words: [WeighedWord]
    private let formula: RelevanceFormula
    private let weights: BoundWeights
    /// For each word the block and the posting that were looked at last.
    private var blocks: [Int]
    private var places: [Int]

    init(_ words: [WeighedWord], _ formula: RelevanceFormula) {
        self.words = words
        self.formula = formula
        weights = BoundWeights(formula)
        blocks = words.map { _ in 0 }
        places = words.map { _ in 0 }
    }

    /// Offers those of `ids`, ascending, that have any of the words and may be among the best; calls `check` now
    /// and then.
    mutating func rank(
        _ ids: [UInt32], into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        var index = 0
        var lastOfBlocks: UInt32?
        var bound = 0.0
        while index < ids.count {
            let id = ids[index]
            if lastOfBlocks.map({ id > $0 }) ?? true {
                (lastOfBlocks, bound) = enterBlocks(id)
                if bound == 0 { return }
            }
            if bound < best.threshold, let last = lastOfBlocks {
                index = Self.firstIndex(above: last, in: ids, from: index)
                continue
            }
            index += 1
            if index.isMultiple(of: 1_024) { try check() }
            if let relevance = relevance(of: id), relevance >= best.threshold {
                try best.offer(Int64(id), relevance)
            }
        }
    }

    /// Goes to the blocks that would have `id`: up to which article they all go, and what they can add up to.
    private mutating func enterBlocks(_ id: UInt32) -> (last: UInt32, bound: Double) {
        var last = UInt32.max
        var bound = 0.0
        for number in words.indices {
            let list = words[number].slab
            blocks[number] = list.firstBlock(reaching: id, from: blocks[number])
            guard blocks[number] < list.blockCount else { continue }
            // A block of this list, by the line above.
            last = min(last, unsafe list.lastIDs[blocks[number]])
            bound += words[number].bound(ofBlock: blocks[number], weights)
        }
        return (last, bound)
    }

    private mutating func relevance(of id: UInt32) -> Double? {
        var sum: Double?
        for number in words.indices {
            let list = words[number].slab
            let place = list.index(of: id, from: places[number])
            places[number] = place
            guard place < list.count, list[place].id == id else { continue }
            sum = (sum ?? 0) + words[number].relevance(of: list[place], formula)
        }
        return sum
    }

    private static func firstIndex(above id: UInt32, in ids: borrowing [UInt32], from start: Int) -> Int {
        var low = start
        var step = 1
        while low + step < ids.count, ids[low + step] <= id {
            low += step
            step <<= 1
        }
        var high = min(ids.count, low + step)
        while low < high {
            let middle = (low + high) >> 1
            if ids[middle] <= id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
