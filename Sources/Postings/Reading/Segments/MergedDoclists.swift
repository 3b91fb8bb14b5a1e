/// The doclists of one term in several segments as one: where two have the same article the newer counts.
///
/// Used again from term to term, with its buffers.
final class MergedDoclists {
    /// One of the doclists, and how far it was gone through.
    private final class Walk {
        var doclist = Doclist()
        var cursor = DoclistCursor()
        /// The articles that are passed over.
        var superseded: SupersededArticles?

        func next() throws -> Bool {
            guard let superseded else { return try cursor.next(in: doclist) }
            while try cursor.next(in: doclist) {
                if !superseded.contains(cursor.id) { return true }
            }
            return false
        }

        /// The sum of the numbers of the places in the present entry and those behind it with ids below
        /// `limit`; `false` at the end. Each access to a class's property is watched, so that the loop has
        /// none.
        func placeSum(below limit: Int64) throws -> (UInt64, goesOn: Bool) {
            try DoclistCursor.placeSum(of: doclist, &cursor, without: superseded, below: limit)
        }
    }

    /// Those of the term, the newest first, and behind them buffers for later.
    private var walks: [Walk] = []
    private var count = 0
    private var positions: [Position] = []

    /// Forgets the term before.
    func reset() { count = 0 }

    /// Adds the doclist of an older segment, but for articles that count no more there; `load` reads it.
    func add(without superseded: SupersededArticles?, _ load: (inout Doclist) throws -> Void) throws {
        if count == walks.count { walks.append(Walk()) }
        walks[count].cursor = DoclistCursor()
        walks[count].superseded = superseded
        try load(&walks[count].doclist)
        if try walks[count].next() { count += 1 }
    }

    /// Calls `visit` for each article that is still there, by id.
    func forEach(_ visit: (Int64, [Position]) throws -> Void) throws {
        while count > 1 {
            guard let id = walks[..<count].lazy.map(\.cursor.id).min() else { return }
            positions.removeAll(keepingCapacity: true)
            var isFound = false
            var index = 0
            while index < count {
                let walk = walks[index]
                guard walk.cursor.id == id else {
                    index += 1
                    continue
                }
                if !isFound {
                    isFound = true
                    try PositionReader.append(walk.cursor.positions, of: walk.doclist, to: &positions)
                }
                if try walk.next() {
                    index += 1
                } else {
                    // Behind the others, which keep their order.
                    count -= 1
                    walks.insert(walks.remove(at: index), at: count)
                }
            }
            if !positions.isEmpty { try visit(id, positions) }
        }
        guard count == 1 else { return }
        let walk = walks[0]
        count = 0
        repeat {
            positions.removeAll(keepingCapacity: true)
            try PositionReader.append(walk.cursor.positions, of: walk.doclist, to: &positions)
            if !positions.isEmpty { try visit(walk.cursor.id, positions) }
        } while try walk.next()
    }

    /// The sum of the numbers of all places where the term still is.
    func placeSum() throws -> UInt64 {
        var sum: UInt64 = 0
        while count > 0 {
            var (id, nextID) = (Int64.max, Int64.max)
            for index in 0..<count {
                let own = walks[index].cursor.id
                (id, nextID) = own < id ? (own, id) : (id, min(own, nextID))
            }
            // Where another segment has the same article, what is older does not count.
            let limit = max(id == .max ? id : id + 1, nextID)
            var isFound = false
            var index = 0
            while index < count {
                guard walks[index].cursor.id == id else {
                    index += 1
                    continue
                }
                let (places, goesOn) = try walks[index].placeSum(below: isFound ? id : limit)
                if !isFound { sum &+= places }
                isFound = true
                if goesOn {
                    index += 1
                } else {
                    count -= 1
                    walks.insert(walks.remove(at: index), at: count)
                }
            }
        }
        return sum
    }
}
