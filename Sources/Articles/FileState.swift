/// Where a path stands: every file that ever stood in a watched folder is in exactly one state.
public enum FileState: String, Hashable, Sendable, CaseIterable {
    /// Its articles can be found.
    case indexed
    /// Its bytes are those of a file that is indexed already; both paths name the same articles.
    case alias
    /// Seen, and not yet read to its end.
    case pending
    /// Not taken, for a reason that is kept.
    case refused
    /// No longer in its folder; its articles went with it unless another path holds them.
    case deleted
    /// Its folder is away (unmounted, missing or no longer configured); its articles stay searchable.
    case offline
}
