/// Ranks all articles that have any of the words (MAXSCORE with the bounds of blocks).
///
/// It goes through the articles in windows, the most promising first. In each, the words whose best postings together
/// cannot reach the best articles found so far are not looked through: they only add to articles that another word
/// has led to.
struct WindowRanker {
    private let candidates: Candidates
    private let weights: BoundWeights
    private let readers: [BlockReader]
    private let scores: [BlockScores]
    private var cursors: [BoundCursor]
    /// The words by what they can add in the window, the least first.
    private var order: [Int]
    private var allowed: ArticleIDs?
    private var sums: [Float]
    private var found: [UInt64]

    private var words: [WeighedWord] { candidates.words }

    init(_ words: [WeighedWord], _ formula: RelevanceFormula, _ lengths: ArticleLengths.Reading) {
        let weights = BoundWeights(formula)
        self.weights = weights
        candidates = Candidates(words, formula, lengths)
        let readers = words.map { BlockReader($0.list) }
        self.readers = readers
        scores = zip(words, readers).map { BlockScores($0, $1, weights, lengths) }
        cursors = words.map { BoundCursor($0, weights) }
        order = Array(words.indices)
        sums = [Float](repeating: 0, count: WindowPlan.windowSize)
        found = [UInt64](repeating: 0, count: WindowPlan.windowSize / 64)
    }

    /// Offers those that may be among the best; calls `check` every few thousand articles.
    mutating func rank(
        _ allowed: ArticleIDs?, into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        self.allowed = allowed
        if words.count == 1 { return try rankOneWord(into: &best, checking: check) }
        let last = words.reduce(0) { max($0, $1.list.lastID) }
        let first = words.reduce(UInt32.max) { min($0, $1.list.firstID) }
        let plan = WindowPlan(words, weights, in: first...last)
        for (number, window) in plan.inOrder().enumerated() {
            if number.isMultiple(of: 4) { try check() }
            guard plan.sums[window] * BlockScores.slack >= best.floatThreshold else { continue }
            try rankWindow(window, of: plan, into: &best)
        }
    }

    /// Of one word: block by block, the most promising first.
    private mutating func rankOneWord(
        into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        let word = words[0]
        let bounds = (0..<word.slab.blockCount).map { word.bound(ofBlock: $0, weights) }
        var count = 0
        for block in WindowPlan.inOrder(bounds) {
            if count.isMultiple(of: 16) { try check() }
            count += 1
            guard bounds[block] * BlockScores.slack >= best.floatThreshold else { continue }
            try rankBlock(block, of: 0, in: 0...UInt32.max, others: 0, left: 0, into: &best)
        }
    }

    private mutating func rankWindow(
        _ window: Int, of plan: WindowPlan, into best: inout BestArticles
    ) throws {
        let start = window * plan.wordCount
        order.sort { plan.bounds[start + $0] < plan.bounds[start + $1] }
        for number in words.indices { cursors[number].start(at: plan.blocks[start + number]) }
        let threshold = best.floatThreshold
        // Those before this index cannot bring an article among the best by themselves.
        var first = 0
        var others: Float = 0
        while first < order.count - 1 {
            let sum = others + plan.bounds[start + order[first]]
            guard sum * BlockScores.slack < threshold else { break }
            others = sum
            first += 1
        }
        // To look a word up costs as much as to go through ten of its postings. So a word that is about as frequent as
        // those that lead leads, too.
        let leading = words[order[order.count - 1]].list.count
        while first > 0, words[order[first - 1]].list.count / 4 <= leading {
            first -= 1
            others = order[..<first].reduce(0) { $0 + plan.bounds[start + $1] }
        }
        let ids = plan.ids(of: window)
        if first == order.count - 1 {
            let number = order[first]
            var block = Int(plan.blocks[start + number])
            while words[number].slab.begins(block, upTo: ids.upperBound) {
                try rankBlock(block, of: number, in: ids, others: others, left: first, into: &best)
                block += 1
            }
            return
        }
        for number in order[first...] where plan.blocks[start + number] != .max {
            addSums(of: number, from: Int(plan.blocks[start + number]), in: ids)
        }
        try offerSums(ids, others: others, left: first, into: &best)
    }

    /// Where only one word leads to articles.
    private mutating func rankBlock(
        _ block: Int, of number: Int, in ids: ClosedRange<UInt32>, others: Float,
        left: Int, into best: inout BestArticles
    ) throws {
        let threshold = best.floatThreshold
        guard (words[number].bound(ofBlock: block, weights) + others) * BlockScores.slack >= threshold else {
            return
        }
        let reader = readers[number]
        reader.read(block)
        var chosen: [(UInt32, Float)] = []
        scores[number].forEach(reader.indices(in: ids)) { id, score in
            if (score + others) * BlockScores.slack >= threshold { chosen.append((id, score)) }
        }
        for (id, score) in chosen where (score + others) * BlockScores.slack >= best.floatThreshold {
            try offer(id, score, left: left, into: &best)
        }
    }

    private mutating func addSums(of number: Int, from start: Int, in ids: ClosedRange<UInt32>) {
        let slab = words[number].slab
        let reader = readers[number]
        let scores = scores[number]
        let base = ids.lowerBound
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            unsafe found.withUnsafeMutableBufferPointer { found in
                var block = start
                while slab.begins(block, upTo: ids.upperBound) {
                    reader.read(block)
                    scores.forEach(reader.indices(in: ids)) { id, score in
                        // Below the window's size, as the article is in the window.
                        let slot = Int(id &- base)
                        unsafe sums[slot] += score
                        unsafe found[slot >> 6] |= 1 << UInt64(slot & 63)
                    }
                    block += 1
                }
            }
        }
    }

    /// Offers the articles of a window whose sums are large enough, and leaves no sum.
    private mutating func offerSums(
        _ ids: ClosedRange<UInt32>, others: Float, left: Int, into best: inout BestArticles
    ) throws {
        for word in found.indices where found[word] != 0 {
            var rest = found[word]
            found[word] = 0
            while rest != 0 {
                let slot = word * 64 + rest.trailingZeroBitCount
                rest &= rest - 1
                let sum = sums[slot]
                sums[slot] = 0
                guard (sum + others) * BlockScores.slack >= best.floatThreshold else { continue }
                let id = ids.lowerBound + UInt32(truncatingIfNeeded: slot)
                try offer(id, sum, left: left, into: &best)
            }
        }
    }

    /// Adds what the words have that did not lead here, as long as the article may be among the best: the first `left`
    /// in the order, of which first only the blocks are looked at.
    private mutating func offer(
        _ id: UInt32, _ score: Float, left: Int, into best: inout BestArticles
    ) throws {
        let threshold = best.floatThreshold
        var sum = score
        var rest: Float = 0
        for index in 0..<left { rest += cursors[order[index]].bound(at: id) }
        guard (sum + rest) * BlockScores.slack >= threshold else { return }
        for index in (0..<left).reversed() {
            let number = order[index]
            rest -= cursors[number].bound(at: id)
            sum += candidates.score(of: id, number, scores[number])
            guard (sum + max(0, rest)) * BlockScores.slack >= threshold else { return }
        }
        // Once more, exactly and in the order of the words: the sum must not depend on the way here.
        guard allowed?.contains(id) ?? true, let relevance = candidates.relevance(of: id),
            relevance >= best.threshold
        else { return }
        try best.offer(Int64(id), relevance)
    }
}
