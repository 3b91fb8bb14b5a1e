/// What of a database a snapshot has to read.
public enum SnapshotReading {
    /// Every page, for this reason.
    case whole(WholeReading)
    /// What has changed since the snapshot before.
    case changes(ChangedPages)

    /// What has changed; `nil` where every page is to be read.
    public var changedPages: ChangedPages? {
        if case .changes(let pages) = self { pages } else { nil }
    }
}

/// Why every page of a database is read for a snapshot. The words are part of the answer to who has it taken.
public enum WholeReading: String, Sendable {
    /// What changed before this program has opened the database is not known, and what does since is told
    /// only from a commit on.
    case start
    /// What has changed is not known: another program has committed, or the log was emptied, or it was too
    /// much.
    case unknown
    /// Something was forgotten, and the index written anew.
    case forgotten
    /// A check or a drill has found a snapshot wanting.
    case distrusted
    /// It is a week ago that every page was read.
    case week
    /// The snapshot before is gone or damaged.
    case base
}
