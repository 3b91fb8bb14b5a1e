/// Reads terms and postings of an FTS5 index from its segments, without FTS5.
///
/// It reads what `detail=full` stores, in the format of SQLite 3.40 (`version` 4 in the `%_config` table),
/// and only the main index, none of `prefix=`. Every length and every number is checked: damage is an error,
/// and never a crash.
public struct PostingsReader<Source: BlockSource> {
    let source: Source
    /// The segments of the index.
    public let structure: SegmentStructure
    /// The segments with something in them, the newest first.
    let segments: [SegmentStructure.Segment]

    /// Reads which segments there are.
    ///
    /// - Parameter source: The index.
    /// - Throws: ``PostingsError``, and what `source` throws.
    public init(_ source: Source) throws {
        var record: [UInt8] = []
        guard try source.readBlock(SegmentPage.structureRow, into: &record) else {
            throw PostingsError(.damaged, row: SegmentPage.structureRow, "the list of segments is missing")
        }
        // Later formats have this mark behind the cookie.
        if record.count >= 8, record[4...].starts(with: [0xFF, 0x00, 0x00, 0x01]) {
            throw PostingsError(
                .unknownFormat, row: SegmentPage.structureRow, "a list of segments of the second version")
        }
        guard let structure = SegmentStructure(record.span) else {
            throw PostingsError(.damaged, row: SegmentPage.structureRow, "a list of segments that cannot be")
        }
        self.init(source, structure: structure)
    }

    init(_ source: Source, structure: SegmentStructure) {
        self.source = source
        self.structure = structure
        segments = structure.newestFirst
    }

    /// Calls `visit` for each posting of a term, by id.
    ///
    /// - Parameters:
    ///   - term: The term as the tokenizer made it.
    ///   - visit: Called with the article and its positions, in their order.
    /// - Throws: ``PostingsError``, what the source throws, and what `visit` throws.
    /// - Complexity: O(*n*) in the bytes of the postings, all of which are in memory at once.
    public func forEachPosting(
        of term: [UInt8], _ visit: (_ id: Int64, _ positions: [Position]) throws -> Void
    ) throws {
        var leaf = LeafPage()
        let key = [SegmentPage.termMark] + term
        let merged = MergedDoclists()
        for segment in segments {
            guard let place = try TermSearch.place(of: key, in: segment, leaf: &leaf, from: source) else {
                continue
            }
            try merged.add(without: source.supersededArticles(inSegment: segment.number)) {
                try $0.load(place, from: source)
            }
        }
        try merged.forEach(visit)
    }

    /// Calls `visit` for each term that begins with `prefix`, in the order of their bytes, with its postings.
    ///
    /// - Parameters:
    ///   - prefix: The beginning; empty for all terms.
    ///   - visit: Called with the term and a function that goes through its postings.
    /// - Throws: ``PostingsError``, what the source throws, and what `visit` throws.
    public func forEachTerm(
        from prefix: [UInt8],
        _ visit: (
            _ term: ArraySlice<UInt8>,
            _ postings: ((Int64, [Position]) throws -> Void) throws -> Void
        ) throws -> Void
    ) throws {
        try forEachTermPostings(from: prefix) { term, postings in
            try visit(term) { try postings.forEach($0) }
        }
    }

    /// Calls `visit` for each term that begins with `prefix`, with its doclists.
    ///
    /// A term may have entries that only take others away, and no article.
    func forEachTermPostings(
        from prefix: [UInt8], _ visit: (ArraySlice<UInt8>, MergedDoclists) throws -> Void
    ) throws {
        let merged = MergedDoclists()
        try forEachTerm(from: prefix) { term, cursors, holders in
            merged.reset()
            for holder in holders {
                let superseded = source.supersededArticles(inSegment: cursors[holder].segment.number)
                try merged.add(without: superseded) { try cursors[holder].load(&$0) }
            }
            try visit(term, merged)
            return true
        }
    }

    /// Calls `visit` for each term that begins with `prefix` and is not below `lowest`, with the places of
    /// those among the cursors that stand at it, the newest first; until it returns `false`.
    func forEachTerm(
        from prefix: [UInt8], notBelow lowest: [UInt8] = [],
        _ visit: (ArraySlice<UInt8>, inout [TermCursor<Source>], _ holders: [Int]) throws -> Bool
    ) throws {
        let key = [SegmentPage.termMark] + prefix
        let first = [SegmentPage.termMark] + (lowest.lexicographicallyPrecedes(prefix) ? prefix : lowest)
        // The newest first.
        var cursors = try segments.map { try TermCursor($0, from: first, in: source) }
        cursors.removeAll { !$0.term.starts(with: key) }
        // Beside the cursors, each of which is a long way to go for one number.
        var heads = cursors.map(\.head)
        // Bytes of its own: a cursor whose term somebody else has, too, copies it to go on.
        var term: [UInt8] = []
        var holders: [Int] = []
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
            term.removeAll(keepingCapacity: true)
            term.append(contentsOf: cursors[smallest].term)
            holders.removeAll(keepingCapacity: true)
            let head = heads[smallest]
            // Those before the smallest one have larger terms.
            for index in smallest..<heads.count
            where heads[index] == head && (index == smallest || cursors[index].term == term) {
                holders.append(index)
            }
            guard try visit(term.dropFirst(), &cursors, holders) else { return }
            var hasEnded = false
            for holder in holders {
                try cursors[holder].next()
                heads[holder] = cursors[holder].head
                hasEnded = hasEnded || !cursors[holder].term.starts(with: key)
            }
            if hasEnded {
                cursors.removeAll { !$0.term.starts(with: key) }
                heads = cursors.map(\.head)
            }
        }
    }
}

extension SegmentStructure {
    /// The segments with something in them, the newest first.
    var newestFirst: [Segment] {
        levels.flatMap { $0.segments.reversed() }.filter { $0.firstPage > 0 }
    }
}
