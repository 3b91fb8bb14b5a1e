/// Articles of which an older index still has postings that count no more.
///
/// FTS5 takes the terms of an article out when it is told them once more. What an earlier analysis made can
/// be told no more, so its postings stay where they are and are passed over.
public struct SupersededArticles: Sendable {
    /// Every article up to this one.
    private let last: Int64
    /// Further ones.
    private let others: Set<Int64>

    /// Makes a set.
    ///
    /// - Parameters:
    ///   - last: Every article up to this one is in it.
    ///   - others: So are these.
    public init(through last: Int64, and others: Set<Int64>) {
        self.last = last
        self.others = others
    }

    /// Whether an article's postings count no more.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Whether it is in the set.
    public func contains(_ id: Int64) -> Bool { id <= last || !others.isEmpty && others.contains(id) }
}
