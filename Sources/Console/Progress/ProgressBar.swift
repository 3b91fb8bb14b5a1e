/// How far a long work has come, as one line: bar, share, counts, rate and remaining time.
public struct ProgressBar: Hashable, Sendable {
    /// What is counted.
    public enum Unit: Hashable, Sendable {
        /// Things with a name in the plural, as `files`.
        case items(String)
        /// Bytes, shown as sizes.
        case bytes
    }

    /// What is being done, as `indexing`.
    public var label: String
    /// What is counted.
    public var unit: Unit
    /// How many are done.
    public var done: Int64
    /// How many there are; `nil` while that is unknown. It may grow while the work goes on.
    public var total: Int64?
    /// How long it has taken so far.
    public var elapsed: Duration

    /// Describes a state of the work.
    public init(label: String, unit: Unit, done: Int64, total: Int64?, elapsed: Duration) {
        self.label = label
        self.unit = unit
        self.done = done
        self.total = total
        self.elapsed = elapsed
    }

    /// The share that is done, 0...1; `nil` without a total.
    public var fraction: Double? {
        guard let total, total > 0 else { return nil }
        return min(1, max(0, Double(done) / Double(total)))
    }

    /// How many were done in a second, over the whole time; `nil` before half a second has passed, when the
    /// figure would be noise.
    public var rate: Double? {
        guard elapsed >= .milliseconds(500), done > 0 else { return nil }
        return Double(done) / (elapsed / .seconds(1))
    }

    /// How long the rest will take at that rate; `nil` without a rate or a total.
    public var remaining: Duration? {
        guard let rate, let total, total >= done else { return nil }
        // A century is as good as any longer time, and fits a Duration.
        return .seconds(min(Double(total - done) / rate, 3_155_760_000))
    }

    /// The line, narrower than `columns` by one so that no terminal wraps it.
    ///
    /// Parts that do not fit are left out: first the bar, then the remaining time, the rate and the counts.
    public func line(columns: Int) -> String {
        var parts = [SafeText.make(label)]
        if let fraction { parts.append("\(leftPadded(Int(fraction * 100), to: 3)) %") }
        parts.append(counts)
        if let rate { parts.append("\(amount(Int64(min(rate, Self.largestRate))))/s") }
        if let remaining { parts.append("\(DurationFormat.wholeSeconds(remaining)) left") }
        let limit = columns - 1
        while parts.count > 1, width(parts) > limit { parts.removeLast() }
        let room = min(Self.widestBar, limit - width(parts) - 4)
        if let fraction, parts.count > 1, room >= Self.narrowestBar {
            parts.insert(bar(fraction, width: room), at: 1)
        }
        return String(parts.joined(separator: "  ").prefix(max(0, limit)))
    }

    /// The largest Double below 2^63.
    private static let largestRate = Double(sign: .plus, exponent: 63, significand: 1).nextDown
    private static let narrowestBar = 8
    private static let widestBar = 30

    private var counts: String {
        guard let total else { return amount(done) }
        let whole = max(total, done)
        switch unit {
        case .items(let noun): return "\(CountFormat.string(done)) of \(CountFormat.string(whole)) \(noun)"
        case .bytes: return "\(ByteCountFormat.string(done)) of \(ByteCountFormat.string(whole))"
        }
    }

    private func amount(_ count: Int64) -> String {
        switch unit {
        case .items(let noun): "\(CountFormat.string(count)) \(noun)"
        case .bytes: ByteCountFormat.string(count)
        }
    }

    private func width(_ parts: [String]) -> Int {
        DisplayWidth.of(parts.joined(separator: "  "))
    }

    /// A bar of ASCII, which every terminal and every character set has.
    private func bar(_ fraction: Double, width: Int) -> String {
        let filled = Int(fraction * Double(width))
        let head = filled < width ? ">" : ""
        let rest = String(repeating: " ", count: width - filled - head.count)
        return "[" + String(repeating: "=", count: filled) + head + rest + "]"
    }

    private func leftPadded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }
}
