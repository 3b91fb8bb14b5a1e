/// The postings of a term in one segment, as FTS5 stores them, with the seams of the leaves taken out.
///
///     (article id) (size · 2 + mark) positions  (delta of id) (size · 2 + mark) positions …
///
/// All numbers are varints. The first id of each leaf stands as itself, not as a delta.
///
/// Not copyable, so that passing it on costs nothing where it is gone through entry by entry. Safe to be
/// sent: it is changed by who owns it alone, and nobody shares one that is still read.
@safe struct Doclist: ~Copyable, @unchecked Sendable {
    /// The bytes, with ``padding`` zeros behind them.
    private var bytes = ByteArena(capacity: 0)
    /// How many of the bytes are the doclist's.
    private(set) var byteCount = 0
    /// Where the ids stand that are no deltas, ascending; the first is 0.
    private(set) var fullIDOffsets: [Int] = []
    /// The leaves that those ids stand on.
    private(set) var fullIDPages: [Int] = []
    /// Where it was read, for errors.
    private(set) var row: Int64 = 0

    /// Reading a number, or eight bytes of positions, never leads out of the array when it begins inside.
    static let padding = 16

    /// 256 KB: a word in some fifty thousand articles.
    private static let longByteCount = 256 << 10
    /// FTS5 fills a leaf up to `pgsz`, which is 8 KB here.
    private static let usualLeafByteCount = 8 << 10

    private var leaf = LeafPage()
    /// Where the positions of the last id may go on, as long as they were not read: behind a leaf.
    private var rest: (segment: SegmentStructure.Segment, page: Int)?

    /// Where the bytes begin, to be worked on without a check for each; as long as the doclist lives and is
    /// not read anew.
    var start: UnsafePointer<UInt8> { unsafe UnsafePointer(bytes.start) }

