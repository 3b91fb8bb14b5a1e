/// An article with its relevance.
public struct RankedArticle: Hashable, Sendable {
    /// The article's number.
    public let id: Int64
    /// The relevance, 0 or more; larger is better.
    public let relevance: Double

    /// Makes one.
    ///
    /// - Parameters:
    ///   - id: The article's number.
    ///   - relevance: The relevance.
    public init(id: Int64, relevance: Double) {
        self.id = id
        self.relevance = relevance
    }
}

/// Keeps the best of the articles that it is offered, in a heap with the worst of them on top.
///
/// The more relevant is better; of equal relevance the later one, by its time and then by its number. The
/// time is asked for only where two are equally relevant.
public struct BestArticles {
    private struct Entry {
        var relevance: Double
        var id: Int64
        var time: Int64?
    }

    /// The most to keep.
    let count: Int
    private let time: (Int64) throws -> Int64
    private var heap: [Entry] = []

    /// Keeps at most `count`.
    ///
    /// - Parameters:
    ///   - count: The most to keep; 0 or less keeps none.
    ///   - time: The time that an article sorts by, of its number.
    public init(count: Int, time: @escaping (Int64) throws -> Int64) {
        self.count = max(0, count)
        self.time = time
    }

    /// What an article must have to be among the best; negative while there is room for any.
    public var threshold: Double {
        if count == 0 { return .infinity }
        return heap.count < count ? -1 : heap[0].relevance
    }

    /// Whether there is room for any article.
    var hasRoom: Bool { heap.count < count }

    /// A little less than ``threshold``, for numbers of 32 bits.
    var floatThreshold: Float {
        let threshold = threshold
        return threshold == .infinity ? .infinity : Float(threshold * (1 - 1e-6))
    }

    /// Takes an article in, if it is among the best.
    ///
    /// - Parameters:
    ///   - id: The article's number.
    ///   - relevance: Its relevance.
    /// - Throws: What `time` throws.
    /// - Complexity: O(log *k*), and O(1) for an article that is not among the best.
    public mutating func offer(_ id: Int64, _ relevance: Double) throws {
        var entry = Entry(relevance: relevance, id: id)
        if heap.count < count {
            heap.append(entry)
            try siftUp(heap.count - 1)
        } else if count > 0, try isBetter(&entry, than: 0) {
            heap[0] = entry
            try siftDown(0, in: heap.count)
        }
    }

    /// The best first.
    ///
    /// - Returns: At most as many as were to be kept.
    /// - Throws: What the time of an article throws.
    /// - Complexity: O(*k* log *k*).
    public consuming func sorted() throws -> [RankedArticle] {
        // The worst goes behind all others, until the best is left.
        for end in stride(from: heap.count - 1, to: 0, by: -1) {
            heap.swapAt(0, end)
            try siftDown(0, in: end)
        }
        return heap.map { RankedArticle(id: $0.id, relevance: $0.relevance) }
    }

    private mutating func isBetter(_ entry: inout Entry, than index: Int) throws -> Bool {
        try Self.isBetter(&entry, than: &heap[index], time)
    }

    /// Without `self`: a method would hold on to the heap, and each time that is noted in it would copy it.
    private static func isBetter(
        _ entry: inout Entry, than other: inout Entry, _ time: (Int64) throws -> Int64
    ) throws -> Bool {
        if entry.relevance != other.relevance { return entry.relevance > other.relevance }
        let (own, others) = (try entry.time ?? time(entry.id), try other.time ?? time(other.id))
        entry.time = own
        other.time = others
        return own != others ? own > others : entry.id > other.id
    }

    private mutating func isBetter(_ left: Int, than right: Int) throws -> Bool {
        var entry = heap[left]
        let isBetter = try isBetter(&entry, than: right)
        heap[left] = entry
        return isBetter
    }

    private mutating func siftUp(_ start: Int) throws {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard try isBetter(parent, than: index) else { return }
            heap.swapAt(parent, index)
            index = parent
        }
    }

    private mutating func siftDown(_ start: Int, in end: Int) throws {
        var index = start
        while true {
            var worst = index
            for child in [2 * index + 1, 2 * index + 2] where child < end {
                if try isBetter(worst, than: child) { worst = child }
            }
            guard worst != index else { return }
            heap.swapAt(worst, index)
            index = worst
        }
    }
}
