/// Where a term stands in single articles, of doclists that were read whole.
final class KnownPositions: PositionElement {
    /// What each segment has, the newest first.
    private let parts: [WordDoclists.Part]
    /// Of each the leaf that was looked at last, and how far.
    private var walks: [(leaf: Int, walk: DoclistWalk)?]

    init(_ parts: [WordDoclists.Part]) {
        self.parts = parts
        walks = Array(repeating: nil, count: parts.count)
    }

    override func append(
        _ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]
    ) throws {
        let id = ids[index]
        for number in parts.indices where parts[number].part.ids.contains(id) {
            let part = parts[number].part
            if part.superseded?.contains(Int64(id)) == true { continue }
            let leaf = part.leaves.range(with: id...id).lowerBound
            var walk =
                walks[number].flatMap { $0.leaf == leaf ? $0.walk : nil }
                ?? DoclistWalk(at: leaf, of: parts[number].doclist)
            defer { walks[number] = (leaf, walk) }
            // A newer part counts, though it may only say that the term is gone.
            if try walk.find(id, in: parts[number].doclist, &positions) == true { return }
        }
    }
}
