/// The postings of a term in one segment, as FTS5 stores them, with the seams of the leaves taken out.
///
///     (article id) (size · 2 + mark) positions  (delta of id) (size · 2 + mark) positions …
///
/// All numbers are varints. The first id of each leaf stands as itself, not as a delta.
struct Doclist {
    /// The bytes, with ``padding`` zeros behind them.
    private(set) var bytes: [UInt8] = []
    /// How many of the bytes are the doclist's.
    private(set) var byteCount = 0
    /// Where the ids stand that are no deltas, ascending; the first is 0.
    private(set) var fullIDOffsets: [Int] = []
    /// Where it was read, for errors.
    private(set) var row: Int64 = 0

    /// Reading a number, or eight bytes of positions, never leads out of the array when it begins inside.
    static let padding = 16

    private var leaf = LeafPage()

    /// The bytes and the places of the full ids, to be worked on without a check for each byte.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows -> Value {
        try unsafe bytes.withUnsafeBufferPointer { try unsafe body($0) }
    }

    /// Becomes the doclist at `place`, whole.
    mutating func load(_ place: DoclistPlace, from source: some BlockSource) throws {
        begin(place.segment, page: place.page)
        try leaf.load(segment: place.segment.number, page: place.page, from: source)
        guard place.offset <= place.end, place.end <= leaf.contentEnd else {
            throw PostingsError(.damaged, row: row, "a doclist at \(place.offset)")
        }
        fullIDOffsets.append(0)
        bytes.append(contentsOf: leaf.bytes[place.offset..<place.end])
        var page = place.page
        var isOpen = place.isLastOnPage
        while isOpen, page < place.segment.lastPage {
            page += 1
            try leaf.load(segment: place.segment.number, page: page, from: source)
            appendContinuation()
            isOpen = !leaf.hasTerms
        }
        end()
    }

    /// Becomes the part of a doclist that begins with the first id on `page` and ends with the last one that
    /// begins on `lastPage`.
    mutating func load(
        _ segment: SegmentStructure.Segment, pages: ClosedRange<Int>, from source: some BlockSource
    ) throws {
        begin(segment, page: pages.lowerBound)
        for page in pages {
            try leaf.load(segment: segment.number, page: page, from: source)
            if page == pages.lowerBound {
                guard leaf.firstIDOffset > 0 else {
                    throw PostingsError(.damaged, row: row, "a leaf without the row id that was there")
                }
                fullIDOffsets.append(0)
                bytes.append(contentsOf: leaf.bytes[leaf.firstIDOffset..<leaf.continuationEnd])
            } else {
                appendContinuation()
            }
        }
        try completeLastPositions(segment, after: pages.upperBound, from: source)
        end()
    }

    /// Appends what belongs to the last id and stands on later leaves.
    mutating func completeLastPositions(
        _ segment: SegmentStructure.Segment, after lastPage: Int, from source: some BlockSource
    ) throws {
        var page = lastPage
        while !leaf.hasTerms, page < segment.lastPage {
            page += 1
            try leaf.load(segment: segment.number, page: page, from: source)
            let end = leaf.firstIDOffset > 0 ? leaf.firstIDOffset : leaf.continuationEnd
            bytes.append(contentsOf: leaf.bytes[LeafPage.headerByteCount..<end])
            if leaf.firstIDOffset > 0 { return }
        }
    }

    private mutating func begin(_ segment: SegmentStructure.Segment, page: Int) {
        row = SegmentPage.leafRow(segment: segment.number, page: page)
        bytes.removeAll(keepingCapacity: true)
        fullIDOffsets.removeAll(keepingCapacity: true)
    }

    private mutating func appendContinuation() {
        if leaf.firstIDOffset > 0 {
            let offset = bytes.count + leaf.firstIDOffset - LeafPage.headerByteCount
            if offset > 0 { fullIDOffsets.append(offset) }
        }
        bytes.append(contentsOf: leaf.bytes[LeafPage.headerByteCount..<leaf.continuationEnd])
    }

    private mutating func end() {
        byteCount = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: Self.padding))
    }
}
