/// One element of a phrase: tells where it stands in single articles.
class PositionElement {
    /// Appends the positions in the article `ids[index]`, in their order. The ids ascend, and those behind it
    /// will be asked for next: what is asked for must not descend from one call to the next, also where `ids`
    /// is another array.
    func append(_ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]) throws {}
}

/// One of several terms at a place, whose positions count once where several of them stand.
final class AnyPositions: PositionElement {
    private let elements: [PositionElement]

    /// Takes the elements of which any will do.
    private init(_ elements: [PositionElement]) { self.elements = elements }

    /// An element of those of which any will do.
    static func of(_ elements: [PositionElement]) -> PositionElement {
        elements.count == 1 ? elements[0] : AnyPositions(elements)
    }

    override func append(_ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]) throws {
        let start = positions.count
        var filled = 0
        for element in elements {
            let before = positions.count
            try element.append(ids, at: index, to: &positions)
            if positions.count > before { filled += 1 }
        }
        guard filled > 1 else { return }
        positions[start...].sort { $0.rawValue < $1.rawValue }
        var count = start + 1
        for next in start + 1..<positions.count
        where positions[next].rawValue != positions[count - 1].rawValue {
            positions[count] = positions[next]
            count += 1
        }
        positions.removeLast(positions.count - count)
    }
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
