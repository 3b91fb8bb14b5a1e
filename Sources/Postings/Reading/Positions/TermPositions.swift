/// Where a term stands in single articles: reads only the leaves on which they are.
final class TermPositions: PositionElement {
    /// For each segment, the newest first.
    private let windows: [DoclistWindow]
    private let ranges: [ClosedRange<UInt32>]
    private let superseded: [SupersededArticles?]

    /// Looks into the doclists of a term.
    init(_ parts: [TermPart], from source: some BlockSource) {
        ranges = parts.map(\.ids)
        superseded = parts.map(\.superseded)
        windows = parts.map { part in
            DoclistWindow(part) { leaves, doclist in
                try doclist.load(part, leaves: leaves, completing: false, from: source)
            } complete: { doclist in
                try doclist.complete(from: source)
            }
        }
    }

    override func append(
        _ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]
    ) throws {
        let id = ids[index]
        for number in ranges.indices where ranges[number].contains(id) {
            if superseded[number]?.contains(Int64(id)) == true { continue }
            // A newer part counts, though it may only say that the term is gone.
            if try windows[number].find(ids, at: index, &positions) { return }
        }
    }
}

/// Some leaves in a row of one doclist, which moves on with the articles that are asked for.
final class DoclistWindow {
    /// 16 leaves of 8 KB: few enough to stay in the processor's cache.
    private static let leafBound = 16

    private let leaves: [TermPart.Leaf]
    private let load: (Range<Int>, inout Doclist) throws -> Void
    private let complete: (inout Doclist) throws -> Void
    private var doclist = Doclist()
    /// The leaves that are loaded, as indices of all; empty before the first.
    private var loaded = 0..<0
    private var walk = DoclistWalk()

    init(
        _ part: TermPart, load: @escaping (Range<Int>, inout Doclist) throws -> Void,
        complete: @escaping (inout Doclist) throws -> Void
    ) {
        leaves = part.leaves
        self.load = load
        self.complete = complete
    }

    /// Appends the positions in `ids[index]`; `false` when it is not in the doclist.
    func find(_ ids: borrowing [UInt32], at index: Int, _ positions: inout [Position]) throws -> Bool {
        let id = ids[index]
        let isPast = loaded.upperBound < leaves.count && leaves[loaded.upperBound].firstID <= id
        if loaded.isEmpty || isPast {
            loaded = window(ids, at: index)
            try load(loaded, &doclist)
            walk = DoclistWalk()
        }
        if let isFound = try walk.find(id, in: doclist, &positions) { return isFound }
        // The positions of the last entry go on behind these leaves, which is rarely asked for.
        try complete(&doclist)
        return try walk.find(id, in: doclist, &positions) == true
    }

    /// As many leaves in a row as have an article that will be asked for.
    private func window(_ ids: borrowing [UInt32], at index: Int) -> Range<Int> {
        var low = 0
        var high = leaves.count
        while low < high {
            let middle = (low + high) / 2
            if leaves[middle].firstID <= ids[index] { low = middle + 1 } else { high = middle }
        }
        let first = max(0, low - 1)
        var end = first + 1
        var next = index
        while end < leaves.count, end - first < Self.leafBound {
            while next < ids.count, ids[next] < leaves[end].firstID { next += 1 }
            guard next < ids.count, end + 1 == leaves.count || ids[next] < leaves[end + 1].firstID else {
                break
            }
            end += 1
        }
        return first..<end
    }
}
