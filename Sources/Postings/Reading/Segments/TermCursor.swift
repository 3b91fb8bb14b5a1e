/// Goes through the terms of one segment in the order of their bytes.
struct TermCursor<Source: BlockSource> {
    private let source: Source
    let segment: SegmentStructure.Segment
    private var leaf = LeafPage()
    private var page: Int
    /// Where in the footer the distance to the next term stands.
    private var footerOffset = 0

    /// The term that the cursor is at, with the mark of its index; empty at the end.
    private(set) var term: [UInt8] = []
    /// The first eight bytes behind the mark, and zeros behind them, as one number: of two terms that differ
    /// in it, it tells which comes first.
    private(set) var head: UInt64 = 0
    /// Where its doclist is.
    private(set) var place: DoclistPlace

    /// Whether there is no further term.
    var isAtEnd: Bool { term.isEmpty }

    /// Stands at the first term that is not below `key`.
    init(_ segment: SegmentStructure.Segment, from key: [UInt8], in source: Source) throws {
        self.source = source
        self.segment = segment
        place = DoclistPlace(segment: segment, page: 0, offset: 0, end: 0, isLastOnPage: true)
        page = max(segment.firstPage, try source.page(ofSegment: segment.number, atOrBefore: key) ?? 1)
        guard segment.firstPage > 0, page <= segment.lastPage else { return }
        try leaf.load(segment: segment.number, page: page, from: source)
        if try !enterPage() { try next() }
        while !isAtEnd, term.lexicographicallyPrecedes(key) { try next() }
    }

    /// Moves to the next term.
    mutating func next() throws {
        guard place.isLastOnPage else { return try read(at: place.end, isFirst: false) }
        while page < segment.lastPage {
            page += 1
            try leaf.load(segment: segment.number, page: page, from: source)
            if try enterPage() { return }
            // All of it is the doclist of a frequent term, as four of five leaves of a large index are.
            if let next = try source.page(ofSegment: segment.number, after: term) {
                page = max(page, next - 1)
            }
        }
        term.removeAll(keepingCapacity: true)
    }

    /// Reads the doclist of the current term: most often from the leaf that is here already.
    ///
    /// Mutating, so that a cursor in an array is used where it stands: all of it would be copied for each
    /// term.
    mutating func load(_ doclist: inout Doclist) throws {
        if place.isLastOnPage {
            try doclist.load(place, from: source)
        } else {
            try doclist.take(leaf, place)
        }
    }

    /// Goes to the first term of the leaf; `false` where none begins there.
    private mutating func enterPage() throws -> Bool {
        guard let first = leaf.firstTermOffset else { return false }
        footerOffset = leaf.contentEnd
        _ = try leaf.varint(at: &footerOffset, below: leaf.bytes.count)
        term.removeAll(keepingCapacity: true)
        try read(at: first, isFirst: true)
        return true
    }

    private mutating func read(at start: Int, isFirst: Bool) throws {
        var offset = start
        let kept = isFirst ? 0 : try leaf.varint(at: &offset, below: leaf.contentEnd)
        let added = try leaf.varint(at: &offset, below: leaf.contentEnd)
        guard kept <= term.count, added > 0, offset + added <= leaf.contentEnd else {
            throw PostingsError(.damaged, row: leaf.row, "a term that does not fit")
        }
        term.removeSubrange(kept...)
        term.append(contentsOf: leaf.bytes[offset..<offset + added])
        if kept <= MemoryLayout<UInt64>.size { readHead() }
        offset += added
        var end = leaf.contentEnd
        let hasNext = footerOffset < leaf.bytes.count
        if hasNext {
            end = start + (try leaf.varint(at: &footerOffset, below: leaf.bytes.count))
            guard end > offset, end < leaf.contentEnd else {
                throw PostingsError(.damaged, row: leaf.row, "a term at \(end)")
            }
        }
        place = DoclistPlace(
            segment: segment, page: page, offset: offset, end: end, isLastOnPage: !hasNext)
    }

    private mutating func readHead() {
        head = 0
        for index in 1...MemoryLayout<UInt64>.size {
            head = head &<< 8 | UInt64(index < term.count ? term[index] : 0)
        }
    }
}
