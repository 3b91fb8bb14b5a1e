/// What the caller of ``SnapshotCreation/finish(_:)`` knows of the databases it handed over.
public struct SnapshotDraft: Hashable, Sendable {
    /// When the copies were made, in whole seconds since 1970-01-01T00:00:00Z; part of the snapshot's name.
    public var createdAt: Int64
    /// The revision of the index in the copies, 0 or more; part of the snapshot's name.
    public var revision: Int64
    /// The number of articles in the index.
    public var articleCount: Int
    /// The number of the last entry in the ledger; 0 in an empty one.
    public var ledgerHead: Int64
    /// The version of the index's schema.
    public var schemaVersion: Int
    /// The version of the analysis that made the index's terms.
    public var analysisVersion: Int
    /// What a person calls the snapshot: up to 200 bytes of UTF-8 without control characters.
    public var label: String?

    /// How many files are in which state, by the state's word; at most 64 words.
    public var fileCounts: [String: Int]
    /// Whether it was taken of another archive than the store is of; see ``SnapshotManifest/isForeign``.
    public var isForeign: Bool

    /// Makes a draft of the given facts.
    public init(
        createdAt: Int64,
        revision: Int64,
        articleCount: Int,
        ledgerHead: Int64,
        schemaVersion: Int,
        analysisVersion: Int,
        label: String? = nil,
        fileCounts: [String: Int] = [:],
        isForeign: Bool = false
    ) {
        self.createdAt = createdAt
        self.revision = revision
        self.articleCount = articleCount
        self.ledgerHead = ledgerHead
        self.schemaVersion = schemaVersion
        self.analysisVersion = analysisVersion
        self.label = label
        self.fileCounts = fileCounts
        self.isForeign = isForeign
    }
}
