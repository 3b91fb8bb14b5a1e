internal import Synchronization

/// What tells the terms that a small segment has not got, once enough searches have looked into it; in one
/// state of the segments.
final class SegmentFilter: Sendable {
    /// 4 MB: its terms are gone through in some milliseconds.
    private static let pageBound = 512
    /// After so many searches that looked into a segment, its terms are gone through: most segments of a
    /// growing index are merged before.
    private static let searchBound = 8

    /// The segments among which it was.
    let structure: SegmentStructure
    let revision: Int64
    let filter: TermFilter?
    private let searchCount = Atomic<Int>(0)

    private init(_ structure: SegmentStructure, revision: Int64, filter: TermFilter?) {
        self.structure = structure
        self.revision = revision
        self.filter = filter
    }

    /// The bytes of memory that it takes, roughly.
    var byteCount: Int { 512 + (filter?.byteCount ?? 0) }

    /// The filter of a segment's terms, where that is worth it.
    static func filter(
        of segment: SegmentStructure.Segment, in reader: PostingsReader<some BlockSource>, revision: Int64,
        _ cache: PostingsCache
    ) throws -> TermFilter? {
        guard segment.pageCount <= pageBound else { return nil }
        let key = PostingsCache.Key.segment(segment.number)
        func keep(_ filter: TermFilter?) {
            cache.keep(
                .segment(SegmentFilter(reader.structure, revision: revision, filter: filter)), for: key)
        }
        // A number is given again once its segment is merged away.
        guard case .segment(let known)? = cache.value(key),
            known.structure == reader.structure || reader.structure.additions(since: known.structure) != nil
        else {
            keep(nil)
            return nil
        }
        if let filter = known.filter {
            if known.structure != reader.structure { keep(filter) }
            return filter
        }
        guard known.searchCount.add(1, ordering: .relaxed).newValue >= searchBound else { return nil }
        let filter = try TermFilter(segment, from: reader.source)
        keep(filter)
        return filter
    }
}
