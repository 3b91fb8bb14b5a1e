/// Terms of what was taken out of the full-text index. They are still there, and once more as marks that they
/// count no more, until both meet: which is in the last level alone, and so the later, the more levels there
/// are.
///
/// Merging levels by their sizes alone, as FTS5 does, an index whose articles are replaced again and again
/// was six times as large as it had to be after a quarter of an hour. What was removed before the start is
/// not counted; a merge of all segments takes it, too.
struct DeadTerms: Sendable {
    /// What of the segments is to be merged after a commit.
    enum Step: Equatable {
        /// All of them, into one.
        case all
        /// Those that it is the turn of.
        case next
    }

    /// In an index of fewer pages nobody notices, and each commit that removes something would merge all.
    private static let leastPageCount = 16

    /// How many positions were taken out since the last merge of all segments began.
    private var positionCount: Int64 = 0
    /// Whether all segments are being merged.
    private var areBeingRemoved = false

    /// Takes note of a commit; `nil` where nothing is to be merged now.
    mutating func step(after commit: SegmentCrowding) -> Step? {
        positionCount += commit.removedPositionCount
        if !commit.isMerging { areBeingRemoved = false }
        // Another merge may be under way when that of all segments is over; it is not waited for for ever.
        if areBeingRemoved, positionCount < max(1, commit.positionCount) { return .next }
        // With the marks, the index is then at most twice as large as it has to be.
        if positionCount > 0, positionCount >= commit.positionCount / 2,
            commit.pageCount >= Self.leastPageCount
        {
            return .all
        }
        return commit.isCrowded ? .next : nil
    }

    /// Takes note that the merge of all segments has begun.
    mutating func begin() {
        positionCount = 0
        areBeingRemoved = true
    }
}
