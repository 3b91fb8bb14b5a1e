/// Articles by number, ascending, each once.
struct ArticleSet: Equatable {
    let ids: [Int64]

    /// Takes numbers that ascend already, perhaps with repetitions next to each other.
    init(ascending ids: [Int64]) {
        var unique: [Int64] = []
        unique.reserveCapacity(ids.count)
        for id in ids where unique.last != id { unique.append(id) }
        self.ids = unique
    }

    /// Whether it has the article. O(log n).
    func contains(_ id: Int64) -> Bool {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id
    }

    func intersection(_ other: ArticleSet) -> ArticleSet {
        let (few, many) = ids.count <= other.ids.count ? (self, other) : (other, self)
        // Searching beats merging when one side is much the smaller.
        if many.ids.count / 32 > few.ids.count { return ArticleSet(ascending: few.ids.filter(many.contains)) }
        return merged(with: other) { inLeft, inRight in inLeft && inRight }
    }

    func union(_ other: ArticleSet) -> ArticleSet { merged(with: other) { _, _ in true } }

    func subtracting(_ other: ArticleSet) -> ArticleSet {
        merged(with: other) { inLeft, inRight in inLeft && !inRight }
    }

    private func merged(with other: ArticleSet, _ keeps: (Bool, Bool) -> Bool) -> ArticleSet {
        var result: [Int64] = []
        var left = 0
        var right = 0
        while left < ids.count || right < other.ids.count {
            let nextLeft = left < ids.count ? ids[left] : Int64.max
            let nextRight = right < other.ids.count ? other.ids[right] : Int64.max
            let next = min(nextLeft, nextRight)
            if keeps(nextLeft == next, nextRight == next) { result.append(next) }
            if nextLeft == next { left += 1 }
            if nextRight == next { right += 1 }
        }
        return ArticleSet(ascending: result)
    }
}
