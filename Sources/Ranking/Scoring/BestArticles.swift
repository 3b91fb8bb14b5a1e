/// An article with its relevance.
struct ScoredArticle: Equatable {
    var id: Int64
    var relevance: Double

    /// The documented order: the more relevant first, and of equals the one that came later.
    static func isBefore(_ left: ScoredArticle, _ right: ScoredArticle) -> Bool {
        left.relevance != right.relevance ? left.relevance > right.relevance : left.id > right.id
    }
}

/// Keeps the best of the articles it is offered, in a heap with the worst of them on top.
struct BestArticles {
    private let count: Int
    private var heap: [ScoredArticle] = []

    /// Keeps at most `count`.
    init(count: Int) { self.count = max(0, count) }

    /// O(log k), and O(1) for an article that is not among the best.
    mutating func offer(_ article: ScoredArticle) {
        if heap.count < count {
            heap.append(article)
            siftUp(heap.count - 1)
        } else if let worst = heap.first, ScoredArticle.isBefore(article, worst) {
            heap[0] = article
            siftDown()
        }
    }

    /// The best first. O(k log k).
    var sorted: [ScoredArticle] { heap.sorted(by: ScoredArticle.isBefore) }

    private mutating func siftUp(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard ScoredArticle.isBefore(heap[parent], heap[index]) else { return }
            heap.swapAt(parent, index)
            index = parent
        }
    }

    private mutating func siftDown() {
        var index = 0
        while true {
            var worst = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < heap.count && ScoredArticle.isBefore(heap[worst], heap[child]) { worst = child }
            guard worst != index else { return }
            heap.swapAt(worst, index)
            index = worst
        }
    }
}
