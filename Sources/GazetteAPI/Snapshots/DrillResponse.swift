/// What a rehearsed restore has shown: a record that is kept.
public struct DrillRecord: Codable, Hashable, Sendable {
    /// What one search has shown.
    public struct Query: Codable, Hashable, Sendable {
        /// The query.
        public var query: String
        /// The articles that match in the restored copy.
        public var total: Int
        /// The articles that match in the live index.
        public var liveTotal: Int

        /// Makes a result.
        public init(query: String, total: Int, liveTotal: Int) {
            self.query = query
            self.total = total
            self.liveTotal = liveTotal
        }
    }

    /// When it began, in RFC 3339.
    public var time: String
    /// The snapshot that was restored.
    public var snapshot: String
    /// Whether nothing was wrong.
    public var proved: Bool
    /// What was wrong, one line each.
    public var problems: [String]
    /// The articles in the restored copy; `null` when it did not come to that.
    @ExplicitNull public var articles: Int?
    /// Its revision, and that of the live index.
    @ExplicitNull public var revision: Int64?
    /// The revision of the live index.
    public var liveRevision: Int64
    /// Milliseconds to restore it, every byte checked.
    public var restoreMs: Int
    /// Milliseconds to check databases and terms.
    public var checkMs: Int
    /// The searches.
    public var queries: [Query]

    /// Makes a record of a drill that has found nothing yet.
    public init(time: String, snapshot: String, liveRevision: Int64) {
        self.time = time
        self.snapshot = snapshot
        proved = false
        problems = []
        articles = nil
        revision = nil
        self.liveRevision = liveRevision
        restoreMs = 0
        checkMs = 0
        queries = []
    }
}

/// The answer of `POST /v1/snapshots/drill`.
public struct DrillResponse: Codable, Hashable, Sendable {
    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// What this drill has shown.
    public var drill: DrillRecord
    /// The last one that proved a snapshot which is whole still and in which none has found a fault since,
    /// this one included, or `null`.
    @ExplicitNull public var lastProved: DrillRecord?

    /// Makes an answer.
    public init(drill: DrillRecord, lastProved: DrillRecord?) {
        formatVersion = WireFormat.version
        self.drill = drill
        self.lastProved = lastProved
    }
}
