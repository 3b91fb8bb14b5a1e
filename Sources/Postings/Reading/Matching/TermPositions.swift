/// Where a term stands in single articles: reads only the leaves on which they are.
struct TermPositions<Source: BlockSource> {
    private let parts: [TermPart]
    private let source: Source
    /// One for each part.
    private var windows: [Window]

    /// Some leaves in a row.
    private struct Window {
        var doclist = Doclist()
        var cursor = DoclistCursor()
        /// The leaves that are loaded, as indices of the part's; empty before the first.
        var leaves = 0..<0
        /// Whether the cursor is at an entry that was not passed yet.
        var isAtEntry = false
    }

    /// 16 leaves of 8 KB: few enough to stay in the processor's cache.
    private static var leafBound: Int { 16 }

    init(_ postings: TermPostings, from source: Source) {
        parts = postings.parts
        self.source = source
        windows = parts.map { _ in Window() }
    }

    /// Appends the positions in the article `ids[index]`, in their order. The ids ascend, and those behind it will
    /// be asked for next: the index must not decrease from one call to the next.
    mutating func append(
        _ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]
    ) throws {
        let id = ids[index]
        for number in parts.indices where parts[number].ids.contains(id) {
            if try find(ids, at: index, inPart: number) {
                // A newer part counts, though it may only say that the term is gone.
                try PositionReader.append(
                    windows[number].cursor.positions, of: windows[number].doclist, to: &positions)
                return
            }
        }
    }

    private mutating func find(_ ids: borrowing [UInt32], at index: Int, inPart number: Int) throws -> Bool {
        let id = ids[index]
        let leaves = parts[number].leaves
        let loaded = windows[number].leaves
        let isPast = loaded.upperBound < leaves.count && leaves[loaded.upperBound].firstID <= id
        if loaded.isEmpty || isPast { try loadWindow(ids, at: index, ofPart: number) }
        while true {
            if windows[number].isAtEntry {
                let current = windows[number].cursor.id
                if current >= Int64(id) { return current == Int64(id) }
            }
            windows[number].isAtEntry = try windows[number].cursor.next(in: windows[number].doclist)
            guard windows[number].isAtEntry else { return false }
        }
    }

    private mutating func loadWindow(_ ids: borrowing [UInt32], at index: Int, ofPart number: Int) throws {
        let leaves = parts[number].leaves
        let first = Self.leaf(of: ids[index], in: leaves)
        var end = first + 1
        var next = index
        // As many leaves in a row as have an article that will be asked for.
        while end < leaves.count, end - first < Self.leafBound {
            while next < ids.count, ids[next] < leaves[end].firstID { next += 1 }
            guard next < ids.count, end + 1 == leaves.count || ids[next] < leaves[end + 1].firstID else {
                break
            }
            end += 1
        }
        let place = parts[number].place
        let lastPage = leaves[end - 1].page
        if first == 0 {
            try windows[number].doclist.load(place, upTo: lastPage, from: source)
        } else {
            try windows[number].doclist.load(
                place.segment, pages: leaves[first].page...lastPage, from: source)
        }
        windows[number].leaves = first..<end
        windows[number].cursor = DoclistCursor()
        windows[number].isAtEntry = false
    }

    /// The last leaf whose first article is not above `id`.
    private static func leaf(of id: UInt32, in leaves: [TermPart.Leaf]) -> Int {
        var low = 0
        var high = leaves.count
        while low < high {
            let middle = (low + high) / 2
            if leaves[middle].firstID <= id { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}
