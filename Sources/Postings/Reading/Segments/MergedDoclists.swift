/// The doclists of one term in several segments as one: where two have the same article the newer counts.
struct MergedDoclists {
    private var lists: [(doclist: Doclist, cursor: DoclistCursor)] = []

    /// Reads the doclists, the newest first.
    init(_ places: [DoclistPlace], from source: some BlockSource) throws {
        for place in places {
            var doclist = Doclist()
            try doclist.load(place, from: source)
            var cursor = DoclistCursor()
            if try cursor.next(in: doclist) { lists.append((doclist, cursor)) }
        }
    }

    /// Calls `visit` for each article that is still there, by id.
    consuming func forEach(_ visit: (Int64, [Position]) throws -> Void) throws {
        var positions: [Position] = []
        while let id = lists.lazy.map(\.cursor.id).min() {
            positions.removeAll(keepingCapacity: true)
            var isFound = false
            var index = 0
            while index < lists.count {
                guard lists[index].cursor.id == id else {
                    index += 1
                    continue
                }
                if !isFound {
                    isFound = true
                    try PositionReader.append(
                        lists[index].cursor.positions, of: lists[index].doclist, to: &positions)
                }
                if try lists[index].cursor.next(in: lists[index].doclist) {
                    index += 1
                } else {
                    lists.remove(at: index)
                }
            }
            if !positions.isEmpty { try visit(id, positions) }
        }
    }
}
