/// What the store says of one snapshot.
public struct SnapshotInfo: Codable, Hashable, Sendable {
    /// Its name.
    public var id: String
    /// When it was taken, in RFC 3339: as its id says, also where its manifest is damaged or unreadable.
    @ExplicitNull public var createdAt: String?
    /// The revision of the index: as its id says, also where its manifest is damaged or unreadable.
    @ExplicitNull public var revision: Int64?
    /// The articles it holds; `null` where its manifest is damaged or unreadable.
    @ExplicitNull public var articles: Int?
    /// Its label, or `null`.
    @ExplicitNull public var label: String?
    /// The bytes of the one file that it is fetched as; in the store it shares most of them with others.
    public var byteCount: Int64
    /// The size of what it restores to; `null` where its manifest is damaged or unreadable.
    @ExplicitNull public var plainByteCount: Int64?
    /// What is wrong with it, or `null`.
    @ExplicitNull public var damage: String?
    /// Why this program cannot read it, though nothing is wrong with it as far as is known: a newer one wrote
    /// it, or its file may not be read. Absent otherwise.
    public var unreadable: String?
    /// Whether it was imported and is of another archive, so that it is had by its id alone; absent where it
    /// is not.
    public var foreign: Bool?

    /// Makes a description.
    public init(
        id: String, createdAt: String?, revision: Int64?, articles: Int?, label: String?, byteCount: Int64,
        plainByteCount: Int64?, damage: String?, unreadable: String? = nil,
        foreign: Bool? = nil
    ) {
        self.foreign = foreign
        self.unreadable = unreadable
        self.id = id
        self.createdAt = createdAt
        self.revision = revision
        self.articles = articles
        self.label = label
        self.byteCount = byteCount
        self.plainByteCount = plainByteCount
        self.damage = damage
    }
}

/// The answer of `GET /v1/snapshots`.
public struct SnapshotsResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The snapshots, newest first.
    public var snapshots: [SnapshotInfo]

    /// Makes an answer.
    public init(snapshots: [SnapshotInfo]) {
        formatVersion = WireFormat.version
        self.snapshots = snapshots
    }
}

/// The answer of `POST /v1/snapshots` and of `GET /v1/snapshots/{id}`.
public struct SnapshotResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The snapshot.
    public var snapshot: SnapshotInfo
    /// What its owner should know, as that the clock was put back; absent where all is well.
    public var warning: String?
    /// What was taken out for good, where the snapshot may still have some of it, for whoever restores it;
    /// absent otherwise.
    public var forgotten: [ForgottenSource]?
    /// How much of each database was read for it; only of one that was just taken.
    public var read: [SnapshotRead]?
    /// What room a restore takes; only of one that is planned.
    public var room: RestoreRoom?

    /// Makes an answer.
    public init(
        snapshot: SnapshotInfo, warning: String? = nil, forgotten: [ForgottenSource]? = nil,
        read: [SnapshotRead]? = nil
    ) {
        formatVersion = WireFormat.version
        self.read = read
        self.snapshot = snapshot
        self.warning = warning
        self.forgotten = forgotten
    }
}

/// How much of a database was read for a snapshot. The rest is as the snapshot before has it.
public struct SnapshotRead: Codable, Hashable, Sendable {
    /// The database, as `index.sqlite`.
    public var name: String
    /// Its size.
    public var byteCount: Int64
    /// The bytes that were read.
    public var readByteCount: Int64
    /// Why every page was: `start`, `unknown`, `forgotten`, `distrusted`, `week` or `base`; absent where only
    /// what has changed was.
    public var whole: String?

    /// Makes one.
    public init(name: String, byteCount: Int64, readByteCount: Int64, whole: String?) {
        self.name = name
        self.byteCount = byteCount
        self.readByteCount = readByteCount
        self.whole = whole
    }
}

/// What room a restore takes.
public struct RestoreRoom: Codable, Hashable, Sendable {
    /// The bytes of the folder before anything is left out of it.
    public var byteCount: Int64
    /// The most bytes that it takes more, while what was forgotten is left out: for merged terms, and for an
    /// index that is written anew.
    public var meanwhileByteCount: Int64
    /// The most bytes that this takes in `temporaryFolder` at the same time.
    public var temporaryByteCount: Int64
    /// Where SQLite has its temporary files.
    public var temporaryFolder: String
    /// The bytes that there is room for beside the folder.
    public var availableByteCount: Int64

    /// Makes one.
    ///
    /// - Parameters:
    ///   - byteCount: The bytes of the folder.
    ///   - leavesOut: Whether anything is left out of it.
    ///   - temporaryFolder: Where temporary files are made.
    ///   - availableByteCount: The bytes that there is room for beside the folder.
    public init(byteCount: Int64, leavesOut: Bool, temporaryFolder: String, availableByteCount: Int64) {
        self.byteCount = byteCount
        meanwhileByteCount = leavesOut ? 2 * byteCount : 0
        temporaryByteCount = leavesOut ? byteCount : 0
        self.temporaryFolder = temporaryFolder
        self.availableByteCount = availableByteCount
    }
}

/// What an article that was taken out for good was read from, as the ledger has it.
public struct ForgottenSource: Codable, Hashable, Sendable {
    /// The XXH64 of its bytes, in 16 hexadecimal digits.
    public var sourceHash: String
    /// Where it stood in its file; 0 where it was all of it.
    public var ordinal: Int64
    /// When it was taken out, in milliseconds since 1970.
    public var timeMs: Int64

    /// Makes one.
    public init(sourceHash: String, ordinal: Int64, timeMs: Int64) {
        self.sourceHash = sourceHash
        self.ordinal = ordinal
        self.timeMs = timeMs
    }
}

/// The answer of `GET /v1/snapshots/{id}/verify`.
public struct SnapshotVerifyResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The snapshot.
    public var snapshot: SnapshotInfo
    /// What is wrong, one line each; empty when every byte was read back and agrees.
    public var problems: [String]

    /// Makes an answer.
    public init(snapshot: SnapshotInfo, problems: [String]) {
        formatVersion = WireFormat.version
        self.snapshot = snapshot
        self.problems = problems
    }
}

/// The answer of `POST /v1/snapshots/prune?keep=N`.
public struct SnapshotPruneResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The ids removed.
    public var removed: [String]
    /// The ids kept, newest first.
    public var kept: [String]
    /// The bytes freed.
    public var freedByteCount: Int64
    /// The ids kept that may hold what was forgotten since: they go when a newer snapshot is there; `null`
    /// where there are none.
    @ExplicitNull public var holdForgotten: [String]?
    /// The ids of those that are damaged, or that a newer program wrote, and stay; `null` where there are
    /// none.
    @ExplicitNull public var unreadable: [String]?
    /// Whether chunks that nobody needs stay until the next pruning: somebody else uses the store, or it is
    /// not known what one of `unreadable` needs; absent in the answers of earlier versions.
    public var chunksStay: Bool?
    /// Those of `unreadable` that the chunks stay for; absent where there are none.
    public var blockers: [String]?

    /// Makes an answer.
    public init(
        removed: [String], kept: [String], freedByteCount: Int64, holdForgotten: [String] = [],
        unreadable: [String] = [], chunksStay: Bool = false, blockers: [String] = []
    ) {
        self.blockers = blockers.isEmpty ? nil : blockers
        self.unreadable = unreadable.isEmpty ? nil : unreadable
        self.chunksStay = chunksStay
        self.holdForgotten = holdForgotten.isEmpty ? nil : holdForgotten
        formatVersion = WireFormat.version
        self.removed = removed
        self.kept = kept
        self.freedByteCount = freedByteCount
    }
}
