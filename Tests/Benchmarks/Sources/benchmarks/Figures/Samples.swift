/// Repeated measurements of one thing.
struct Samples {
    private let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var count: Int { sorted.count }

    var maximum: Double { sorted.last ?? 0 }

    var mean: Double { sorted.isEmpty ? 0 : sorted.reduce(0, +) / Double(count) }

    /// The smallest sample that `percent` per cent of them do not exceed (nearest rank, no interpolation).
    func percentile(_ percent: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((percent / 100 * Double(count)).rounded(.up))
        return sorted[min(max(rank, 1), count) - 1]
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
    var seconds: Double { self / .seconds(1) }
}
