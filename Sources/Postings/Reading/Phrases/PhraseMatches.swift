/// The articles in which a phrase stands, or as much of it as was looked at, and where it begins in each.
struct PhraseMatches: Sendable {
    /// Ascending.
    private(set) var ids: [UInt32] = []
    /// The raw values of the ``Position`` of each beginning, article by article.
    private var starts: [UInt64] = []
    /// Where the beginnings of each article end.
    private var ends: [Int] = []

    mutating func append(_ id: UInt32, _ row: PlaceRow) {
        ids.append(id)
        starts.append(contentsOf: row.places)
        ends.append(starts.count)
    }

    /// The beginnings in the article with the given index.
    func starts(at index: Int) -> ArraySlice<UInt64> {
        starts[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// Appends the articles, which are behind all of the run, with how often the phrase stands there.
    func append(to run: inout PostingRun) {
        for index in ids.indices {
            let starts = starts(at: index)
            let titleCount = UInt32(starts.count { Position(rawValue: $0).isInTitle })
            run.append(ids[index], Counts(title: titleCount, body: UInt32(starts.count) - titleCount))
        }
    }
}
