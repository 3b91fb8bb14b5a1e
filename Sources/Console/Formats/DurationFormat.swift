/// Times as people read them: `0.4 ms`, `12 s`, `2 min 5 s`.
public enum DurationFormat {
    /// How long something took, with two or three figures. Negative times are 0.
    public static func string(_ duration: Duration) -> String {
        let microseconds = max(0, microseconds(duration))
        let hundredths = (microseconds + 5) / 10
        if hundredths < 10 { return "0.0\(hundredths) ms" }
        let tenthsOfMilliseconds = (microseconds + 50) / 100
        if tenthsOfMilliseconds < 100 { return "\(CountFormat.decimal(tenths: tenthsOfMilliseconds)) ms" }
        let milliseconds = (microseconds + 500) / 1_000
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        let tenths = (milliseconds + 50) / 100
        return tenths < 600 ? "\(CountFormat.decimal(tenths: tenths)) s" : wholeSeconds(duration)
    }

    /// How long something will take, in whole seconds and the two largest units. Negative times are 0.
    public static func wholeSeconds(_ duration: Duration) -> String {
        let seconds = max(
            0, microseconds(duration) / 1_000_000 + (microseconds(duration) % 1_000_000 >= 500_000 ? 1 : 0))
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min\(rest(seconds % 60, "s"))"
        case ..<86_400: return "\(seconds / 3_600) h\(rest(seconds / 60 % 60, "min"))"
        default: return "\(CountFormat.string(seconds / 86_400)) d\(rest(seconds / 3_600 % 24, "h"))"
        }
    }

    private static func rest(_ count: Int64, _ unit: String) -> String {
        count == 0 ? "" : " \(count) \(unit)"
    }

    /// Whole microseconds; times too long for that count as the longest.
    private static func microseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, sumOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        // A million below the largest, so that rounding up stays within bounds.
        let limit = Int64.max - 1_000_000
        return overflow || sumOverflow ? (seconds < 0 ? -limit : limit) : min(sum, limit)
    }
}
