/// The number of a commit of the index; each later commit has a larger one, also after a rebuild.
public struct Revision: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number itself, 0 before the first commit.
    public let rawValue: Int64

    /// Names the commit with the given number.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The revision that the next commit makes.
    public var next: Revision { Revision(rawValue: rawValue + 1) }

    /// The number in decimal digits.
    public var description: String { String(rawValue) }

    /// Whether `left` is the earlier commit.
    public static func < (left: Revision, right: Revision) -> Bool { left.rawValue < right.rawValue }
}
