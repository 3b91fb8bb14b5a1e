public import Articles

/// What a commit did.
public struct CommitReport: Sendable {
    /// The revision it made; the one before it where nothing changed.
    public let revision: Revision
    /// Articles that were put in or changed.
    public let writtenArticles: Int
    /// Articles that were taken out.
    public let removedArticles: Int
    /// What the ledger must get, in the order of commits; `nil` where nothing changed.
    public let ledger: LedgerEntries?
    /// What the commit left for merging; `nil` where FTS5 sees to that.
    let crowding: SegmentCrowding?
}
