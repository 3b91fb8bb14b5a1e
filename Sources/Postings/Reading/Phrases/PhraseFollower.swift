/// A place that is asked about articles in which others were found: only the leaves that these are on are
/// read.
struct PhraseFollower {
    private let number: Int
    private let element: PositionElement
    private var starts = PlaceRow()
    private var following: [Position] = []

    /// - Parameters:
    ///   - number: How far it stands behind the beginning of the phrase.
    ///   - terms: Of each of its terms the parts in the segments.
    ///   - source: What to read from.
    init(_ number: Int, _ terms: [[TermPart]], from source: some BlockSource) {
        self.number = number
        element = AnyPositions.of(terms.map { TermPositions($0, from: source) })
    }

    /// Leaves the articles in which the place follows, which are all behind those of the call before.
    mutating func keep(_ matches: PhraseMatches, checking check: () throws -> Void) throws -> PhraseMatches {
        var kept = PhraseMatches()
        for index in matches.ids.indices {
            if index.isMultiple(of: 1_024) { try check() }
            following.removeAll(keepingCapacity: true)
            try element.append(matches.ids, at: index, to: &following)
            starts.become(matches.starts(at: index))
            starts.keep(followedBy: following, at: number)
            if !starts.isEmpty { kept.append(matches.ids[index], starts) }
        }
        return kept
    }
}
