/// Finds phrases near each other as FTS5 does: `NEAR(a b, 10)`.
struct NearMatcher {
    /// How many tokens each phrase has.
    let termCounts: [Int]
    /// The most tokens between the end of the first phrase and the start of the last.
    let distance: Int

    private var kept: [[Position]] = []
    private var next: [Int] = []

    init(termCounts: [Int], distance: Int) {
        self.termCounts = termCounts
        self.distance = distance
    }

    /// Leaves of the phrases' starts those that belong to a place where all phrases are near each other.
    ///
    /// The walk is FTS5's, as its outcome depends on it: of the phrases that stand together at one time, the
    /// one whose next start comes first moves on.
    ///
    /// - Parameter starts: For each phrase where it begins, in order; becomes what is left.
    /// - Returns: Whether there is such a place.
    mutating func keepNear(_ starts: inout [[Position]]) -> Bool {
        kept = starts.map { _ in [] }
        next = starts.map { _ in 0 }
        defer { starts = kept }
        guard starts.allSatisfy({ !$0.isEmpty }) else { return false }
        while align(starts) {
            for index in starts.indices where kept[index].last != starts[index][next[index]] {
                kept[index].append(starts[index][next[index]])
            }
            guard advance(starts) else { break }
        }
        return !kept[0].isEmpty
    }

    /// Moves the phrases on until all stand near each other; `false` when one comes to its end.
    private mutating func align(_ starts: borrowing [[Position]]) -> Bool {
        var last = Int64(bitPattern: starts[0][next[0]].rawValue)
        var isAligned = false
        while !isAligned {
            isAligned = true
            for index in next.indices {
                let first = last - Int64(termCounts[index]) - Int64(distance)
                var start = Int64(bitPattern: starts[index][next[index]].rawValue)
                guard start < first || start > last else { continue }
                isAligned = false
                while start < first {
                    next[index] += 1
                    guard next[index] < starts[index].count else { return false }
                    start = Int64(bitPattern: starts[index][next[index]].rawValue)
                }
                last = max(last, start)
            }
        }
        return true
    }

    private mutating func advance(_ starts: borrowing [[Position]]) -> Bool {
        func following(_ index: Int) -> UInt64 {
            next[index] + 1 < starts[index].count ? starts[index][next[index] + 1].rawValue : .max
        }
        var chosen = 0
        for index in next.indices where following(index) < following(chosen) { chosen = index }
        next[chosen] += 1
        return next[chosen] < starts[chosen].count
    }
}
