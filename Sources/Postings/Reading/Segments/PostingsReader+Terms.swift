extension PostingsReader {
    /// Calls `visit` for each term that begins with `prefix`, in the order of their bytes, without its
    /// postings.
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
        var count = 0
        try forEachTerm(from: prefix, notBelow: lowest) { term, _, _ in
            guard try visit(term) else { return false }
            count += 1
            if count.isMultiple(of: 1_024) { try source.checkCancellation() }
            return true
        }
    }
}
