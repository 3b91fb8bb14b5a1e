/// Finds phrases near each other as FTS5 does: `NEAR(a b, 10)`.
struct NearMatcher {
    /// So many steps are a tenth of a millisecond or some.
    private static let stepsBetweenChecks = 4_096

    /// How many tokens each phrase has.
    private let termCounts: [Int]
    /// The most tokens between the end of the first phrase and the start of the last.
    private let distance: Int64
    /// Ends work that nobody waits for any more.
    private let check: () throws -> Void

    /// Where phrases stand together at one time, in one article.
    private struct Walk {
        let starts: [[Position]]
        /// Of each phrase the start where it stands.
        var places: [Int]
        /// The start behind that: the phrase whose next one comes first moves on.
        var following: GrowingKeys
        /// Where each phrase ends: the one that ends first is the first to be too far away.
        var ends: GrowingKeys
        /// The last of the starts.
        var last: Int64
        /// The phrases that have moved since all stood near each other.
        var moved: [Int]
        var stepCount = 0
    }

    /// Finds phrases of so many tokens each, all different: one that is asked for twice is near itself.
    init(termCounts: [Int], distance: Int, checking check: @escaping () throws -> Void) {
        self.termCounts = termCounts
        self.distance = Int64(distance)
        self.check = check
    }

    /// Leaves of the phrases' starts those that belong to a place where all phrases are near each other.
    ///
    /// The walk is FTS5's, as its outcome depends on it: of the phrases that stand together at one time, the
    /// one whose next start comes first moves on. Which ones are too far away is not looked for among all of
    /// them, since a query may have thousands.
    ///
    /// - Parameter starts: For each phrase where it begins, in order; becomes what is left.
    /// - Returns: Whether there is such a place.
    /// - Throws: What the check throws.
    /// - Complexity: O(*n* log *p*) in all starts and the phrases.
    func keepNear(_ starts: inout [[Position]]) throws -> Bool {
        var kept = starts.map { _ in [Position]() }
        defer { starts = kept }
        guard starts.allSatisfy({ !$0.isEmpty }) else { return false }
        var walk = Walk(
            starts: starts, places: starts.map { _ in 0 },
            following: GrowingKeys(starts.map { Self.number($0, 1) }),
            ends: GrowingKeys(zip(starts, termCounts).map { Self.number($0, 0) + Int64($1) }),
            last: starts.reduce(.min) { max($0, Self.number($1, 0)) }, moved: Array(starts.indices))
        while try align(&walk) {
            for index in walk.moved {
                // It may have moved twice.
                let start = walk.starts[index][walk.places[index]]
                if kept[index].last != start { kept[index].append(start) }
            }
            walk.moved.removeAll(keepingCapacity: true)
            guard try advance(walk.following.smallest(), &walk) else { break }
        }
        return !kept[0].isEmpty
    }

    /// Moves the phrases on until all stand near each other; `false` when one comes to its end.
    private func align(_ walk: inout Walk) throws -> Bool {
        while true {
            let first = walk.ends.smallest()
            guard walk.ends[first] < walk.last - distance else { return true }
            guard try advance(first, &walk) else { return false }
        }
    }

    /// Moves one phrase on to its next start; `false` when there is none.
    private func advance(_ index: Int, _ walk: inout Walk) throws -> Bool {
        walk.stepCount += 1
        if walk.stepCount.isMultiple(of: Self.stepsBetweenChecks) { try check() }
        walk.places[index] += 1
        let place = walk.places[index]
        guard place < walk.starts[index].count else { return false }
        let start = Self.number(walk.starts[index], place)
        walk.last = max(walk.last, start)
        walk.ends.raise(index, to: start + Int64(termCounts[index]))
        walk.following.raise(index, to: Self.number(walk.starts[index], place + 1))
        walk.moved.append(index)
        return true
    }

    /// A start, or behind the last one a number above all.
    private static func number(_ starts: [Position], _ place: Int) -> Int64 {
        place < starts.count ? Int64(bitPattern: starts[place].rawValue) : .max
    }
}
