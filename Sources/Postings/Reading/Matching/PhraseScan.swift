/// Looks for a phrase in doclists that are read: first which articles have a word of each place, and only in those where.
struct PhraseScan: Sendable {
    /// A place of a phrase.
    struct Place: Sendable {
        /// How many tokens of the phrase stand before it.
        let number: Int
        /// Of each term that may stand there what each segment has, the newest first.
        let terms: [[WordDoclists.Part]]
    }

    /// Those that the fewest articles have first.
    let places: [Place]

    /// Where the phrase stands in some articles.
    ///
    /// - Parameter ids: The articles.
    /// - Returns: Those with words of all places in a row.
    /// - Throws: ``PostingsError``.
    func matches(in ids: ClosedRange<UInt32>) throws -> PhraseMatches {
        var candidates: [UInt32] = []
        var walks: [PlaceWalk] = []
        for place in places {
            let bits = CandidateBits(candidates)
            let walk = try PlaceWalk(place, in: bits?.ids ?? ids, among: bits)
            if walks.isEmpty {
                candidates = EntryMerge.ids(of: walk.rows)
            } else {
                EntryMerge.keep(&candidates, in: walk.rows)
            }
            guard !candidates.isEmpty else { return PhraseMatches() }
            walks.append(walk)
        }
        var matches = PhraseMatches()
        var starts = PlaceRow()
        var following = PlaceRow()
        for id in candidates {
            try walks[0].read(id, into: &starts)
            starts.move(back: walks[0].number)
            for index in walks.indices.dropFirst() where !starts.isEmpty {
                try walks[index].read(id, into: &following)
                starts.keep(followedBy: following, at: walks[index].number)
            }
            if !starts.isEmpty { matches.append(id, starts) }
        }
        return matches
    }
}

/// The entries of one place of a phrase, which is asked for articles that ascend.
private struct PlaceWalk {
    /// What a segment has of a term.
    private struct Stream {
        let part: WordDoclists.Part
        let term: Int
        let entries: [UInt64]
        private var next = 0

        init(_ part: WordDoclists.Part, term: Int, entries: [UInt64]) {
            self.part = part
            self.term = term
            self.entries = entries
        }

        /// Appends the places in an article; `nil` where there is no entry of it.
        mutating func append(_ id: UInt32, to row: inout PlaceRow) -> Bool? {
            next = entries.firstEntry(reaching: id, from: next)
            guard next < entries.count, entries[next] &>> 32 == UInt64(id) else { return nil }
            let head = UInt32(truncatingIfNeeded: entries[next])
            return unsafe part.doclist.withBytes { bytes in
                guard let bytes = bytes.baseAddress else { return false }
                return unsafe row.append(bytes, DoclistEntries.positions(bytes, head: head))
            }
        }
    }

    let number: Int
    /// Term by term, of each the newest segment first.
    private var streams: [Stream] = []

    init(
        _ place: PhraseScan.Place, in ids: ClosedRange<UInt32>, among candidates: CandidateBits?
    ) throws {
        number = place.number
        for (term, parts) in place.terms.enumerated() {
            for part in parts {
                let entries = try part.entries(of: ids, among: candidates)
                if !entries.isEmpty { streams.append(Stream(part, term: term, entries: entries)) }
            }
        }
    }

    /// The entries, of which some may be superseded by those of a newer segment.
    var rows: [[UInt64]] { streams.map(\.entries) }

    /// Where any of the terms stands in an article, each place once.
    mutating func read(_ id: UInt32, into row: inout PlaceRow) throws {
        row.removeAll()
        var foundTerm: Int?
        for index in streams.indices where streams[index].term != foundTerm {
            let middle = row.count
            guard let isRead = streams[index].append(id, to: &row) else { continue }
            guard isRead else {
                throw PostingsError(
                    .damaged, row: streams[index].part.doclist.row, "positions of article \(id)")
            }
            // A newer entry counts, though it may only say that the term is gone.
            foundTerm = streams[index].term
            row.merge(from: middle)
        }
    }
}

extension WordDoclists.Part {
    /// The entries of some articles, but for those that count no more.
    fileprivate func entries(
        of ids: ClosedRange<UInt32>, among candidates: CandidateBits?
    ) throws -> [UInt64] {
        guard part.ids.overlaps(ids) else { return [] }
        var entries = try DoclistEntries.entries(
            of: doclist, leaves: part.leaves.range(with: ids), ids: ids, among: candidates)
        if let superseded = part.superseded { entries.removeAll { superseded.contains(Int64($0 &>> 32)) } }
        return entries
    }
}
