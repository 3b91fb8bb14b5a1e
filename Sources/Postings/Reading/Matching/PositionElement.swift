/// One element of a phrase: tells where it stands in single articles.
class PositionElement {
    /// Appends the positions in the article `ids[index]`, in their order. The ids ascend, and those behind it will
    /// be asked for next: the index must not decrease from one call to the next.
    func append(_ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]) throws {}
}

/// A beginning of terms, whose positions are known already.
final class KeyPositions: PositionElement {
    private let keys: [PositionKey]
    private var next = 0

    /// Takes keys in order, each once.
    init(_ keys: [PositionKey]) { self.keys = keys }

    override func append(
        _ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]
    ) {
        let id = ids[index]
        while next < keys.count, keys[next].id < id { next += 1 }
        while next < keys.count, keys[next].id == id {
            positions.append(keys[next].position)
            next += 1
        }
    }
}
