/// Terms of what was taken out of the full-text index. They are still there, and once more as marks that they count no
/// more, until both meet: which is in the last level alone, and so the later, the more levels there are.
///
/// Merging levels by their sizes alone, as FTS5 does, an index whose articles are replaced again and again was six times as
/// large as it had to be after a quarter of an hour. What was removed before the start is not known; a merge of all
/// segments takes it, too.
struct DeadTerms: Sendable {
    /// What of the segments is to be merged after a commit.
    enum Step: Equatable {
        /// All of them, into one.
        case all
        /// Those that it is the turn of.
        case next
    }

    /// How many positions were taken out since the last merge of all segments began.
    private var positionCount: Int64 = 0
    /// Whether all segments are being merged.
    private var areBeingRemoved = false

    /// Takes note of a commit; `nil` where nothing is to be merged now.
    mutating func step(after commit: SegmentCrowding) -> Step? {
        positionCount += commit.removedPositionCount
        if !commit.isMerging { areBeingRemoved = false }
        if areBeingRemoved { return .next }
        // With the marks, the index is then at most twice as large as it has to be.
        if positionCount > 0, positionCount >= commit.positionCount / 2 { return .all }
        return commit.isCrowded ? .next : nil
    }

    /// Takes note that the merge of all segments has begun.
    mutating func begin() {
        positionCount = 0
        areBeingRemoved = true
    }
}
