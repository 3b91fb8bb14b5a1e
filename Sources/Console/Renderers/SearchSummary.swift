internal import GazetteAPI

/// The line that sums up an answer: `17 articles, 1 to 10 shown (--offset 10 for more), 0.4 ms`.
struct SearchSummary {
    private let response: SearchResponse
    private let partialCount: Int

    init(_ response: SearchResponse) {
        self.response = response
        partialCount = response.hits.count { !$0.missing.isEmpty }
    }

    var line: StyledText {
        let time = DurationFormat.string(.microseconds(response.tookUs))
        let past = response.snapshot.map { "in snapshot \($0)" }
        return StyledText([found, shown, past, time].compactMap(\.self).joined(separator: ", "))
    }

    private var found: String {
        let partial = CountFormat.string(partialCount)
        guard response.total > 0 else {
            guard partialCount > 0 else { return "nothing found" }
            return "no article has all words, \(partial) \(partialCount == 1 ? "has" : "have") some of them"
        }
        let count = (response.totalIsExact ? "" : "at least ") + CountFormat.string(response.total, "article")
        guard partialCount > 0 else { return count }
        return "\(count), \(partial) more with some of the words"
    }

    /// Which part of the full matches is shown, when it is not all of them.
    private var shown: String? {
        guard response.total > 0 else { return nil }
        guard let first = response.hits.first?.rank, let last = response.hits.last?.rank else {
            return "none shown"
        }
        let hasMore = last < response.total || !response.totalIsExact
        guard first > 1 || hasMore else { return nil }
        let range = first == last ? "\(first) shown" : "\(first) to \(last) shown"
        return hasMore ? "\(range) (--offset \(last) for more)" : range
    }
}
