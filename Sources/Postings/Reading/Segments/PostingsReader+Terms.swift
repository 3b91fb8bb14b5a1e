extension PostingsReader {
    /// Calls `visit` for each term that begins with `prefix`, in the order of their bytes, without its postings.
    ///
    /// A term may be one that no article has any more, as long as its segments are not merged.
    ///
    /// - Parameters:
    ///   - prefix: The beginning; empty for all terms.
    ///   - lowest: Terms below it are left out, and not gone through.
    ///   - visit: Called with the term; returns `false` to stop.
    /// - Throws: ``PostingsError``, what the source throws, and what `visit` throws.
    /// - Complexity: O(*n*) in the leaves of those terms.
    @_specialize(where Source == AnyBlocks)
    public func forEachTermAlone(
        from prefix: [UInt8], notBelow lowest: [UInt8] = [], _ visit: (ArraySlice<UInt8>) throws -> Bool
    ) throws {
        let key = [SegmentPage.termMark] + prefix
        let first = [SegmentPage.termMark] + (lowest.lexicographicallyPrecedes(prefix) ? prefix : lowest)
        var cursors = try segments.map { try TermCursor($0, from: first, in: source) }
        cursors.removeAll { !$0.term.starts(with: key) }
        var heads = cursors.map(\.head)
        var term: [UInt8] = []
        var count = 0
        while !cursors.isEmpty {
            var smallest = 0
            for index in heads.indices.dropFirst() {
                if heads[index] > heads[smallest] { continue }
                if heads[index] < heads[smallest]
                    || cursors[index].term.lexicographicallyPrecedes(cursors[smallest].term)
                {
                    smallest = index
                }
            }
            // Bytes of its own: a cursor whose term somebody else has, too, copies it to go on.
            term.removeAll(keepingCapacity: true)
            term.append(contentsOf: cursors[smallest].term)
            let head = heads[smallest]
            var hasEnded = false
            for index in smallest..<heads.count
            where heads[index] == head && (index == smallest || cursors[index].term == term) {
                try cursors[index].next()
                heads[index] = cursors[index].head
                hasEnded = hasEnded || !cursors[index].term.starts(with: key)
            }
            if hasEnded {
                cursors.removeAll { !$0.term.starts(with: key) }
                heads = cursors.map(\.head)
            }
            guard try visit(term.dropFirst()) else { return }
            count += 1
            if count.isMultiple(of: 1_024) { try source.checkCancellation() }
        }
    }
}
