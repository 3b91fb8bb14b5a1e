/// What a word can add to single articles, which ascend: the bound of the block that each would be in.
struct BoundCursor {
    private let word: WeighedWord
    private let weights: BoundWeights
    private var block = 0
    private var last: UInt32?
    private var bound: Float = 0

    init(_ word: WeighedWord, _ weights: BoundWeights) {
        self.word = word
        self.weights = weights
    }

    /// Goes to where the articles of a window begin.
    mutating func start(at block: UInt32) {
        self.block = block == .max ? word.slab.blockCount : Int(block)
        last = nil
    }

    /// A little more than the most that the word can add.
    @inline(__always)
    mutating func bound(at id: UInt32) -> Float {
        if let last, id <= last { return bound }
        block = word.slab.firstBlock(reaching: id, from: block)
        guard block < word.slab.blockCount else {
            last = .max
            bound = 0
            return 0
        }
        // A block of this list, by the line above.
        last = unsafe word.slab.lastIDs[block]
        bound = word.bound(ofBlock: block, weights)
        return bound
    }
}
