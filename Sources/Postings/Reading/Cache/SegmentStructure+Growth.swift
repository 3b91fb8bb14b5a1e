extension SegmentStructure {
    /// The segments that were added since an older structure, the newest first, where nothing else has
    /// happened; `nil` where it may have.
    ///
    /// A number is given again once its segment is merged away, and small segments are all of one leaf, so
    /// that equal numbers and leaves prove nothing by themselves. What proves it is that level 0 goes on as
    /// it was, that the other levels are the same, and that as many leaves were written as the new segments
    /// have. With a merge in between, its output would stand on a higher level, or the leaves would be too
    /// many.
    func additions(since older: SegmentStructure) -> [Segment]? {
        guard cookie == older.cookie, writeCounter > older.writeCounter, let newest = levels.first,
            levels.dropFirst().elementsEqual(older.levels.dropFirst())
        else { return nil }
        let before = older.levels.first?.segments ?? []
        guard newest.mergingCount == older.levels.first?.mergingCount ?? 0,
            newest.segments.starts(with: before)
        else { return nil }
        let added = newest.segments.dropFirst(before.count)
        guard added.reduce(0, { $0 + UInt64($1.pageCount) }) == writeCounter - older.writeCounter else {
            return nil
        }
        return added.reversed()
    }
}
