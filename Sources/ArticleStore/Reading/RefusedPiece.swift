public import SystemPackage

/// Which piece of which content.
public struct PiecePlace: Sendable, Hashable {
    /// The content's number.
    public var content: Int64
    /// The piece's line, element or member in it, from 1.
    public var ordinal: Int64

    /// Makes a place.
    public init(content: Int64, ordinal: Int64) {
        self.content = content
        self.ordinal = ordinal
    }
}

/// An article that was refused in a file of many.
public struct RefusedPiece: Sendable, Equatable {
    /// Where it stands in the index.
    public var place: PiecePlace
    /// The oldest file that holds it; `nil` where none does any more.
    public var path: FilePath?
    /// Its name in an archive or a mail.
    public var member: String?
    /// Why it was refused.
    public var reason: String
}
