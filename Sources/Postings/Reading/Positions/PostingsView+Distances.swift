extension PostingsView {
    /// How far words stand apart in single articles.
    ///
    /// - Parameters:
    ///   - pairs: Indices of two of `words` each.
    ///   - words: Patterns of one word each; of others nothing stands near.
    ///   - window: The largest distance that is told, below 256.
    ///   - ids: The articles.
    /// - Returns: For each article and pair the smallest distance of two places in one column, in tokens; 0
    ///   where that is above `window`, or where one of them is not there.
    /// - Throws: ``PostingsError``, and what the source throws.
    /// - Complexity: One leaf of each term for each article that was not asked for in this commit before.
    @_specialize(where Source == AnyBlocks)
    public func distances(
        of pairs: [(Int, Int)], among words: [SearchPattern], within window: Int, in ids: [Int64]
    ) throws -> [[UInt8]] {
        var known = knownDistances(among: words)
        let numbers = ids.map { UInt32(truncatingIfNeeded: $0) }
        let missing = Set(numbers).filter { known[$0] == nil }.sorted()
        if !missing.isEmpty {
            let positions = try positions(of: words, in: missing)
            for (index, id) in missing.enumerated() {
                known[id] = pairs.map { first, second in
                    UInt8(
                        clamping: Position.distance(
                            positions[first][index], positions[second][index], within: window))
                }
            }
            keep(known, among: words)
        }
        return numbers.map { known[$0] ?? [] }
    }

    /// Where words stand in each of some articles, which ascend.
    private func positions(of words: [SearchPattern], in ids: [UInt32]) throws -> [[[Position]]] {
        let known = words.map { $0.word.flatMap { knownDoclists(of: $0) } }
        guard known.allSatisfy({ $0 != nil }) else {
            return try words.map { try positionElement(of: $0)?.positions(in: ids) ?? ids.map { _ in [] } }
        }
        // Nothing is to be read for them.
        var positions: [[[Position]]] = []
        try TwoCores.forEachResult(of: words.count) { number in
            Result {
                try AnyPositions.of((known[number] ?? []).map { KnownPositions($0) }).positions(in: ids)
            }
        } use: { found throws -> Void in
            positions.append(try found.get())
        }
        return positions
    }
}

extension PositionElement {
    /// The positions in each of some articles, which ascend.
    fileprivate func positions(in ids: [UInt32]) throws -> [[Position]] {
        try ids.indices.map { index in
            var positions: [Position] = []
            try append(ids, at: index, to: &positions)
            return positions
        }
    }
}

extension Position {
    /// The smallest distance between two different places in one column; 0 where it is above `window`.
    ///
    /// - Parameters:
    ///   - first: Places in their order.
    ///   - second: Likewise.
    ///   - window: The largest distance that counts.
    /// - Returns: The distance in tokens.
    public static func distance(_ first: [Position], _ second: [Position], within window: Int) -> Int {
        var smallest = UInt64(window) + 1
        var next = 0
        for place in first {
            while next < second.count, second[next] < place { next += 1 }
            // Another word's form may stand at the very place: that is not near it, but the same.
            let following = next < second.count && second[next] == place ? next + 1 : next
            if following < second.count {
                smallest = min(smallest, second[following].rawValue &- place.rawValue)
            }
            if next > 0 { smallest = min(smallest, place.rawValue &- second[next - 1].rawValue) }
        }
        return smallest > UInt64(window) ? 0 : Int(smallest)
    }
}
