/// What was seen in a soak: how long searches took, and what the daemon used.
struct SoakRecord {
    private struct Look {
        let time: Duration
        let usage: ProcessUsage
        let descriptors: Int
    }

    /// Six parts: five minutes each, of half an hour.
    private static let partCount = 6

    private let length: Duration
    private var looks: [Look] = []
    private var searches: [(time: Duration, milliseconds: Double)] = []
    /// Those of the archive to which nothing comes.
    private var stillSearches: [(time: Duration, milliseconds: Double)] = []

    init(length: Duration) { self.length = length }

    var searchCount: Int { searches.count }

    mutating func search(took milliseconds: Double, at time: Duration) {
        searches.append((time, milliseconds))
    }

    mutating func stillSearch(took milliseconds: Double, at time: Duration) {
        stillSearches.append((time, milliseconds))
    }

    mutating func look(_ usage: ProcessUsage, descriptors: Int, at time: Duration) {
        looks.append(Look(time: time, usage: usage, descriptors: descriptors))
    }

    var figures: [Figure] {
        let parts = (0..<Self.partCount).map { part in makePart(part) }
        var figures = [Figure("searches", Double(searches.count), "")]
        for (number, part) in parts.enumerated() {
            let from = Int((length * number / Self.partCount).seconds)
            let memory = NumberText.string(part.anonymous)
            let note =
                "\(memory) MB of it anonymous, \(part.descriptors) descriptors, p50 and p99 \(NumberText.string(part.p50)) and \(NumberText.string(part.p99)) ms, where nothing comes \(NumberText.string(part.still.p50)) and \(NumberText.string(part.still.p99))"
            figures.append(Figure("resident memory, from \(from) s on", part.resident, "MB", note: note))
        }
        guard let first = parts.first, let last = parts.last else { return figures }
        return figures + [
            Figure(
                "resident memory, last ÷ first part", last.resident / first.resident, "×", bar: .atMost(1.1)),
            Figure(
                "descriptors, last − first part", Double(last.descriptors - first.descriptors), "",
                bar: .atMost(0), note: "the median of each"),
            Figure("p99 of searches, first part", first.p99, "ms"),
            Figure("p99 of searches, last part", last.p99, "ms"),
            Figure("the same, last ÷ first part", last.p99 / first.p99, "×", bar: .atMost(1.1)),
            Figure(
                "the same of an archive beside it to which nothing comes", last.still.p99 / first.still.p99,
                "×",
                note: "what the machine was slower, or more loaded by the other"),
        ]
    }

    /// One of the parts, in means of what was looked at.
    private struct Part {
        let resident: Double
        let anonymous: Double
        let descriptors: Int
        let p50: Double
        let p99: Double
        let still: (p50: Double, p99: Double)

        init(looks: [Look], times: Samples, still: Samples) {
            resident = Samples(looks.map { Double($0.usage.residentByteCount) / 1e6 }).mean
            anonymous = Samples(looks.map { Double($0.usage.anonymousByteCount) / 1e6 }).mean
            // The median: neither the first looks, before all readers are open, nor a file that is just being
            // read.
            descriptors = Int(Samples(looks.map { Double($0.descriptors) }).percentile(50))
            p50 = times.percentile(50)
            p99 = times.percentile(99)
            self.still = (still.percentile(50), still.percentile(99))
        }
    }

    private func span(of part: Int) -> Range<Duration> {
        length * part / Self.partCount..<length * (part + 1) / Self.partCount
    }

    private func makePart(_ part: Int) -> Part {
        Part(
            looks: looks.filter { span(of: part).contains($0.time) }, times: times(of: searches, in: part),
            still: times(of: stillSearches, in: part))
    }

    private func times(of searches: [(time: Duration, milliseconds: Double)], in part: Int) -> Samples {
        Samples(searches.filter { span(of: part).contains($0.time) }.map(\.milliseconds))
    }
}
