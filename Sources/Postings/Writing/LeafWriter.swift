/// Lays terms and doclists out on the leaves of a segment.
///
/// A leaf begins with two numbers of two bytes: where the first article on it is that continues the doclist
/// of a leaf before it (0 for none), and where its terms and doclists end. Behind that stands where its terms
/// begin. A term shares its beginning with the one before it on the same leaf. The first article of a doclist
/// and of a leaf is written as it is, each other one as the distance from the one before; a variable-length
/// integer never crosses from one leaf to the next. Source: `ext/fts5/fts5_index.c` in SQLite 3.40.
@safe struct LeafWriter: ~Copyable {
    private static let headerByteCount = 4

    private let pageSize: Int
    private var page = 1
    private var leaf: ByteArena
    /// Where the terms of this leaf begin: the first as it is, the others as distances.
    private var termOffsets: ByteArena
    private var lastTermOffset = 0
    private var hasTerm = false
    /// Whether the next article on this leaf is the first that continues a doclist.
    private var awaitsArticle = false
    /// The last term, with its mark.
    private var term: [UInt8] = []
    /// The key of the leaf that the last term is on, and its number.
    private var key: [UInt8] = []
    private var keyPage = 1
    /// Leaves in a row, up to this one, that have no term.
    private var leavesWithoutTerm = 0
    private var doclistIndex: [UInt8] = []
    private var lastIndexedArticle: UInt64 = 0

    init(pageSize: Int) {
        self.pageSize = pageSize
        leaf = ByteArena(capacity: pageSize + 1_024)
        termOffsets = ByteArena(capacity: pageSize + 1_024)
        for _ in 0..<Self.headerByteCount { leaf.append(0) }
    }

    private var usedByteCount: Int { leaf.count + termOffsets.count }

    /// Writes a term, which is larger than all before it, and its articles.
    mutating func append(
        _ newTerm: Span<UInt8>, doclist: Span<UInt8>, to sink: inout some SegmentSink
    ) throws {
        try begin(newTerm, &sink)
        if usedByteCount + doclist.count < pageSize {
            append(doclist.extracting(0..<doclist.count))
        } else {
            try spread(doclist, &sink)
        }
    }

    private mutating func begin(_ newTerm: Span<UInt8>, _ sink: inout some SegmentSink) throws {
        let termByteCount = newTerm.count + 1
        if usedByteCount + termByteCount + 2 >= pageSize, leaf.count > Self.headerByteCount {
            try flush(&sink)
        }
        termOffsets.append(varint: UInt64(leaf.count - lastTermOffset))
        lastTermOffset = leaf.count
        let shared = sharedByteCount(newTerm)
        if hasTerm {
            leaf.append(varint: UInt64(shared))
            leaf.append(varint: UInt64(termByteCount - shared))
            appendSuffix(of: newTerm, from: shared)
        } else {
            if page > 1 {
                try flushKey(&sink)
                keyPage = page
                key = [SegmentPage.termMark]
                for index in 0..<min(shared, newTerm.count) { key.append(newTerm[index]) }
            }
            leaf.append(varint: UInt64(termByteCount))
            appendSuffix(of: newTerm, from: 0)
        }
        term.removeAll(keepingCapacity: true)
        term.append(SegmentPage.termMark)
        for index in newTerm.indices { term.append(newTerm[index]) }
        hasTerm = true
        awaitsArticle = false
    }

    /// How many bytes, the mark among them, a term shares with the last one.
    private func sharedByteCount(_ newTerm: Span<UInt8>) -> Int {
        guard !term.isEmpty else { return 0 }
        var count = 1
        while count < term.count, count <= newTerm.count, term[count] == newTerm[count - 1] { count += 1 }
        return count
    }

    private mutating func appendSuffix(of newTerm: Span<UInt8>, from start: Int) {
        if start == 0 { leaf.append(SegmentPage.termMark) }
        append(newTerm.extracting(max(0, start - 1)..<newTerm.count))
    }

