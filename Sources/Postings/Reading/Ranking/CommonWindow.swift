/// The articles of one window that several words have, with about what these words add: for words of about the same
/// number of articles, all of whose postings are gone through.
struct CommonWindow {
    private let readers: [BlockReader]
    private let scores: [BlockScores]
    private var sums = [Float](repeating: 0, count: WindowPlan.windowSize)
    private var found = [UInt64](repeating: 0, count: WindowPlan.windowSize / 64)
    /// A bit for each article of the window that all words have.
    private(set) var common = [UInt64](repeating: 0, count: WindowPlan.windowSize / 64)

    init(_ words: [WeighedWord], _ weights: BoundWeights, _ lengths: ArticleLengths.Reading) {
        let readers = words.map { BlockReader($0.list) }
        self.readers = readers
        scores = zip(words, readers).map { BlockScores($0, $1, weights, lengths) }
    }

    /// How many articles all words have.
    var count: Int { common.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// What the words add to an article of the window, by its place in it.
    func sum(at slot: Int) -> Float { sums[slot] }

    /// Goes through a window.
    ///
    /// - Parameters:
    ///   - ids: Its articles.
    ///   - blocks: For each word the first block that reaches into it.
    ///   - isScored: Whether the sums are asked for as well.
    mutating func read(_ ids: ClosedRange<UInt32>, from blocks: [UInt32], isScored: Bool) {
        for word in common.indices { common[word] = .max }
        if isScored { for slot in sums.indices { sums[slot] = 0 } }
        for number in readers.indices {
            for word in found.indices { found[word] = 0 }
            read(number, ids, from: blocks[number], isScored: isScored)
            var all: UInt64 = 0
            for word in common.indices {
                common[word] &= found[word]
                all |= common[word]
            }
            if all == 0 { return }
        }
    }

    private mutating func read(
        _ number: Int, _ ids: ClosedRange<UInt32>, from block: UInt32, isScored: Bool
    ) {
        guard block != .max else { return }
        let reader = readers[number]
        let scores = scores[number]
        let base = ids.lowerBound
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            unsafe found.withUnsafeMutableBufferPointer { found in
                var block = Int(block)
                while reader.slab.begins(block, upTo: ids.upperBound) {
                    reader.read(block)
                    let indices = reader.indices(in: ids)
                    // Below the window's size, as the articles are in the window.
                    for index in indices {
                        let slot = Int(unsafe reader.ids[index] &- base)
                        unsafe found[slot >> 6] |= 1 << UInt64(slot & 63)
                    }
                    if isScored {
                        scores.forEach(indices) { id, score in unsafe sums[Int(id &- base)] += score }
                    }
                    block += 1
                }
            }
        }
    }
}
