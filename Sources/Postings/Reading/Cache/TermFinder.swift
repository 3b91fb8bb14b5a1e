/// Finds the doclists of terms, without a look into small segments that have not got them.
struct TermFinder<Source: BlockSource> {
    let reader: PostingsReader<Source>
    /// Of each segment of the reader.
    private let filters: [TermFilter?]
    private let leaves: LastLeaves

    /// Of each segment the leaf that was looked at last.
    private final class LastLeaves {
        var all: [LeafPage]

        init(count: Int) { all = Array(repeating: LeafPage(), count: count) }
    }

    init(_ reader: PostingsReader<Source>, revision: Int64, _ cache: PostingsCache) throws {
        self.reader = reader
        filters = try reader.segments.map {
            try SegmentFilter.filter(of: $0, in: reader, revision: revision, cache)
        }
        leaves = LastLeaves(count: filters.count)
    }

    /// What `read` makes of each place where a segment has a term, the newest first.
    ///
    /// - Parameters:
    ///   - term: The term.
    ///   - newestCount: In how many of the newest segments.
    ///   - read: Called with the place, the leaf that it is on, and what counts no more there.
    /// - Returns: What `read` returned.
    /// - Throws: ``PostingsError``, what the source throws, and what `read` throws.
    func map<Value>(
        _ term: String, inNewest newestCount: Int = .max,
        _ read: (DoclistPlace, borrowing LeafPage, SupersededArticles?) throws -> Value
    ) throws -> [Value] {
        // Many terms may stand on the leaves that are here already, of which no read would ask.
        try reader.source.checkCancellation()
        let key = [SegmentPage.termMark] + Array(term.utf8)
        let hash = TermFilter.hash(key)
        var values: [Value] = []
        for index in filters.indices.prefix(newestCount) {
            let segment = reader.segments[index]
            guard filters[index]?.mayHave(hash) ?? true,
                let place = try TermSearch.place(
                    of: key, in: segment, leaf: &leaves.all[index], from: reader.source)
            else { continue }
            let superseded = reader.source.supersededArticles(inSegment: segment.number)
            values.append(try read(place, leaves.all[index], superseded))
        }
        return values
    }
}
