/// The time that each article sorts by.
///
/// A value of one commit. A copy that is brought up to a later commit shares what did not change.
public struct ArticleTimes: Sendable {
    private var table = ArticleTable<Int64>(none: 0)

    /// Makes times of no article.
    public init() {}

    /// Takes in an article that came or changed.
    ///
    /// - Parameters:
    ///   - id: Its number.
    ///   - time: Its time.
    /// - Throws: ``PostingsError`` for a number above 4 billion.
    public mutating func set(_ id: Int64, _ time: Int64) throws(PostingsError) {
        guard let id = UInt32(exactly: id) else { throw PostingsError(.outOfRange, "article \(id)") }
        table[id] = time
    }

    /// The time of an article; 0 where there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Its time.
    public subscript(id: Int64) -> Int64 { UInt32(exactly: id).map { table[$0] } ?? 0 }
}
