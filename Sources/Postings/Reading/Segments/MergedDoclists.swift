/// The doclists of one term in several segments as one: where two have the same article the newer counts.
struct MergedDoclists {
    /// One of the doclists, and how far it was gone through.
    private final class Walk {
        var doclist = Doclist()
        var cursor = DoclistCursor()

        func next() throws -> Bool { try cursor.next(in: doclist) }
    }

    private var walks: [Walk] = []

    /// Reads the doclists, the newest first.
    init(_ places: [DoclistPlace], from source: some BlockSource) throws {
        for place in places {
            let walk = Walk()
            try walk.doclist.load(place, from: source)
            if try walk.next() { walks.append(walk) }
        }
    }

    /// Calls `visit` for each article that is still there, by id.
    consuming func forEach(_ visit: (Int64, [Position]) throws -> Void) throws {
        var positions: [Position] = []
        while let id = walks.lazy.map(\.cursor.id).min() {
            positions.removeAll(keepingCapacity: true)
            var isFound = false
            var index = 0
            while index < walks.count {
                let walk = walks[index]
                guard walk.cursor.id == id else {
                    index += 1
                    continue
                }
                if !isFound {
                    isFound = true
                    try PositionReader.append(walk.cursor.positions, of: walk.doclist, to: &positions)
                }
                if try walk.next() { index += 1 } else { walks.remove(at: index) }
            }
            if !positions.isEmpty { try visit(id, positions) }
        }
    }
}
