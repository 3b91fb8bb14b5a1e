/// Where a phrase begins in single articles.
struct PhraseStarts {
    private let elements: [PositionElement]
    private var following: [Position] = []

    /// Takes one element for each term.
    init(_ elements: [PositionElement]) { self.elements = elements }

    /// Finds where the phrase begins in `ids[index]`: the positions of its first term, in their order. The
    /// ids ascend, and the index must not decrease from one call to the next.
    mutating func find(_ ids: borrowing [UInt32], at index: Int, into starts: inout [Position]) throws {
        starts.removeAll(keepingCapacity: true)
        guard let first = elements.first else { return }
        try first.append(ids, at: index, to: &starts)
        for number in elements.indices.dropFirst() where !starts.isEmpty {
            following.removeAll(keepingCapacity: true)
            try elements[number].append(ids, at: index, to: &following)
            keepFollowed(&starts, distance: UInt64(number))
        }
    }

    /// Keeps the starts that have one of ``following`` at a distance.
    private func keepFollowed(_ starts: inout [Position], distance: UInt64) {
        var count = 0
        var next = 0
        for index in starts.indices {
            let wanted = starts[index].rawValue + distance
            while next < following.count, following[next].rawValue < wanted { next += 1 }
            guard next < following.count else { break }
            if following[next].rawValue == wanted {
                starts[count] = starts[index]
                count += 1
            }
        }
        starts.removeLast(starts.count - count)
    }
}
