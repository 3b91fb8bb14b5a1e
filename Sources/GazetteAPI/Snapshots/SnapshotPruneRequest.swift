/// Which snapshots to keep, as the JSON body of `POST /v1/snapshots/prune`: what any rule keeps stays, and
/// the newest and the last proved one stay always.
///
/// A rule counts periods that have a snapshot, in UTC.
public struct SnapshotPruneRequest: Codable, Hashable, Sendable {
    /// How many of the newest are kept.
    public var keep: Int?
    /// For how many hours the last snapshot is kept.
    public var hourly: Int?
    /// For how many days the last snapshot is kept.
    public var daily: Int?
    /// For how many weeks the last snapshot is kept.
    public var weekly: Int?
    /// For how many months the last snapshot is kept.
    public var monthly: Int?
    /// For how many years the last snapshot is kept.
    public var yearly: Int?
    /// The most bytes that the kept snapshots may take together; the oldest go first.
    public var maxBytes: Int64?
    /// Whether to say only what would be done.
    public var dryRun: Bool?

    /// Makes a request.
    public init(
        keep: Int? = nil, hourly: Int? = nil, daily: Int? = nil, weekly: Int? = nil, monthly: Int? = nil,
        yearly: Int? = nil, maxBytes: Int64? = nil, dryRun: Bool? = nil
    ) {
        self.keep = keep
        self.hourly = hourly
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
        self.yearly = yearly
        self.maxBytes = maxBytes
        self.dryRun = dryRun
    }

    /// Checks that something is kept, and nothing is negative.
    ///
    /// - Throws: `bad_request`, naming the key and its range.
    public func validate() throws(APIError) {
        let counts = [
            ("keep", keep), ("hourly", hourly), ("daily", daily), ("weekly", weekly), ("monthly", monthly),
            ("yearly", yearly),
        ]
        for case (let name, let count?) in counts where count < 1 {
            throw APIError(.badRequest, "\(name) is \(count); it must be 1 or more")
        }
        if let maxBytes, maxBytes < 1 {
            throw APIError(.badRequest, "max_bytes is \(maxBytes); it must be 1 or more")
        }
        guard counts.contains(where: { $0.1 != nil }) || maxBytes != nil else {
            throw APIError(
                .badRequest,
                "no rule says what to keep; give keep, hourly, daily, weekly, monthly, yearly or max_bytes")
        }
    }
}
