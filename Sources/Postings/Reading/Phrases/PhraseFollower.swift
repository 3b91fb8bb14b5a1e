/// A word that is asked about articles in which others were found: only the leaves that these are on are
/// read.
struct PhraseFollower {
    private static let stepsBetweenChecks = 1 << 16

    /// How far it stands behind the beginning of the phrase, wherever it does.
    var numbers: [Int]
    private let element: PositionElement
    private var starts = PlaceRow()
    private var following: [Position] = []
    private var stepCount = 0

    /// - Parameters:
    ///   - number: How far it stands behind the beginning of the phrase.
    ///   - terms: Of each of its terms the parts in the segments.
    ///   - source: What to read from.
    init(_ number: Int, _ terms: [[TermPart]], from source: some BlockSource) {
        numbers = [number]
        element = AnyPositions.of(terms.map { TermPositions($0, from: source) })
    }

    /// Leaves the articles in which the word follows at all its places. All are behind those of the call
    /// before.
    mutating func keep(_ matches: PhraseMatches, checking check: () throws -> Void) throws -> PhraseMatches {
        var kept = PhraseMatches()
        for index in matches.ids.indices {
            if index.isMultiple(of: 1_024) { try check() }
            following.removeAll(keepingCapacity: true)
            try element.append(matches.ids, at: index, to: &following)
            starts.become(matches.starts(at: index))
            for number in numbers where !starts.isEmpty {
                stepCount += starts.count + following.count
                if stepCount > Self.stepsBetweenChecks {
                    try check()
                    stepCount = 0
                }
                starts.keep(followedBy: following, at: number)
            }
            if !starts.isEmpty { kept.append(matches.ids[index], starts) }
        }
        return kept
    }
}
