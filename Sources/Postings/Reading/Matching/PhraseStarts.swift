/// Where a phrase begins in single articles.
struct PhraseStarts<Source: BlockSource> {
    /// Where one element of a phrase stands.
    private enum Element {
        case term(TermPositions<Source>)
        /// Of a beginning: by article, and the next one to look at.
        case keys([PositionKey], next: Int)
    }

    private var elements: [Element]
    private var following: [Position] = []

    init() { elements = [] }

    mutating func append(_ positions: TermPositions<Source>) { elements.append(.term(positions)) }

    mutating func append(_ keys: [PositionKey]) { elements.append(.keys(keys, next: 0)) }

    /// Finds where the phrase begins in `ids[index]`: the positions of its first term, in their order. The ids
    /// ascend, and the index must not decrease from one call to the next.
    mutating func find(_ ids: borrowing [UInt32], at index: Int, into starts: inout [Position]) throws {
        starts.removeAll(keepingCapacity: true)
        try Self.append(&elements[0], ids, at: index, to: &starts)
        for number in elements.indices.dropFirst() where !starts.isEmpty {
            following.removeAll(keepingCapacity: true)
            try Self.append(&elements[number], ids, at: index, to: &following)
            var count = 0
            var next = 0
            for start in starts {
                let wanted = start.rawValue + UInt64(number)
                while next < following.count, following[next].rawValue < wanted { next += 1 }
                guard next < following.count else { break }
                if following[next].rawValue == wanted {
                    starts[count] = start
                    count += 1
                }
            }
            starts.removeSubrange(count...)
        }
    }

    private static func append(
        _ element: inout Element, _ ids: borrowing [UInt32], at index: Int, to positions: inout [Position]
    ) throws {
        switch element {
        case .term(var term):
            // Moved out and in again, so that its buffers are not copied.
            element = .keys([], next: 0)
            defer { element = .term(term) }
            try term.append(ids, at: index, to: &positions)
        case .keys(let keys, var next):
            while next < keys.count, keys[next].id < ids[index] { next += 1 }
            while next < keys.count, keys[next].id == ids[index] {
                positions.append(keys[next].position)
                next += 1
            }
            element = .keys(keys, next: next)
        }
    }
}
