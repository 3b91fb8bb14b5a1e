/// The postings of a term in one segment, as FTS5 stores them, with the seams of the leaves taken out.
///
///     (article id) (size · 2 + mark) positions  (delta of id) (size · 2 + mark) positions …
///
/// All numbers are varints. The first id of each leaf stands as itself, not as a delta.
///
/// Not copyable, so that passing it on costs nothing where it is gone through entry by entry.
struct Doclist: ~Copyable {
    /// The bytes, with ``padding`` zeros behind them.
    private(set) var bytes: [UInt8] = []
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

    /// The bytes and the places of the full ids, to be worked on without a check for each byte.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try unsafe bytes.withUnsafeBufferPointer { try unsafe body($0) }
    }

    /// Becomes the doclist at `place`: whole, or only what begins on leaves up to `lastPage`.
    mutating func load(
        _ place: DoclistPlace, upTo lastPage: Int = .max, from source: some BlockSource
    ) throws {
        try leaf.load(segment: place.segment.number, page: place.page, from: source)
        try load(place, upTo: lastPage, on: leaf, from: source)
    }

    /// Likewise, where the leaf that the doclist begins on is here already.
    mutating func load(
        _ place: DoclistPlace, upTo lastPage: Int = .max, on first: LeafPage, from source: some BlockSource
    ) throws {
        begin(place.segment, page: place.page)
        guard place.offset <= place.end, place.end <= first.contentEnd else {
            throw PostingsError(.damaged, row: row, "a doclist at \(place.offset)")
        }
        fullIDOffsets.append(0)
        fullIDPages.append(place.page)
        bytes.append(contentsOf: first.bytes[place.offset..<place.end])
        var page = place.page
        var isOpen = place.isLastOnPage
        // What goes on may be long, and room that is not used is never in memory.
        if isOpen {
            let pageCount = min(lastPage, place.segment.lastPage) - page
            bytes.reserveCapacity(
                bytes.count + min(Self.longByteCount, max(0, pageCount) * Self.usualLeafByteCount))
        }
        while isOpen, page < min(lastPage, place.segment.lastPage) {
            page += 1
            try leaf.load(segment: place.segment.number, page: page, from: source)
            appendContinuation(page: page)
            isOpen = !leaf.hasTerms
        }
        if isOpen { try completeLastPositions(place.segment, after: page, from: source) }
        end()
    }

    /// Becomes the doclist at `place`, which ends on `leaf`.
    mutating func take(_ leaf: borrowing LeafPage, _ place: DoclistPlace) {
        begin(place.segment, page: place.page)
        fullIDOffsets.append(0)
        fullIDPages.append(place.page)
        bytes.append(contentsOf: leaf.bytes[place.offset..<place.end])
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
    mutating func load(
        _ segment: SegmentStructure.Segment, pages: ClosedRange<Int>, from source: some BlockSource
    ) throws {
        begin(segment, page: pages.lowerBound)
        bytes.reserveCapacity(min(Self.longByteCount, pages.count * Self.usualLeafByteCount))
        for page in pages {
            try leaf.load(segment: segment.number, page: page, from: source)
            if page == pages.lowerBound {
                guard leaf.firstIDOffset > 0 else {
                    throw PostingsError(.damaged, row: row, "a leaf without the row id that was there")
                }
                fullIDOffsets.append(0)
                fullIDPages.append(page)
                bytes.append(contentsOf: leaf.bytes[leaf.firstIDOffset..<leaf.continuationEnd])
            } else {
                appendContinuation(page: page)
            }
            if leaf.hasTerms { break }
        }
        if !leaf.hasTerms { try completeLastPositions(segment, after: pages.upperBound, from: source) }
        end()
    }

    /// Becomes what begins on some leaves of a doclist that is known by these.
    mutating func load(_ part: TermPart, leaves: Range<Int>, from source: some BlockSource) throws {
        let lastPage = part.leaves[leaves.upperBound - 1].page
        if leaves.lowerBound == 0 {
            try load(part.place, upTo: lastPage, from: source)
        } else {
            try load(
                part.place.segment, pages: part.leaves[leaves.lowerBound].page...lastPage, from: source)
        }
        // What was looked for is on these leaves only if they begin as it is known of them.
        guard fullIDOffsets.count == leaves.count else { throw otherLeaves }
        for (number, start) in zip(leaves, fullIDOffsets) {
            var offset = start
            guard Varint.read(bytes.span, at: &offset) == UInt64(part.leaves[number].firstID) else {
                throw otherLeaves
            }
        }
    }

    private var otherLeaves: PostingsError {
        PostingsError(.damaged, row: row, "leaves of which the doclist index says something else")
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
            bytes.append(contentsOf: leaf.bytes[LeafPage.headerByteCount..<end])
            isOpen = leaf.firstIDOffset == 0 && !leaf.hasTerms && page < segment.lastPage
        }
    }

    private mutating func begin(_ segment: SegmentStructure.Segment, page: Int) {
        row = SegmentPage.leafRow(segment: segment.number, page: page)
        bytes.removeAll(keepingCapacity: true)
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
        bytes.append(contentsOf: leaf.bytes[LeafPage.headerByteCount..<leaf.continuationEnd])
    }

    private mutating func end() {
        byteCount = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    }
}
