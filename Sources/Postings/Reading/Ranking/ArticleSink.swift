internal import Synchronization

/// Takes articles that may be among the best.
protocol ArticleSink {
    /// The most to keep.
    var count: Int { get }
    /// Whether there is room for any article.
    var hasRoom: Bool { get }
    /// What an article must have to be among the best; negative while there is room for any.
    var threshold: Double { get }
    /// A little less than ``threshold``, for numbers of 32 bits.
    var floatThreshold: Float { get }
    /// Takes an article in, if it is among the best.
    mutating func offer(_ id: Int64, _ relevance: Double) throws
}

extension BestArticles: ArticleSink {}

/// What an article needs at least, as two threads know that gather the best of different articles: what one
/// has found, the other need not look for.
final class SharedFloor: Sendable {
    /// Numbers from 0 up are in the order of their bits.
    private let bits = Atomic<UInt32>(0)

    /// 0 or more.
    var value: Float { Float(bitPattern: bits.load(ordering: .relaxed)) }

    /// Raises it, unless it is as high.
    func raise(to value: Float) {
        guard value > 0 else { return }
        _ = bits.max(value.bitPattern, ordering: .relaxed)
    }
}

/// A sink for one of two threads.
struct SinkBesideAnother<Own: ArticleSink>: ArticleSink {
    var own: Own
    private let floor: SharedFloor
    private(set) var floatThreshold: Float

    init(_ own: Own, _ floor: SharedFloor) {
        self.own = own
        self.floor = floor
        floatThreshold = own.floatThreshold
    }

    var count: Int { own.count }
    var hasRoom: Bool { own.hasRoom }
    var threshold: Double { own.threshold }

    mutating func offer(_ id: Int64, _ relevance: Double) throws {
        try own.offer(id, relevance)
        floor.raise(to: own.floatThreshold)
        update()
    }

    /// Takes over what the other has found.
    mutating func update() { floatThreshold = max(own.floatThreshold, floor.value) }
}

/// Articles that may be among the best, where nobody can be asked for their times: all that are as relevant
/// as the last of the best.
struct Contenders: ArticleSink {
    let count: Int
    var articles: [RankedArticle] = []
    /// The largest relevances, ascending.
    private var relevances: [Double] = []

    init(count: Int) { self.count = count }

    var hasRoom: Bool { relevances.count < count }
    var threshold: Double { hasRoom ? -1 : relevances.first ?? .infinity }
    var floatThreshold: Float {
        let threshold = threshold
        return threshold == .infinity ? .infinity : Float(threshold * (1 - 1e-6))
    }

    mutating func offer(_ id: Int64, _ relevance: Double) {
        guard relevance >= threshold else { return }
        articles.append(RankedArticle(id: id, relevance: relevance))
        if !hasRoom { relevances.removeFirst() }
        let index = relevances.firstIndex { $0 >= relevance } ?? relevances.count
        relevances.insert(relevance, at: index)
    }
}
