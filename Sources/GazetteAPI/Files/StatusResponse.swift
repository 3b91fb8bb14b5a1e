/// The answer of `GET /v1/status`.
public struct StatusResponse: Codable, Hashable, Sendable {
    /// Files by state.
    public struct Files: Codable, Hashable, Sendable {
        /// Files whose articles can be found, aliases included.
        public var indexed: Int
        /// Files that are known and not yet read.
        public var pending: Int
        /// Files that were not taken, each with its reason.
        public var refused: Int
        /// Files whose folder is away.
        public var offline: Int

        /// Makes counts.
        public init(indexed: Int, pending: Int, refused: Int, offline: Int) {
            self.indexed = indexed
            self.pending = pending
            self.refused = refused
            self.offline = offline
        }
    }

    /// A watched folder.
    public struct Folder: Codable, Hashable, Sendable {
        /// Where it is.
        public var path: String
        /// `events`, `polling` or `offline`; with no daemon, `offline` for a folder that is not there and
        /// `unwatched` for one that is.
        public var mode: String

        /// Makes a folder.
        public init(path: String, mode: String) {
            self.path = path
            self.mode = mode
        }
    }

    /// Something the owner should know: an index set aside, a folder that cannot be read, a full disk.
    public struct Notice: Codable, Hashable, Sendable {
        /// The codes of what keeps articles from getting in as long as it is told; all else has been mended,
        /// or may wait.
        public static let badCodes: Set<String> = ["cannot_commit", "database_moved"]

        /// When, in RFC 3339.
        public var time: String
        /// A stable word.
        public var code: String
        /// One line for a person.
        public var message: String

        /// Makes a notice.
        public init(time: String, code: String, message: String) {
            self.time = time
            self.code = code
            self.message = message
        }
    }

    /// A snapshot that is being taken, checked or rehearsed.
    public struct Work: Codable, Hashable, Sendable {
        /// `create`, `verify` or `drill`; `forget` while the index is written anew without an article.
        public var what: String
        /// The bytes of the databases that are done.
        public var doneByteCount: Int64
        /// All of them, as far as that is known.
        public var byteCount: Int64

        /// Makes a description.
        public init(what: String, doneByteCount: Int64, byteCount: Int64) {
            self.what = what
            self.doneByteCount = doneByteCount
            self.byteCount = byteCount
        }
    }

    /// Terms that are made anew, as another version of the program analyses texts otherwise.
    public struct Rebuild: Codable, Hashable, Sendable {
        /// The version of the analysis that made the old terms.
        public var from: Int
        /// The version that makes the new ones.
        public var to: Int
        /// The articles that have new terms.
        public var done: Int
        /// All articles.
        public var total: Int

        /// Makes a description.
        public init(from: Int, to: Int, done: Int, total: Int) {
            self.from = from
            self.to = to
            self.done = done
            self.total = total
        }
    }

    /// Where an archive keeps its things.
    public struct Places: Codable, Hashable, Sendable {
        /// The state directory.
        public var state: String
        /// The store of snapshots.
        public var snapshots: String

        /// Makes a description.
        public init(state: String, snapshots: String) {
            self.state = state
            self.snapshots = snapshots
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The version of the program that answers.
    public var version: String
    /// The revision of the index.
    public var revision: Int64
    /// Articles that can be found.
    public var articles: Int
    /// Articles inside files of many that were not taken.
    public var refusedArticles: Int
    /// Files by state.
    public var files: Files
    /// The watched folders.
    public var folders: [Folder]
    /// Whether the first scan is over; `false` with no daemon.
    public var ready: Bool
    /// The id of the newest good snapshot, or `null`.
    @ExplicitNull public var lastSnapshot: String?
    /// When a snapshot was last proved by a restore, or `null`.
    @ExplicitNull public var lastProvedRestore: String?
    /// What the owner should know, newest first.
    public var notices: [Notice]
    /// Work on snapshots that goes on; absent where none does.
    public var work: [Work]?
    /// Terms that are made anew; absent where all are of today's analysis.
    public var rebuild: Rebuild?
    /// Where the archive keeps its things; absent from daemons of earlier versions.
    public var places: Places?

    /// Makes a status.
    public init(
        version: String, revision: Int64, articles: Int, refusedArticles: Int, files: Files,
        folders: [Folder],
        ready: Bool, lastSnapshot: String?, lastProvedRestore: String?, notices: [Notice],
        work: [Work]? = nil,
        rebuild: Rebuild? = nil,
        places: Places? = nil
    ) {
        formatVersion = WireFormat.version
        self.version = version
        self.revision = revision
        self.articles = articles
        self.refusedArticles = refusedArticles
        self.files = files
        self.folders = folders
        self.ready = ready
        self.lastSnapshot = lastSnapshot
        self.lastProvedRestore = lastProvedRestore
        self.notices = notices
        self.work = work
        self.rebuild = rebuild
        self.places = places
    }
}

/// The answer of `GET /v1/health`.
public struct HealthResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// `ok`, or `degraded` with ``reason``.
    public var status: String
    /// Whether the first scan is over.
    public var ready: Bool
    /// Why it is degraded, or `null`.
    @ExplicitNull public var reason: String?

    /// Makes an answer.
    public init(ready: Bool, reason: String?) {
        formatVersion = WireFormat.version
        status = reason == nil ? "ok" : "degraded"
        self.ready = ready
        self.reason = reason
    }
}
