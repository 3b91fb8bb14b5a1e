public import Articles
public import SystemPackage

/// What one commit of the index adds to the ledger. Writing it twice is writing it once.
public struct LedgerEntries: Sendable {
    /// What happened to a path.
    public struct Event: Sendable {
        /// The path.
        public var path: FilePath
        /// Where it stands from then on.
        public var state: FileState
        /// Why, or `nil`.
        public var reason: String?
        /// What it holds from then on.
        public var contentHash: [UInt8]?
    }

    struct Identity: Sendable {
        var contentHash: [UInt8]
        var ordinal: Int64
        var articleID: Int64
        var firstSeen: Int64
    }

    /// The commit.
    public internal(set) var revision: Revision
    /// When, in milliseconds since 1970.
    public internal(set) var time: Int64
    /// What happened, in order; at most one event a path.
    public internal(set) var events: [Event] = []
    var identities: [Identity] = []
    var nextArticleID: Int64
}
