/// Finds one term in a segment, without putting together the terms before it.
enum TermSearch {
    /// Where the doclist of a term is.
    ///
    /// - Parameters:
    ///   - key: The term with the mark of its index.
    ///   - segment: Where to look.
    ///   - leaf: Used to read with, and left at the leaf of the term.
    ///   - source: What to read from.
    /// - Returns: The place; `nil` when the segment has not got the term.
    /// - Throws: ``PostingsError``, and what `source` throws.
    static func place(
        of key: [UInt8], in segment: SegmentStructure.Segment, leaf: inout LeafPage,
        from source: some BlockSource
    ) throws -> DoclistPlace? {
        guard segment.firstPage > 0 else { return nil }
        let page = max(segment.firstPage, try source.page(ofSegment: segment.number, atOrBefore: key) ?? 1)
        guard page <= segment.lastPage else { return nil }
        try leaf.load(segment: segment.number, page: page, from: source)
        guard let first = leaf.firstTermOffset else { return nil }
        var footerOffset = leaf.contentEnd
        _ = try leaf.varint(at: &footerOffset, below: leaf.bytes.count)
        var start = first
        var kept = 0
        // How many bytes of `key` the term before has at its beginning; that term is smaller.
        var matched = 0
        while true {
            var offset = start
            if start != first { kept = try leaf.varint(at: &offset, below: leaf.contentEnd) }
            let added = try leaf.varint(at: &offset, below: leaf.contentEnd)
            guard added > 0, offset + added <= leaf.contentEnd else {
                throw PostingsError(.damaged, row: leaf.row, "a term that does not fit")
            }
            if kept < matched { return nil }
            var isFound = false
            if kept == matched {
                var common = 0
                while common < added, matched + common < key.count,
                    leaf.bytes[offset + common] == key[matched + common]
                { common += 1 }
                if matched + common == key.count {
                    guard common == added else { return nil }
                    isFound = true
                } else if common < added, leaf.bytes[offset + common] > key[matched + common] {
                    return nil
                }
                matched += common
            }
            let hasNext = footerOffset < leaf.bytes.count
            var end = leaf.contentEnd
            if hasNext {
                end = start + (try leaf.varint(at: &footerOffset, below: leaf.bytes.count))
                guard end > offset, end < leaf.contentEnd else {
                    throw PostingsError(.damaged, row: leaf.row, "a term at \(end)")
                }
            }
            if isFound {
                return DoclistPlace(
                    segment: segment, page: page, offset: offset + added, end: end, isLastOnPage: !hasNext)
            }
            guard hasNext else { return nil }
            start = end
        }
    }
}
