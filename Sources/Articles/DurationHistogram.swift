/// How long things took: counts by upper bounds, in the manner of Prometheus' histograms.
public struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds in seconds, ascending; what took longer counts only towards ``count``.
    public let bounds: [Double]
    /// How many took at most the bound of the same place, and more than the bound before it.
    public private(set) var counts: [Int]
    /// How many there were.
    public private(set) var count = 0
    /// The seconds of all of them together.
    public private(set) var sum = 0.0

    /// Makes an empty histogram.
    ///
    /// - Parameter bounds: The upper bounds in seconds, ascending.
    public init(bounds: [Double]) {
        self.bounds = bounds
        counts = bounds.map { _ in 0 }
    }

    /// Counts something that took a time.
    public mutating func add(_ duration: Duration) {
        let (whole, attoseconds) = duration.components
        let seconds = Double(whole) + Double(attoseconds) * 1e-18
        count += 1
        sum += seconds
        if let place = bounds.firstIndex(where: { seconds <= $0 }) { counts[place] += 1 }
    }
}
