public import Articles
public import SystemPackage

/// What the index knows of one path.
public struct StoredFile: Sendable {
    /// The row's number, small and dense.
    public let id: Int64
    /// The path.
    public let path: FilePath
    /// The id of its watched folder.
    public let folder: Int64
    /// Where it stands: pending, indexed, refused or deleted; the other states follow from its folder and its
    /// twins.
    public let state: FileState
    /// Why it is refused or pending.
    public let reason: String?
    /// What `stat` said when it was read; `nil` for a deleted file.
    public let identity: FileIdentity?
    /// The bytes it holds, `nil` where none were taken.
    public let contentID: Int64?
    /// Whether its folder is there, and the file system that it lies on.
    public let isOnline: Bool
    /// The file system that it lies on, while another stands in the place of that; `nil` for one that is
    /// there as far as is known.
    public let awayWith: String?
    /// The commit that last changed what the index knows of it.
    public let revision: Revision

    init(_ row: FileRow) {
        id = row.id ?? 0
        path = row.path
        folder = row.folderID
        state = row.state
        reason = row.reason
        identity = row.identity
        contentID = row.contentID
        isOnline = row.isOnline
        awayWith = row.awayWith
        revision = row.revision
    }
}

/// A watched folder, as the index knows it.
public struct StoredFolder: Sendable {
    /// Its number.
    public let id: Int64
    /// Where it is.
    public let path: FilePath
    /// Whether it is there and configured.
    public let isOnline: Bool
    /// Which names are taken, in the words of who watches it.
    public let rules: String
}

/// Counts of everything in the index.
public struct StoreCounts: Sendable, Equatable {
    /// Articles that can be found.
    public var articles = 0
    /// Lines and elements that were refused in files of many.
    public var refusedPieces = 0
    /// Files that are indexed and whose folder is there.
    public var indexed = 0
    /// Files that are not read to their end.
    public var pending = 0
    /// Files that were refused.
    public var refused = 0
    /// Files that are indexed and whose folder is away.
    public var offline = 0
    /// Files that were there once.
    public var deleted = 0
}
