/// The number that names an article for as long as Gazette knows it.
///
/// It survives replacement of the article's file, a rebuild of the index and a restore; it is never given
/// to another article. Always positive.
public struct ArticleID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself, 1 or more.
    public let rawValue: Int64

    /// Names the article with the given number; `nil` unless it is positive.
    public init?(rawValue: Int64) {
        guard rawValue > 0 else { return nil }
        self.rawValue = rawValue
    }

    /// The number in decimal digits.
    public var description: String { String(rawValue) }

    /// Whether `left` was given out before `right`.
    public static func < (left: ArticleID, right: ArticleID) -> Bool { left.rawValue < right.rawValue }
}
