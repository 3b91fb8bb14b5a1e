internal import Synchronization

/// The windows of all articles that have any of some words, the most promising first: each is given to one of
/// those that ask.
final class WindowRow: Sendable {
    /// 4,096 articles: a word in one of thirty has a whole block there. In smaller windows blocks are read
    /// again and again, in larger ones the words can add more together than any one article has of them.
    static let windowBits = 12

    let plan: WindowPlan
    private let order: [Int]
    private let givenCount = Atomic(0)

    /// Cuts the articles; calls `check` for each word.
    init(_ words: [WeighedWord], _ weights: BoundWeights, checking check: () throws -> Void) rethrows {
        let last = words.reduce(0) { max($0, $1.list.lastID) }
        let first = words.reduce(UInt32.max) { min($0, $1.list.firstID) }
        plan = try WindowPlan(words, weights, in: first...last, bits: Self.windowBits, checking: check)
        order = plan.inOrder()
    }

    /// A window that nobody was given; `nil` without one.
    func next() -> Int? {
        let index = givenCount.add(1, ordering: .relaxed).oldValue
        return index < order.count ? order[index] : nil
    }
}
