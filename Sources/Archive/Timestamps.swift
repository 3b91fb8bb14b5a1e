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
