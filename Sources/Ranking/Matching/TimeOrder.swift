internal import ArticleStore

/// Sorts articles by their times.
struct TimeOrder {
    /// Above so many articles, the index of times is gone through instead of looking each of them up.
    private static let lookupBound = 1_000

    private let reader: IndexReader

    init(_ reader: IndexReader) { self.reader = reader }

    /// The first `count` of a set, by time and, of equal time, by number.
    func first(
        _ count: Int, of ids: [Int64], order: RankedOrder, contains: (Int64) -> Bool
    ) throws -> [Int64] {
        guard count > 0, !ids.isEmpty else { return [] }
        let isOldest = order == .oldest
        if ids.count <= Self.lookupBound {
            let timed = try ids.map { (time: try reader.sortTime(of: $0) ?? 0, id: $0) }
            let sorted = timed.sorted { ($0.time, $0.id) < ($1.time, $1.id) }.map(\.id)
            return Array((isOldest ? sorted : sorted.reversed()).prefix(count))
        }
        var found: [Int64] = []
        try withoutActuallyEscaping(contains) { contains in
            let visit: (Int64) -> Bool = { id in
                if contains(id) { found.append(id) }
                return found.count < min(count, ids.count)
            }
            if isOldest {
                try reader.forEachIDByTimeReversed(visit)
            } else {
                try reader.forEachIDByTime(visit)
            }
        }
        return found
    }
}
