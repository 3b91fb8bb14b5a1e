/// The articles cut into windows, with what each word can add in each, the most promising first.
///
/// The sooner the best articles are found, the fewer of the others need to be looked at. So the windows are
/// gone through in the order of what they can hold, and once none can hold one of the best any more, all is
/// done.
struct WindowPlan {
    /// 512 articles: of a word in every fourth article, a window has a block's.
    static let usualBits = 9

    /// The articles of a window, as a power of two.
    let bits: Int
    /// The number of the first window.
    let first: Int
    let windowCount: Int
    let wordCount: Int
    /// For each window and word what the word can add.
    private(set) var bounds: [Float]
    /// For each window and word the first block that reaches into the window.
    private(set) var blocks: [UInt32]
    /// For each window what all words can add together; below 0 where it has no article with any.
    private(set) var sums: [Float]

    /// Cuts the articles; calls `check` for each word, of which there may be thousands.
    init(
        _ words: [WeighedWord], _ weights: BoundWeights, in ids: ClosedRange<UInt32>,
        bits: Int = Self.usualBits, checking check: () throws -> Void
    ) rethrows {
        self.bits = bits
        first = Int(ids.lowerBound) >> bits
        windowCount = (Int(ids.upperBound) >> bits) - first + 1
        wordCount = words.count
        bounds = [Float](repeating: 0, count: windowCount * words.count)
        blocks = [UInt32](repeating: .max, count: windowCount * words.count)
        sums = [Float](repeating: -1, count: windowCount)
        for number in words.indices {
            try check()
            take(words[number], number, weights, in: ids)
        }
        for window in 0..<windowCount {
            let indices = window * wordCount..<(window + 1) * wordCount
            guard blocks[indices].contains(where: { $0 != .max }) else { continue }
            sums[window] = bounds[indices].reduce(0, +)
        }
    }

    private mutating func take(
        _ word: WeighedWord, _ number: Int, _ weights: BoundWeights, in ids: ClosedRange<UInt32>
    ) {
        let slab = word.slab
        let wordCount = wordCount
        let first = first
        let bits = bits
        let start = slab.firstBlock(reaching: ids.lowerBound, from: 0)
        unsafe bounds.withUnsafeMutableBufferPointer { bounds in
            unsafe blocks.withUnsafeMutableBufferPointer { blocks in
                for block in start..<max(start, slab.blockCount) {
                    // The article before the first one of a block is in the block before.
                    let low = max(ids.lowerBound, block == 0 ? slab.base : slab.base(ofBlock: block) &+ 1)
                    guard low <= ids.upperBound else { break }
                    let high = min(ids.upperBound, unsafe slab.lastIDs[block])
                    let bound = word.bound(ofBlock: block, weights)
                    for window in (Int(low) >> bits) - first...(Int(high) >> bits) - first {
                        // Both ends are within the windows.
                        let index = window * wordCount + number
                        unsafe bounds[index] = max(bounds[index], bound)
                        unsafe blocks[index] = min(blocks[index], UInt32(truncatingIfNeeded: block))
                    }
                }
            }
        }
    }

    /// The windows that can hold anything, the most promising first: in about that order, as it need not be
    /// exact.
    func inOrder() -> [Int] { Self.inOrder(sums) }

    /// The indices of numbers that are not below 0, the largest about first.
    static func inOrder(_ bounds: [Float]) -> [Int] {
        let largest = bounds.max() ?? -1
        guard largest >= 0 else { return [] }
        // By one of 256 equal steps each.
        let scale = largest > 0 ? 255 / largest : 0
        var starts = [Int](repeating: 0, count: 257)
        for bound in bounds where bound >= 0 { starts[256 - Int(bound * scale)] += 1 }
        var sum = 0
        for index in starts.indices {
            let count = starts[index]
            starts[index] = sum
            sum += count
        }
        var order = [Int](repeating: 0, count: sum)
        for (index, bound) in bounds.enumerated() where bound >= 0 {
            let step = 256 - Int(bound * scale)
            order[starts[step]] = index
            starts[step] += 1
        }
        return order
    }

    /// The articles of a window.
    @inline(__always)
    func ids(of window: Int) -> ClosedRange<UInt32> {
        let start = UInt32(truncatingIfNeeded: (window + first) << bits)
        return start...(start | UInt32(1 << bits - 1))
    }
}
