/// Ranks all articles that have any of the words (MAXSCORE with the bounds of blocks).
///
/// It goes through the articles in windows. In each, the words whose best postings together cannot reach the best
/// articles found so far are not looked through: they only add to articles that another word has led to.
struct WindowRanker {
    /// The articles of a window: 32 KB of sums.
    private static let windowSize = 4_096

    private let words: [WeighedWord]
    private let formula: RelevanceFormula
    private let weights: BoundWeights
    private var allowed: ArticleIDs?

    /// For each word the first posting that is not before the window.
    private var places: [Int]
    /// For each word the first block that is not before the window.
    private var blocks: [Int]
    /// For each word what it can add in the window.
    private var bounds: [Double]
    /// The words by what they can add, the least first.
    private var order: [Int]
    /// For each of them, what those before it can add together.
    private var sumsBefore: [Double]
    private var sums: [Double]
    private var found: [UInt64]

    init(_ words: [WeighedWord], _ formula: RelevanceFormula) {
        self.words = words
        self.formula = formula
        weights = BoundWeights(formula)
        places = words.map { _ in 0 }
        blocks = words.map { _ in 0 }
        bounds = words.map { _ in 0 }
        order = Array(words.indices)
        sumsBefore = words.map { _ in 0 }
        sums = [Double](repeating: 0, count: Self.windowSize)
        found = [UInt64](repeating: 0, count: Self.windowSize / 64)
    }

    /// Offers those that may be among the best; calls `check` in each window.
    mutating func rank(
        _ allowed: ArticleIDs?, into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        self.allowed = allowed
        let last = words.reduce(0) { max($0, $1.list.lastID) }
        var start = words.reduce(UInt32.max) { min($0, $1.list.firstID) }
        while start <= last {
            try check()
            let end =
                UInt64(start) / UInt64(Self.windowSize) * UInt64(Self.windowSize) + UInt64(Self.windowSize)
            // The last window may end with the largest number there is.
            let lastInWindow = UInt32(clamping: end - 1)
            try rankWindow(start...lastInWindow, into: &best)
            guard let next = nextStart(after: lastInWindow) else { return }
            start = next
        }
    }

    /// The first article behind a window that any word has.
    private mutating func nextStart(after last: UInt32) -> UInt32? {
        guard last < .max else { return nil }
        var next: UInt32?
        for number in words.indices {
            let list = words[number].slab
            places[number] = list.index(of: last + 1, from: places[number])
            guard places[number] < list.count else { continue }
            next = min(next ?? .max, list[places[number]].id)
        }
        return next
    }

    private mutating func rankWindow(_ window: ClosedRange<UInt32>, into best: inout BestArticles) throws {
        for number in words.indices { bounds[number] = bound(of: number, in: window) }
        // Few words, and nearly in order from the window before.
        order.sort { bounds[$0] < bounds[$1] }
        var sum = 0.0
        for (index, number) in order.enumerated() {
            sumsBefore[index] = sum
            sum += bounds[number]
        }
        guard sum >= best.threshold else { return }
        // Those before this index cannot bring an article among the best by themselves.
        var first = order.count - 1
        while first > 0, sumsBefore[first] >= best.threshold { first -= 1 }
        if first == order.count - 1 {
            try rankOneWord(window, into: &best)
        } else {
            try rankSums(window, from: first, into: &best)
        }
    }

    private mutating func bound(of number: Int, in window: ClosedRange<UInt32>) -> Double {
        let word = words[number]
        var block = word.slab.firstBlock(reaching: window.lowerBound, from: blocks[number])
        blocks[number] = block
        var bound = 0.0
        while block < word.slab.blockCount,
            word.slab[block * PostingList.blockSize].id <= window.upperBound
        {
            bound = max(bound, word.bound(ofBlock: block, weights))
            block += 1
        }
        return bound
    }

    /// Where only the word that can add the most leads to articles: block by block.
    private mutating func rankOneWord(
        _ window: ClosedRange<UInt32>, into best: inout BestArticles
    ) throws {
        let number = order[order.count - 1]
        let word = words[number]
        let others = sumsBefore[order.count - 1]
        var block = blocks[number]
        while block < word.slab.blockCount,
            word.slab[block * PostingList.blockSize].id <= window.upperBound
        {
            defer { block += 1 }
            guard word.bound(ofBlock: block, weights) + others >= best.threshold else { continue }
            for index in word.slab.range(ofBlock: block) {
                let posting = word.slab[index]
                guard posting.id >= window.lowerBound else { continue }
                guard posting.id <= window.upperBound else { break }
                let relevance = word.relevance(of: posting, formula)
                guard relevance * Self.slack + others >= best.threshold, isAllowed(posting.id) else {
                    continue
                }
                try offer(posting.id, relevance, others: order.count - 1, into: &best)
            }
        }
    }

    /// Where several words lead to articles: sums for all of them, and then those that are large enough.
    private mutating func rankSums(
        _ window: ClosedRange<UInt32>, from first: Int, into best: inout BestArticles
    ) throws {
        let base = window.upperBound & ~UInt32(Self.windowSize - 1)
        for index in first..<order.count { addSums(of: order[index], in: window, base: base) }
        let others = sumsBefore[first]
        for word in found.indices where found[word] != 0 {
            var rest = found[word]
            found[word] = 0
            while rest != 0 {
                let slot = word * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                let sum = sums[slot]
                sums[slot] = 0
                let id = base + UInt32(truncatingIfNeeded: slot)
                guard sum * Self.slack + others >= best.threshold, isAllowed(id) else { continue }
                try offer(id, sum, others: first, into: &best)
            }
        }
    }

    private mutating func addSums(of number: Int, in window: ClosedRange<UInt32>, base: UInt32) {
        let word = words[number]
        let list = word.slab
        let formula = formula
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            unsafe found.withUnsafeMutableBufferPointer { found in
                var place = list.index(of: window.lowerBound, from: places[number])
                while place < list.count {
                    let posting = list[place]
                    guard posting.id <= window.upperBound else { break }
                    // Below the window's size, as the article is in the window.
                    let slot = Int(posting.id - base)
                    unsafe sums[slot] += word.relevance(of: posting, formula)
                    unsafe found[slot >> 6] |= 1 << UInt64(slot & 63)
                    place += 1
                }
                places[number] = place
            }
        }
    }

    /// More than what the order of adding can change.
    private static let slack = 1 + 1e-9

    private func isAllowed(_ id: UInt32) -> Bool { allowed?.contains(id) ?? true }

    /// Adds what the words before `count` in the order have, as long as the article may be among the best.
    private mutating func offer(
        _ id: UInt32, _ relevance: Double, others count: Int, into best: inout BestArticles
    ) throws {
        var sum = relevance
        var left = count
        while left > 0 {
            guard (sum + sumsBefore[left]) * Self.slack >= best.threshold else { return }
            left -= 1
            let number = order[left]
            let list = words[number].slab
            places[number] = list.index(of: id, from: places[number])
            guard places[number] < list.count, list[places[number]].id == id else { continue }
            sum += words[number].relevance(of: list[places[number]], formula)
        }
        guard sum * Self.slack >= best.threshold else { return }
        // Once more, in the order of the words: the sum must not depend on the way here.
        var exact = 0.0
        for number in words.indices {
            let list = words[number].slab
            // The window's first block is no later than the article.
            let place = list.index(of: id, from: blocks[number] * PostingList.blockSize)
            guard place < list.count, list[place].id == id else { continue }
            exact += words[number].relevance(of: list[place], formula)
        }
        if exact >= best.threshold { try best.offer(Int64(id), exact) }
    }
}
