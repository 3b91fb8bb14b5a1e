/// Finds one term in a segment, without putting together the terms before it.
enum TermSearch {
    /// Where the doclist of a term is.
    ///
    /// - Parameters:
    ///   - key: The term with the mark of its index.
    ///   - segment: Where to look.
    ///   - leaf: Looked at first, if it is one of the segment: a word and its stem often stand on one. Used
    ///     to read with, and left at the leaf of the term.
    ///   - source: What to read from.
    /// - Returns: The place; `nil` when the segment has not got the term.
    /// - Throws: ``PostingsError``, and what `source` throws.
    static func place(
        of key: [UInt8], in segment: SegmentStructure.Segment, leaf: inout LeafPage,
        from source: some BlockSource
    ) throws -> DoclistPlace? {
        guard segment.firstPage > 0 else { return nil }
        if leaf.segment == segment.number {
            switch try leaf.search(key.span) {
            case .here(let place): return place.inLeaf(leaf.page, of: segment)
            case .nowhere: return nil
            case .elsewhere: break
            }
        }
        let page = max(segment.firstPage, try source.page(ofSegment: segment.number, atOrBefore: key) ?? 1)
        guard page <= segment.lastPage else { return nil }
        try leaf.load(segment: segment.number, page: page, from: source)
        guard case .here(let place) = try leaf.search(key.span) else { return nil }
        return place.inLeaf(page, of: segment)
    }
}

/// What a leaf tells of a term.
private enum LeafAnswer {
    /// Where its doclist is.
    case here(PlaceInLeaf)
    /// No leaf has it: a smaller and a larger term stand here, and terms ascend.
    case nowhere
    /// If any leaf has it, another one does.
    case elsewhere
}

private struct PlaceInLeaf {
    let offset: Int
    let end: Int
    /// Whether no other term follows.
    let isLast: Bool

    func inLeaf(_ page: Int, of segment: SegmentStructure.Segment) -> DoclistPlace {
        DoclistPlace(segment: segment, page: page, offset: offset, end: end, isLastOnPage: isLast)
    }
}

extension LeafPage {
    /// Looks for a term. Some hundred others are passed on the way, in as many steps of a few nanoseconds.
    fileprivate func search(_ key: Span<UInt8>) throws -> LeafAnswer {
        guard let first = firstTermOffset else { return .elsewhere }
        let bytes = bytes.span
        var footerOffset = contentEnd
        _ = try number(bytes, at: &footerOffset, below: bytes.count)
        var start = first
        var kept = 0
        // How many bytes of `key` the term before has at its beginning; that term is smaller.
        var matched = 0
        while true {
            var offset = start
            if start != first { kept = try number(bytes, at: &offset, below: contentEnd) }
            let added = try number(bytes, at: &offset, below: contentEnd)
            guard added > 0, offset + added <= contentEnd else {
                throw PostingsError(.damaged, row: row, "a term that does not fit")
            }
            if kept < matched { return .nowhere }
            var isFound = false
            if kept == matched {
                var common = 0
                while common < added, matched + common < key.count,
                    bytes[offset + common] == key[matched + common]
                { common += 1 }
                let isLarger =
                    matched + common == key.count
                    ? common < added : common < added && bytes[offset + common] > key[matched + common]
                if isLarger { return start == first ? .elsewhere : .nowhere }
                matched += common
                isFound = matched == key.count
            }
            let hasNext = footerOffset < bytes.count
            var end = contentEnd
            if hasNext {
                end = start + (try number(bytes, at: &footerOffset, below: bytes.count))
                guard end >= offset + added, end < contentEnd else {
                    throw PostingsError(.damaged, row: row, "a term at \(end)")
                }
            }
            if isFound { return .here(PlaceInLeaf(offset: offset + added, end: end, isLast: !hasNext)) }
            guard hasNext else { return .elsewhere }
            start = end
        }
    }

    /// ``varint(at:below:)`` of the leaf's bytes: nearly all numbers there have one byte.
    @inline(__always)
    private func number(_ bytes: Span<UInt8>, at offset: inout Int, below end: Int) throws -> Int {
        if offset < end, bytes[offset] < 0x80 {
            defer { offset += 1 }
            return Int(bytes[offset])
        }
        return try varint(at: &offset, below: end)
    }
}
