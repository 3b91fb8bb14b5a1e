/// How much of a snapshot is read when it is checked.
public enum SnapshotDepth: String, Codable, Hashable, Sendable, CaseIterable {
    /// The manifest, and whether every chunk is there in its length.
    case quick
    /// Every byte, and on a private restore the databases and their terms.
    case full
}

/// The answer of `GET /v1/snapshots/all/verify`.
public struct SnapshotStoreVerifyResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// Each snapshot with its problems, newest first.
    public var snapshots: [SnapshotVerifyResponse]
    /// What is wrong with packs, whether a snapshot needs the part or not.
    public var packProblems: [String]
    /// The newest snapshot with which nothing is wrong, or `null`.
    @ExplicitNull public var lastGood: String?

    /// Makes an answer.
    public init(snapshots: [SnapshotVerifyResponse], packProblems: [String], lastGood: String?) {
        formatVersion = WireFormat.version
        self.snapshots = snapshots
        self.packProblems = packProblems
        self.lastGood = lastGood
    }
}
