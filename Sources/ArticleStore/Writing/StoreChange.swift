public import Articles
public import SystemPackage

/// One of the things that a commit does to the index.
public enum StoreChange: Sendable {
    /// A file was read, whole or in part.
    case read(FilePieces)
    /// A file was not taken. Its identity is kept, so that it is not read again until it changes.
    case refused(path: FilePath, folder: Int64, identity: FileIdentity?, reason: String)
    /// A path is gone from its folder.
    case removed(path: FilePath, reason: String?)
    /// A path has another name; its bytes are the same.
    case moved(from: FilePath, to: FilePath, folder: Int64, identity: FileIdentity)
    /// A file that was taken cannot be read any more; its articles stay as they were.
    case kept(path: FilePath, folder: Int64, identity: FileIdentity, reason: String)
    /// Articles are taken out for good, as ``ArticleStore/noteForgotten(_:now:)`` has noted.
    case forgotten(articles: [Int64])
    /// A path holds the bytes it held, under another identity (its mode or its device's number changed).
    case touched(path: FilePath, folder: Int64, identity: FileIdentity)
}

/// A share of the articles of one file, in order. A small file is one share; a file of many articles is
/// several, each committed apart.
public struct FilePieces: Sendable {
    /// Where the file is.
    public var path: FilePath
    /// The id of its watched folder.
    public var folder: Int64
    /// What `stat` said before it was read.
    public var identity: FileIdentity
    /// The hash of the whole file.
    public var hash: ContentHash
    /// What was read of it since the share before.
    public var pieces: [PreparedPiece]
    /// Whether this is its last share.
    public var isLast: Bool
    /// The character set that it was read in, where that was guessed.
    public var guess: GuessedCharset?

    /// Makes a share.
    public init(
        path: FilePath, folder: Int64, identity: FileIdentity, hash: ContentHash, pieces: [PreparedPiece],
        isLast: Bool, guess: GuessedCharset? = nil
    ) {
        self.path = path
        self.folder = folder
        self.identity = identity
        self.hash = hash
        self.pieces = pieces
        self.isLast = isLast
        self.guess = guess
    }
}

/// One piece of a file, ready to be written.
public struct PreparedPiece: Sendable {
    /// What the piece is.
    public enum Kind: Sendable {
        /// An article.
        case article(PreparedArticle)
        /// Not taken, for a reason.
        case refused(reason: String)
        /// The bytes that the file held at this ordinal before.
        case unchanged
    }

    /// 0 where the file is one article; else its line or element, from 1.
    public var ordinal: Int64
    /// A hash of the bytes of the piece.
    public var sourceHash: UInt64
    /// What it is.
    public var kind: Kind
    /// The name that it goes by in its file, which no other piece of the file has; `nil` where it goes by its
    /// number.
    public var member: String?

    /// Makes a piece.
    public init(ordinal: Int64, sourceHash: UInt64, kind: Kind, member: String? = nil) {
        self.member = member
        self.ordinal = ordinal
        self.sourceHash = sourceHash
        self.kind = kind
    }

    var isUnchanged: Bool { if case .unchanged = kind { true } else { false } }
}
