internal import Postings

/// What a commit of our own segments leaves to be merged, and how much of it is worth merging now.
struct SegmentCrowding: Sendable {
    /// From so many segments on a level on, commits merge as they write: a search looks into each.
    private static let crowdedSegmentCount = 16
    /// The least that is worth a transaction, in pages.
    private static let smallestStep = 64

    /// About how many pages are to be merged; `nil` where segments are few.
    ///
    /// Each page is written once a level, so that with this pace the number of segments stays bounded.
    let duePageCount: Int?

    init(_ structure: SegmentStructure, writtenPageCount: Int) {
        let fullest = structure.levels.map(\.segments.count).max() ?? 0
        duePageCount =
            fullest < Self.crowdedSegmentCount
            ? nil : max(Self.smallestStep, writtenPageCount * (structure.levels.count + 1))
    }
}
