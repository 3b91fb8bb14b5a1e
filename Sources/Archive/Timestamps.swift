internal import Articles

#if canImport(Glibc)
    internal import Glibc
#endif

/// An instant in RFC 3339 with milliseconds, in UTC: `2026-11-23T22:54:33.120Z`.
func timestamp(milliseconds: Int64) -> String {
    let seconds = Int(milliseconds / 1_000)
    let day = CalendarDay(daysSinceEpoch: seconds / 86_400)?.description ?? "1970-01-01"
    let clock = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
    return day + "T" + clock.joined(separator: ":") + "." + digits(Int(milliseconds % 1_000), 3) + "Z"
}

/// The milliseconds since 1970 of what ``timestamp(milliseconds:)`` wrote, to the second; `nil` for another
/// text.
func milliseconds(timestamp: String) -> Int64? {
    let parts = timestamp.split(whereSeparator: { "-T:.Z".contains($0) }).compactMap { Int($0) }
    guard parts.count >= 6 else { return nil }
    var time = unsafe tm()
    unsafe time.tm_year = Int32(clamping: parts[0] - 1_900)
    unsafe time.tm_mon = Int32(clamping: parts[1] - 1)
    unsafe time.tm_mday = Int32(clamping: parts[2])
    unsafe time.tm_hour = Int32(clamping: parts[3])
    unsafe time.tm_min = Int32(clamping: parts[4])
    unsafe time.tm_sec = Int32(clamping: parts[5])
    return unsafe Int64(timegm(&time)) * 1_000
}

private func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

extension CalendarDay {
    /// The day it is in UTC.
    static func today() -> CalendarDay {
        let days = Int(WallClock.milliseconds / 86_400_000)
        guard let day = CalendarDay(daysSinceEpoch: days) ?? CalendarDay(year: 1970, month: 1, day: 1) else {
            preconditionFailure("1970-01-01 is a day")
        }
        return day
    }
}
