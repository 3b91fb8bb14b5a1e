/// Which snapshots are worth keeping: the newest few, and the last of each hour, day, week, month and year.
///
/// A rule counts periods that have a snapshot, so that a machine that was off for a month loses nothing by
/// it. Periods are those of UTC; a week begins on Monday. Times are compared with the newest snapshot's and
/// not with the clock, which may be wrong. A snapshot that any rule keeps is kept; the newest of all is kept
/// always.
public struct RetentionRules: Hashable, Sendable {
    /// How many of the newest are kept.
    public var last: Int
    /// For how many hours the last snapshot is kept.
    public var hourly: Int
    /// For how many days the last snapshot is kept.
    public var daily: Int
    /// For how many weeks the last snapshot is kept.
    public var weekly: Int
    /// For how many months the last snapshot is kept.
    public var monthly: Int
    /// For how many years the last snapshot is kept.
    public var yearly: Int
    /// All that are at most so many seconds older than the newest are kept.
    public var withinSeconds: Int64
    /// The most bytes that the kept snapshots may take together; the oldest that are not protected go first.
    public var maximumByteCount: Int64?

    /// Makes rules; what is not named keeps nothing.
    public init(
        last: Int = 0, hourly: Int = 0, daily: Int = 0, weekly: Int = 0, monthly: Int = 0, yearly: Int = 0,
        withinSeconds: Int64 = 0, maximumByteCount: Int64? = nil
    ) {
        self.last = last
        self.hourly = hourly
        self.daily = daily
        self.weekly = weekly
        self.monthly = monthly
        self.yearly = yearly
        self.withinSeconds = withinSeconds
        self.maximumByteCount = maximumByteCount
    }

    /// Why a snapshot is kept.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// It is the newest of all.
        case newest
        /// The caller said so, as of the last one that was proved.
        case protected
        /// It is one of the newest.
        case last
        /// It is the last of its hour.
        case hourly
        /// It is the last of its day.
        case daily
        /// It is the last of its week.
        case weekly
        /// It is the last of its month.
        case monthly
        /// It is the last of its year.
        case yearly
        /// It is not much older than the newest.
        case within
        /// It is of another archive, of which these rules say nothing.
        case foreign
    }

    /// What the rules say of each snapshot, the total size apart.
    ///
    /// - Parameters:
    ///   - ids: The snapshots, in any order.
    ///   - protected: Those that are kept whatever the rules say.
    /// - Returns: For each snapshot that is kept, why.
    public func reasons(
        for ids: [SnapshotID], protecting protected: Set<SnapshotID> = []
    ) -> [SnapshotID: [Reason]] {
        let newestFirst = ids.sorted(by: >)
        guard let newest = newestFirst.first else { return [:] }
        var reasons: [SnapshotID: [Reason]] = [newest: [.newest]]
        for id in newestFirst where protected.contains(id) { reasons[id, default: []].append(.protected) }
        for id in newestFirst.prefix(max(0, last)) { reasons[id, default: []].append(.last) }
        let periods: [(Reason, Int, (SnapshotID) -> Int64)] = [
            (.hourly, hourly, { Self.floor($0.createdAt, 3_600) }),
            (.daily, daily, { Self.floor($0.createdAt, 86_400) }),
            // 1970-01-01 was a Thursday.
            (.weekly, weekly, { Self.floor($0.createdAt + 3 * 86_400, 7 * 86_400) }),
            (.monthly, monthly, { Int64($0.rawValue.prefix(6)) ?? 0 }),
            (.yearly, yearly, { Int64($0.rawValue.prefix(4)) ?? 0 }),
        ]
        for (reason, count, period) in periods {
            var seen: Set<Int64> = []
            for id in newestFirst where seen.count < max(0, count) && seen.insert(period(id)).inserted {
                reasons[id, default: []].append(reason)
            }
        }
        for id in newestFirst where withinSeconds > 0 && newest.createdAt - id.createdAt <= withinSeconds {
            reasons[id, default: []].append(.within)
        }
        return reasons
    }

    private static func floor(_ seconds: Int64, _ period: Int64) -> Int64 {
        seconds >= 0 ? seconds / period : (seconds - period + 1) / period
    }
}
