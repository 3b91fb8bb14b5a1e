extension PostingsReader {
    /// Calls `visit` for each term that begins with `prefix`, in the order of their bytes, without its postings.
    ///
    /// A term may be one that no article has any more, as long as its segments are not merged.
    ///
    /// - Parameters:
    ///   - prefix: The beginning; empty for all terms.
    ///   - visit: Called with the term; returns `false` to stop.
    /// - Throws: ``PostingsError``, what the source throws, and what `visit` throws.
    /// - Complexity: O(*n*) in the leaves of those terms.
    public func forEachTermAlone(
        from prefix: [UInt8], _ visit: (ArraySlice<UInt8>) throws -> Bool
    ) throws {
        let key = [SegmentPage.termMark] + prefix
        var cursors = try segments.map { try TermCursor($0, from: key, in: source) }
        cursors.removeAll { !$0.term.starts(with: key) }
        var count = 0
        while var smallest = cursors.first?.term {
            for cursor in cursors.dropFirst() where cursor.term.lexicographicallyPrecedes(smallest) {
                smallest = cursor.term
            }
            for index in cursors.indices where cursors[index].term == smallest { try cursors[index].next() }
            cursors.removeAll { !$0.term.starts(with: key) }
            guard try visit(smallest.dropFirst()) else { return }
            count += 1
            if count.isMultiple(of: 1_024) { try source.checkCancellation() }
        }
    }
}
