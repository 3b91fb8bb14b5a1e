/// About what the postings of a block add to the relevance of their articles: fast, and a little too much rather
/// than too little once it is multiplied by ``slack``.
struct BlockScores {
    /// More than what 32 bits and the order of adding can change.
    static let slack: Float = 1 + 1e-4

    private let weights: BoundWeights
    private let weight: Float
    private let exactWeight: Float
    private let reader: BlockReader
    private let lengths: ArticleLengths.Reading
    private let list: PostingList

    init(
        _ word: WeighedWord, _ reader: BlockReader, _ weights: BoundWeights, _ lengths: ArticleLengths.Reading
    ) {
        self.weights = weights
        self.reader = reader
        self.lengths = lengths
        list = word.list
        weight = Float(word.idf * word.factor) * weights.scale
        exactWeight = Float(word.exactIDF * word.exactFactor) * weights.scale
    }

    /// What the postings of the block add that was read last, those with an index in `range`.
    @inline(__always)
    func forEach(_ range: Range<Int>, _ visit: (UInt32, Float) -> Void) {
        let (codes, header) = unsafe reader.readCodes()
        let ids = unsafe reader.ids
        let ownLengths = unsafe reader.readLengths()
        let bodyMask = (1 << UInt32(header.bodyWidth)) &- 1 as UInt32
        let titleShift = UInt32(header.bodyWidth)
        let titleMask = UInt32(truncatingIfNeeded: (1 << UInt64(header.titleWidth)) &- 1 as UInt64)
        let otherBodyShift = titleShift &+ UInt32(header.titleWidth)
        let otherBodyMask = UInt32(truncatingIfNeeded: (1 << UInt64(header.otherBodyWidth)) &- 1 as UInt64)
        let otherTitleShift = otherBodyShift &+ UInt32(header.otherBodyWidth)
        let isPlain = header.otherBodyWidth == 0 && header.otherTitleWidth == 0
        let titleWeight = weights.title
        let bodyWeight = weights.body
        let constant = weights.constant
        let perToken = weights.perToken
        let both = weight + exactWeight
        for index in range {
            // Within the block by the caller.
            let id = unsafe ids[index]
            let code = UInt64(unsafe codes[index])
            let body = UInt32(truncatingIfNeeded: code) & bodyMask
            let title = UInt32(truncatingIfNeeded: code >> UInt64(titleShift)) & titleMask
            if _slowPath(body == 0xFF || title == 0xFF) {
                visit(id, exactly(id, index))
                continue
            }
            // A length of 65,535 stands for more: then this is too much, which does no harm.
            let length = unsafe ownLengths?[index] ?? UInt32(lengths.totals.element(of: id))
            let norm = constant + perToken * Float(length)
            let frequency = titleWeight * Float(title) + bodyWeight * Float(body)
            if isPlain {
                visit(id, both * frequency / (frequency + norm))
            } else {
                let exactBody =
                    body &- UInt32(truncatingIfNeeded: code >> UInt64(otherBodyShift)) & otherBodyMask
                let exactTitle = title &- UInt32(truncatingIfNeeded: code >> UInt64(otherTitleShift))
                let exact = titleWeight * Float(exactTitle) + bodyWeight * Float(exactBody)
                visit(id, weight * frequency / (frequency + norm) + exactWeight * exact / (exact + norm))
            }
        }
    }

    private func exactly(_ id: UInt32, _ index: Int) -> Float {
        score(reader.counts(at: index), length: lengths.total(of: id))
    }

    /// What an article's counts add.
    @inline(__always)
    func score(_ counts: Counts, length: UInt32) -> Float {
        let norm = weights.constant + weights.perToken * Float(length)
        let frequency = weights.title * Float(counts.title) + weights.body * Float(counts.body)
        let exact = weights.title * Float(counts.exactTitle) + weights.body * Float(counts.exactBody)
        return weight * frequency / (frequency + norm) + exactWeight * exact / (exact + norm)
    }
}