    /// The bytes, to be worked on without a check for each.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try unsafe body(bytes.bytes)
    }

    /// The id that stands in full at an offset; `nil` where it is above 4 billion.
    func fullID(at offset: Int) -> UInt32? {
        precondition(offset < bytes.count, "an id behind the doclist")
        var offset = offset
        // What begins before the padding ends in it.
        return UInt32(exactly: unsafe RawVarint.read(start, at: &offset))
    }

    /// Becomes the doclist at `place`: whole, or only what begins on leaves up to `lastPage`, of which
    /// positions may be missing unless it is `completing`.
    mutating func load(
        _ place: DoclistPlace, upTo lastPage: Int = .max, completing: Bool = true,
        from source: some BlockSource
    ) throws {
        try leaf.load(segment: place.segment.number, page: place.page, from: source)
        try load(place, upTo: lastPage, on: leaf, completing: completing, from: source)
    }

    /// Likewise, where the leaf that the doclist begins on is here already.
    mutating func load(
        _ place: DoclistPlace, upTo lastPage: Int = .max, on first: LeafPage, completing: Bool = true,
        from source: some BlockSource
    ) throws {
        begin(place.segment, page: place.page)
        try check(place, on: first)
        fullIDOffsets.append(0)
        fullIDPages.append(place.page)
        append(first.bytes, place.offset..<place.end)
        var page = place.page
        var isOpen = place.isLastOnPage
        // What goes on may be long, and room that is not used is never in memory.
        if isOpen {
            let pageCount = min(lastPage, place.segment.lastPage) - page
            bytes.reserve(min(Self.longByteCount, max(0, pageCount) * Self.usualLeafByteCount))
        }
        while isOpen, page < min(lastPage, place.segment.lastPage) {
            page += 1
            try leaf.load(segment: place.segment.number, page: page, from: source)
            appendContinuation(page: page)
            isOpen = !leaf.hasTerms
        }
        if isOpen { rest = (place.segment, page) }
        end()
        if completing { try complete(from: source) }
    }

    private func check(_ place: DoclistPlace, on leaf: borrowing LeafPage) throws {
        guard place.offset <= place.end, place.end <= leaf.contentEnd else {
            throw PostingsError(.damaged, row: row, "a doclist at \(place.offset)")
        }
    }

    /// Becomes the doclist at `place`, which ends on `leaf`.
    mutating func take(_ leaf: borrowing LeafPage, _ place: DoclistPlace) throws {
        begin(place.segment, page: place.page)
        try check(place, on: leaf)
        bytes.reserve(place.end - place.offset + Self.padding)
        fullIDOffsets.append(0)
        fullIDPages.append(place.page)
        append(leaf.bytes, place.offset..<place.end)
        end()
    }

    /// A number for the bytes, by which they are known again.
    func fingerprint(seed: UInt64) -> UInt64 {
        unsafe withBytes { bytes in
            // The padding takes the last load past the doclist, not past the array.
            let raw = UnsafeRawBufferPointer(bytes)
            var hash = seed ^ UInt64(byteCount)
            var offset = 0
            while offset < byteCount {
                let first = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let second = unsafe raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
                let product = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: second ^ hash)
                hash = product.high ^ product.low
                offset += 16
            }
            return hash
        }
    }

    /// Becomes the part of a doclist that begins with the first id on `page` and ends with the last one that
    /// begins on `lastPage`.
    private mutating func load(
        _ segment: SegmentStructure.Segment, pages: ClosedRange<Int>, completing: Bool,
        from source: some BlockSource
    ) throws {
        begin(segment, page: pages.lowerBound)
        bytes.reserve(min(Self.longByteCount, pages.count * Self.usualLeafByteCount))
        for page in pages {
            try leaf.load(segment: segment.number, page: page, from: source)
            if page == pages.lowerBound {
                guard leaf.firstIDOffset > 0 else {
                    throw PostingsError(.damaged, row: row, "a leaf without the row id that was there")
                }
                fullIDOffsets.append(0)
                fullIDPages.append(page)
                append(leaf.bytes, leaf.firstIDOffset..<leaf.continuationEnd)
            } else {
                appendContinuation(page: page)
            }
            if leaf.hasTerms { break }
        }
        if !leaf.hasTerms { rest = (segment, pages.upperBound) }
        end()
        if completing { try complete(from: source) }
    }

    /// Becomes what begins on some leaves of a doclist that is known by these; positions of the last entry
    /// may be missing unless it is `completing`.
    mutating func load(
        _ part: TermPart, leaves: Range<Int>, completing: Bool = true, from source: some BlockSource
    ) throws {
        let lastPage = part.leaves[leaves.upperBound - 1].page
        if leaves.lowerBound == 0 {
            try load(part.place, upTo: lastPage, completing: completing, from: source)
        } else {
            try load(
                part.place.segment, pages: part.leaves[leaves.lowerBound].page...lastPage,
                completing: completing, from: source)
        }
        // What was looked for is on these leaves only if they begin as it is known of them.
        guard fullIDOffsets.count == leaves.count else { throw otherLeaves }
        for (number, start) in zip(leaves, fullIDOffsets) {
            guard fullID(at: start) == part.leaves[number].firstID else { throw otherLeaves }
        }
    }

    private var otherLeaves: PostingsError {
        PostingsError(.damaged, row: row, "leaves of which the doclist index says something else")
    }

    /// Whether positions of the last entry may be missing.
    var isOpen: Bool { rest != nil }

    /// Reads the positions that are missing.
    mutating func complete(from source: some BlockSource) throws {
        guard let (segment, page) = rest.take() else { return }
        bytes.removeLast(Self.padding)
        try completeLastPositions(segment, after: page, from: source)
        end()
    }

    /// Appends what belongs to the last id and stands on later leaves.
    private mutating func completeLastPositions(
        _ segment: SegmentStructure.Segment, after lastPage: Int, from source: some BlockSource
    ) throws {
        var page = lastPage
        // On the term's own leaf, it is the last term.
        var isOpen = page < segment.lastPage
        while isOpen {
            page += 1
            try leaf.load(segment: segment.number, page: page, from: source)
            let end = leaf.firstIDOffset > 0 ? leaf.firstIDOffset : leaf.continuationEnd
            append(leaf.bytes, LeafPage.headerByteCount..<end)
            isOpen = leaf.firstIDOffset == 0 && !leaf.hasTerms && page < segment.lastPage
        }
    }

    private mutating func begin(_ segment: SegmentStructure.Segment, page: Int) {
        row = SegmentPage.leafRow(segment: segment.number, page: page)
        rest = nil
        bytes.removeAll(keeping: .max)
        fullIDOffsets.removeAll(keepingCapacity: true)
        fullIDPages.removeAll(keepingCapacity: true)
    }

    private mutating func appendContinuation(page: Int) {
        if leaf.firstIDOffset > 0 {
            let offset = bytes.count + leaf.firstIDOffset - LeafPage.headerByteCount
            if offset > 0 {
                fullIDOffsets.append(offset)
                fullIDPages.append(page)
            } else {
                // The leaf of the term had no room for its first id.
                fullIDPages[0] = page
            }
        }
        append(leaf.bytes, LeafPage.headerByteCount..<leaf.continuationEnd)
    }

    private mutating func append(_ page: [UInt8], _ range: Range<Int>) {
        unsafe page[range].withUnsafeBufferPointer { part in
            if let start = part.baseAddress { unsafe bytes.append(start, count: part.count) }
        }
    }

    private mutating func end() {
        byteCount = bytes.count
        let padding = bytes.skip(Self.padding)
        // There is room for them.
        unsafe (bytes.start + padding).update(repeating: 0, count: Self.padding)
    }
}
