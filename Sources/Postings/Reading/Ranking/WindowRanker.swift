/// Ranks all articles that have any of the words (MAXSCORE with the bounds of blocks).
///
/// It goes through the articles in windows, the most promising first. In each, the words whose best postings
/// together cannot reach the best articles found so far are not looked through: they only add to articles
/// that another word has led to.
struct WindowRanker {
    /// What an article has more for each word that leads to it: so little that it is lost beside what the
    /// word adds, and more than nothing where the word adds nothing.
    private static let presence: Float = 1e-30

    private let candidates: Candidates
    private let weights: BoundWeights
    private let readers: [BlockReader]
    private let scores: [BlockScores]
    private var cursors: [BoundCursor]
    /// The words by what they can add in the window, the least first.
    private var order: [Int]
    private var allowed: ArticleIDs?
    /// What the words add to each article of a window; empty for one word.
    private var sums: [Float]

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
        sums = words.count > 1 ? [Float](repeating: 0, count: 1 << WindowRow.windowBits) : []
    }

    /// Offers those that may be among the best; calls `check` every few thousand articles.
    mutating func rank(
        _ allowed: ArticleIDs?, into best: inout BestArticles, checking check: () throws -> Void
    ) throws {
        self.allowed = allowed
        if words.count == 1 { return try rankOneWord(into: &best, checking: check) }
        let windows = try WindowRow(words, weights, checking: check)
        while let window = windows.next() {
            try check()
            try rank(window, of: windows.plan, into: &best)
        }
    }

    /// Offers those of a window, which another thread may offer articles beside.
    mutating func rank(
        _ window: Int, of plan: WindowPlan, allowed: ArticleIDs?,
        into best: inout SinkBesideAnother<some ArticleSink>, checking check: () throws -> Void
    ) throws {
        self.allowed = allowed
        try check()
        best.update()
        try rank(window, of: plan, into: &best)
    }

    private mutating func rank(
        _ window: Int, of plan: WindowPlan, into best: inout some ArticleSink
    ) throws {
        guard plan.sums[window] * BlockScores.slack >= best.floatThreshold else { return }
        try rankWindow(window, of: plan, into: &best)
    }

    /// Of one word: block by block, the most promising first.
    private mutating func rankOneWord(
        into best: inout some ArticleSink, checking check: () throws -> Void
    ) throws {
        let word = words[0]
        guard word.slab.blockCount > 1 else {
            return try rankBlockOfOneWord(0, into: &best)
        }
        let bounds = (0..<word.slab.blockCount).map { word.bound(ofBlock: $0, weights) }
        var count = 0
        for block in WindowPlan.inOrder(bounds) {
            if count.isMultiple(of: 16) { try check() }
            count += 1
            guard bounds[block] * BlockScores.slack >= best.floatThreshold else { continue }
            try rankBlockOfOneWord(block, into: &best)
        }
    }

    /// Offers those of a block that may be among the best. Their relevance is known by their places in the
    /// block.
    private mutating func rankBlockOfOneWord(_ block: Int, into best: inout some ArticleSink) throws {
        let reader = readers[0]
        let word = words[0]
        reader.read(block)
        var least = best.floatThreshold
        // While there is room for any, all would be offered, the worst of which are soon out again.
        if best.hasRoom, allowed == nil { least = max(least, scores[0].least(ofBest: best.count)) }
        var chosen: [(index: Int, score: Float)] = []
        scores[0].forEachIndex { index, score in
            if score * BlockScores.slack >= least { chosen.append((index, score)) }
        }
        let sizes = unsafe reader.readLengths()
        for (index, score) in chosen where score * BlockScores.slack >= best.floatThreshold {
            // All indices are those of postings of the block.
            let id = unsafe reader.ids[index]
            guard allowed?.contains(id) ?? true else { continue }
            var length = unsafe sizes?[index] ?? .max
            if length >= 0xFFFF { length = candidates.lengths.total(of: id) }
            let relevance = word.add(
                reader.counts(at: index), length: Int(length), to: 0, candidates.formula)
            if relevance >= best.threshold { try best.offer(Int64(id), relevance) }
        }
    }

    private mutating func rankWindow(
        _ window: Int, of plan: WindowPlan, into best: inout some ArticleSink
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
        // To look a word up costs as much as to go through ten of its postings. So a word that is about as
        // frequent as those that lead leads, too.
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
        // What the words can add together that lead.
        let leaders = order[first...].reduce(Float(0)) { $0 + plan.bounds[start + $1] }
        for number in order[first...] where plan.blocks[start + number] != .max {
            addSums(
                of: number, from: Int(plan.blocks[start + number]), in: ids,
                beside: leaders - plan.bounds[start + number] + others, threshold)
        }
        try offerSums(ids, others: others, left: first, into: &best)
    }

    /// Where only one word leads to articles.
    private mutating func rankBlock(
        _ block: Int, of number: Int, in ids: ClosedRange<UInt32>, others: Float,
        left: Int, into best: inout some ArticleSink
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

    /// Adds what a word adds to the articles of a window, but for blocks none of whose articles can be among
    /// the best: the others add no more than `rest` to any.
    private mutating func addSums(
        of number: Int, from start: Int, in ids: ClosedRange<UInt32>, beside rest: Float, _ threshold: Float
    ) {
        let word = words[number]
        let reader = readers[number]
        let scores = scores[number]
        let base = ids.lowerBound
        unsafe sums.withUnsafeMutableBufferPointer { sums in
            var block = start
            while word.slab.begins(block, upTo: ids.upperBound) {
                defer { block += 1 }
                guard (word.bound(ofBlock: block, weights) + rest) * BlockScores.slack >= threshold else {
                    continue
                }
                reader.read(block)
                scores.forEach(reader.indices(in: ids)) { id, score in
                    // Below the window's size, as the article is in the window.
                    unsafe sums[Int(id &- base)] += score + Self.presence
                }
            }
        }
    }

    /// Offers the articles of a window whose sums are large enough, and leaves no sum.
    private mutating func offerSums(
        _ ids: ClosedRange<UInt32>, others: Float, left: Int, into best: inout some ArticleSink
    ) throws {
        var chosen: [(slot: Int, sum: Float)] = []
        let threshold = best.floatThreshold
        // A little below what an article needs.
        let least = max(
            (threshold / BlockScores.slack - others) * (1 - 1e-5) - others * 1e-5, Self.presence / 2)
        unsafe sums.withUnsafeMutableBytes { bytes in
            let size = 32
            for offset in stride(from: 0, to: bytes.count, by: size) {
                let eight = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
                if any(eight .>= least) {
                    for lane in 0..<8 where eight[lane] >= least {
                        chosen.append((offset / 4 + lane, eight[lane]))
                    }
                }
                unsafe bytes.storeBytes(of: SIMD8<Float>(), toByteOffset: offset, as: SIMD8<Float>.self)
            }
        }
        for (slot, sum) in chosen where (sum + others) * BlockScores.slack >= best.floatThreshold {
            try offer(ids.lowerBound + UInt32(truncatingIfNeeded: slot), sum, left: left, into: &best)
        }
    }

    /// Adds what the words have that did not lead here, as long as the article may be among the best: the
    /// first `left` in the order, of which first only the blocks are looked at.
    private mutating func offer(
        _ id: UInt32, _ score: Float, left: Int, into best: inout some ArticleSink
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
