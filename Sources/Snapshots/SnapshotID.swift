import Glibc

/// The name of one snapshot: when it was taken and which revision of the index it holds, as in
/// `20261123T225433Z-r1234`.
///
/// A second snapshot of one revision within one second ends in `-2`, the next in `-3`. Snapshots sort by
/// time, then by revision. The text holds digits, `T`, `Z`, `r` and hyphens only, so that it is safe as a
/// file name.
public struct SnapshotID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as it is written.
    public let rawValue: String
    /// When the snapshot was taken, in whole seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// The revision of the index that the snapshot holds.
    public let revision: Int64
    /// 1, or more where several snapshots share second and revision.
    public let ordinal: Int

    /// The snapshot that `rawValue` names; `nil` for anything that is not exactly the name of a snapshot.
    public init?(rawValue: String) {
        var rest = Array(rawValue.utf8)[...]
        guard let date = rest.takeNumber(digitCounts: 8...8), rest.take("T"),
            let clock = rest.takeNumber(digitCounts: 6...6), rest.take("Z"), rest.take("-"), rest.take("r"),
            let revision = rest.takeNumber(digitCounts: 1...19)
        else { return nil }
        var ordinal: Int64 = 1
        if rest.take("-") {
            guard let stated = rest.takeNumber(digitCounts: 1...9) else { return nil }
            ordinal = stated
        }
        guard rest.isEmpty else { return nil }
        let seconds = Self.seconds(date: Int(date), clock: Int(clock))
        self.init(createdAt: seconds, revision: revision, ordinal: Int(ordinal))
        // 30 February has become a day of March here: what does not read back is no name.
        guard self.rawValue == rawValue else { return nil }
    }

    /// Names a snapshot; `nil` outside the years 1 to 9999, for a negative revision and an ordinal below 1.
    public init?(createdAt: Int64, revision: Int64, ordinal: Int = 1) {
        guard revision >= 0, (1...999_999_999).contains(ordinal),
            let (date, clock) = Self.dateAndClock(at: createdAt), (1_01_01...9999_12_31).contains(date)
        else { return nil }
        let suffix = ordinal == 1 ? "" : "-\(ordinal)"
        rawValue = "\(Self.digits(date, 8))T\(Self.digits(clock, 6))Z-r\(revision)\(suffix)"
        self.createdAt = createdAt
        self.revision = revision
        self.ordinal = ordinal
    }

    /// The name as it is written.
    public var description: String { rawValue }

    /// Whether `left` was taken before `right`.
    public static func < (left: SnapshotID, right: SnapshotID) -> Bool {
        (left.createdAt, left.revision, left.ordinal) < (right.createdAt, right.revision, right.ordinal)
    }

    /// The date as the number YYYYMMDD and the time of day as HHMMSS, in UTC.
    private static func dateAndClock(at seconds: Int64) -> (date: Int, clock: Int)? {
        var time = time_t(seconds)
        var parts = unsafe tm()
        guard unsafe gmtime_r(&time, &parts) != nil else { return nil }
        let (year, month) = unsafe (Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1)
        let date = unsafe (year * 100 + month) * 100 + Int(parts.tm_mday)
        let clock = unsafe (Int(parts.tm_hour) * 100 + Int(parts.tm_min)) * 100 + Int(parts.tm_sec)
        return (date, clock)
    }

    private static func seconds(date: Int, clock: Int) -> Int64 {
        var parts = unsafe tm()
        unsafe parts.tm_year = Int32(date / 10_000) - 1_900
        unsafe parts.tm_mon = Int32(date / 100 % 100) - 1
        unsafe parts.tm_mday = Int32(date % 100)
        unsafe parts.tm_hour = Int32(clock / 10_000)
        unsafe parts.tm_min = Int32(clock / 100 % 100)
        unsafe parts.tm_sec = Int32(clock % 100)
        return unsafe Int64(timegm(&parts))
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first, Unicode.Scalar(first) == character else { return false }
        removeFirst()
        return true
    }

    /// The number that the next digits state; `nil` when there are fewer than allowed or it exceeds 64 bits.
    fileprivate mutating func takeNumber(digitCounts: ClosedRange<Int>) -> Int64? {
        let digits = prefix(digitCounts.upperBound).prefix {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard digits.count >= digitCounts.lowerBound else { return nil }
        removeFirst(digits.count)
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
