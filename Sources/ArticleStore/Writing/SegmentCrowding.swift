internal import Postings

/// What a commit of our own segments leaves to be merged.
struct SegmentCrowding: Sendable {
    /// From so many segments on a level on, commits merge as they write: a search looks into each.
    private static let crowdedSegmentCount = 16
    /// The least that is worth a transaction, in pages.
    private static let smallestStep = 64

    /// Whether there are so many segments that some are to be merged now.
    let isCrowded: Bool
    /// Whether a merge has begun that has not come to its end.
    let isMerging: Bool
    /// About how many pages a commit merges, if it does. Each page is written once a level, so that with this
    /// pace the number of segments stays bounded.
    let stepPageCount: Int
    /// How many pages all segments have.
    let pageCount: Int
    /// How many positions the commit has taken out.
    let removedPositionCount: Int64
    /// How many positions all articles have.
    let positionCount: Int64

    init(
        _ structure: SegmentStructure, writtenPageCount: Int, removedPositionCount: Int64,
        positionCount: Int64
    ) {
        let counts = structure.levels.map(\.segments.count)
        isCrowded = (counts.max() ?? 0) >= Self.crowdedSegmentCount
        isMerging = structure.levels.contains { $0.mergingCount > 0 }
        pageCount = structure.levels.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.pageCount } }
        // FTS5 leaves empty levels behind where it has merged all of them into one.
        stepPageCount = max(Self.smallestStep, writtenPageCount * (counts.count { $0 > 0 } + 1))
        self.removedPositionCount = removedPositionCount
        self.positionCount = positionCount
    }
}
