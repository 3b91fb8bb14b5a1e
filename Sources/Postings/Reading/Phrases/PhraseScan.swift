/// Looks for a phrase in doclists that are read: first which articles have a word of each place, and only in
/// those where.
struct PhraseScan: Sendable {
    /// A place of a phrase.
    struct Place: Sendable {
        /// How many tokens of the phrase stand before it.
        let number: Int
        /// Of each term that may stand there what each segment has, the newest first.
        let terms: [[WordDoclists.Part]]
    }

    /// Those that the fewest articles have first.
    let places: [Place]

    /// Where the phrase stands in some articles.
    ///
    /// - Parameter ids: The articles.
    /// - Returns: Those with words of all places in a row.
    /// - Throws: ``PostingsError``.
    func matches(in ids: ClosedRange<UInt32>) throws -> PhraseMatches {
        var walks: [PlaceWalk] = []
        let candidates = try candidates(in: ids, &walks)
        var matches = PhraseMatches()
        var starts = PlaceRow()
        var following = PlaceRow()
        for id in candidates {
            guard find(id, in: &walks) else { continue }
            try walks[0].read(id, into: &starts)
            starts.move(back: walks[0].number)
            for index in walks.indices.dropFirst() where !starts.isEmpty {
                try walks[index].read(id, into: &following)
                starts.keep(followedBy: following, at: walks[index].number)
            }
            if !starts.isEmpty { matches.append(id, starts) }
        }
        return matches
    }

    /// The articles that have a word of each place, ascending, and walks through the entries of at least
    /// these.
    private func candidates(
        in ids: ClosedRange<UInt32>, _ walks: inout [PlaceWalk]
    ) throws -> [UInt32] {
        // What the first place has not got is no candidate.
        let parts = places[0].terms.joined().filter { $0.part.ids.overlaps(ids) }
        guard let first = parts.map(\.part.ids.lowerBound).min(),
            let last = parts.map(\.part.ids.upperBound).max()
        else { return [] }
        let ids = ids.clamped(to: first...last)
        let byteCount = places.reduce(0) { $0 + $1.byteCount(in: ids) }
        guard places.count <= PlaceMarks.placeBound, var marks = PlaceMarks(ids, byteCount: byteCount) else {
            return try mergedCandidates(in: ids, &walks)
        }
        for (index, place) in places.enumerated() {
            let walk = try PlaceWalk(place) { part in
                try marks.note(place: index) { try part.entries(of: ids, keeps: $0) }
            }
            guard !walk.isEmpty else { return [] }
            walks.append(walk)
        }
        for index in walks.indices.dropLast() {
            walks[index].keep { marks.keep(&$0, havingAll: places.count) }
        }
        let bound = walks[walks.count - 1].rows.reduce(0) { $0 + $1.count }
        return marks.ids(havingAll: places.count, bound: bound)
    }

    /// Likewise, for few articles that lie far apart.
    private func mergedCandidates(
        in ids: ClosedRange<UInt32>, _ walks: inout [PlaceWalk]
    ) throws -> [UInt32] {
        var candidates: [UInt32] = []
        for place in places {
            let walk = try PlaceWalk(place) { part in
                try part.entries(of: ids) { $0 >= UInt64(ids.lowerBound) ? 1 : 0 }
            }
            if walks.isEmpty {
                candidates = EntryMerge.ids(of: walk.rows)
            } else {
                EntryMerge.keep(&candidates, in: walk.rows)
            }
            guard !candidates.isEmpty else { return [] }
            walks.append(walk)
        }
        return candidates
    }

    /// Has the walks find their entries of an article; `false` where it is certain already that the phrase is
    /// not there.
    @inline(__always)
    private func find(_ id: UInt32, in walks: inout [PlaceWalk]) -> Bool {
        var starts = UInt64.max
        for index in walks.indices {
            starts &= walks[index].find(id)
            if starts == 0 { return false }
        }
        return true
    }
}

extension PhraseScan.Place {
    /// About how many bytes the entries of some articles take.
    fileprivate func byteCount(in ids: ClosedRange<UInt32>) -> Int {
        terms.joined().reduce(0) { sum, part in
            guard part.part.ids.overlaps(ids), !part.part.leaves.isEmpty else { return sum }
            let leafCount = part.part.leaves.range(with: ids).count
            return sum + part.doclist.byteCount / part.part.leaves.count * leafCount
        }
    }
}

extension WordDoclists.Part {
    /// The entries of some articles, but for those that count no more. Those that are not kept may be of
    /// others, too.
    @inline(__always)
    fileprivate func entries(
        of ids: ClosedRange<UInt32>, keeps: (UInt64) -> Int
    ) throws(PostingsError) -> [UInt64] {
        guard part.ids.overlaps(ids) else { return [] }
        let leaves = part.leaves.range(with: ids)
        guard let superseded = part.superseded else {
            return try DoclistEntries.entries(of: doclist, leaves: leaves, ids: ids, keeps: keeps)
        }
        return try DoclistEntries.entries(of: doclist, leaves: leaves, ids: ids) { id in
            superseded.contains(Int64(bitPattern: id)) ? 0 : keeps(id)
        }
    }
}
