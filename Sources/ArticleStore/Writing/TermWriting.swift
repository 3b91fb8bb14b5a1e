/// Who writes the terms of articles into the full-text index.
enum TermWriting: Sendable {
    /// We do, a segment a commit, where FTS5's tables are of the version that we know; otherwise FTS5.
    case segmentsWhereKnown
    /// FTS5 does, article by article.
    case statements
}