    private mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = unsafe leaf.append(start, count: bytes.count)
        }
    }

    /// Writes a doclist that does not fit on this leaf.
    private mutating func spread(_ doclist: Span<UInt8>, _ sink: inout some SegmentSink) throws {
        var offset = 0
        var article: UInt64 = 0
        while offset < doclist.count {
            guard let distance = Varint.read(doclist, at: &offset) else { return }
            article += distance
            if awaitsArticle {
                setHeader(at: 0, leaf.count)
                leaf.append(varint: article)
                awaitsArticle = false
                indexArticle(article)
            } else {
                leaf.append(varint: distance)
            }
            let start = offset
            guard let size = Varint.read(doclist, at: &offset) else { return }
            let end = offset + Int(size >> 1)
            try spreadPositions(doclist.extracting(start..<end), &sink)
            offset = end
        }
    }

    /// Writes the size and the positions of an article, on as many leaves as it takes.
    private mutating func spreadPositions(
        _ positions: Span<UInt8>, _ sink: inout some SegmentSink
    ) throws {
        var offset = 0
        while offset < positions.count {
            let room = pageSize - usedByteCount
            let part =
                positions.count - offset <= room
                ? positions.count - offset
                : Self.wholeIntegers(in: positions.extracting(offset..<positions.count), room: room)
            append(positions.extracting(offset..<offset + part))
            offset += part
            // Where the next integer is longer than what is left, this leaf ends a little early.
            if usedByteCount >= pageSize || offset < positions.count { try flush(&sink) }
        }
    }

    /// How many bytes of whole integers go into `room`; one integer at least.
    private static func wholeIntegers(in bytes: Span<UInt8>, room: Int) -> Int {
        var end = 0
        _ = Varint.read(bytes, at: &end)
        var next = end
        while next < bytes.count, Varint.read(bytes, at: &next) != nil, next <= room { end = next }
        return end
    }

    /// Notes in the doclist index that `article` is the first of its doclist on this leaf.
    private mutating func indexArticle(_ article: UInt64) {
        if doclistIndex.isEmpty {
            // 0: the index is one page.
            doclistIndex.append(0)
            doclistIndex.append(varint: UInt64(page))
            doclistIndex.append(varint: article)
        } else {
            doclistIndex.append(varint: article - lastIndexedArticle)
        }
        lastIndexedArticle = article
    }

    private mutating func setHeader(at offset: Int, _ value: Int) {
        unsafe leaf.start[offset] = UInt8(truncatingIfNeeded: value >> 8)
        unsafe leaf.start[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    private mutating func flush(_ sink: inout some SegmentSink) throws {
        setHeader(at: 2, leaf.count)
        if hasTerm {
            unsafe leaf.append(termOffsets.start, count: termOffsets.count)
        } else {
            // Neither term nor article: the doclist index must count this leaf all the same.
            if awaitsArticle, !doclistIndex.isEmpty { doclistIndex.append(0) }
            leavesWithoutTerm += 1
        }
        try sink.writeLeaf(unsafe Span(_unsafeElements: leaf.bytes), page: page)
        leaf.removeAll(keeping: pageSize + 1_024)
        termOffsets.removeAll(keeping: pageSize + 1_024)
        for _ in 0..<Self.headerByteCount { leaf.append(0) }
        lastTermOffset = 0
        hasTerm = false
        awaitsArticle = true
        page += 1
    }

    /// Writes the key of the leaf that the last doclist began on, now that it is known how far that goes.
    private mutating func flushKey(_ sink: inout some SegmentSink) throws {
        // An index of more than a page would need a tree; no doclist of one commit comes near.
        let isIndexed =
            leavesWithoutTerm >= SegmentPage.doclistIndexThreshold
            && !doclistIndex.isEmpty && doclistIndex.count <= pageSize
        if isIndexed { try sink.writeDoclistIndex(doclistIndex.span, page: keyPage) }
        doclistIndex.removeAll(keepingCapacity: true)
        leavesWithoutTerm = 0
        try sink.writeKey(key.span, page: keyPage, hasDoclistIndex: isIndexed)
    }

    /// Writes what is left; returns how many leaves there are.
    consuming func finish(_ sink: inout some SegmentSink) throws -> Int {
        if leaf.count > Self.headerByteCount { try flush(&sink) }
        if page > 1 { try flushKey(&sink) }
        return page - 1
    }
}
