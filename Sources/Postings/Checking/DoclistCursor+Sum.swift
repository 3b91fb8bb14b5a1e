extension DoclistCursor {
    /// The sum of the numbers of all places in a doclist, but for those of articles that are passed over.
    static func placeSum(
        of doclist: borrowing Doclist, without superseded: SupersededArticles?
    ) throws -> UInt64 {
        var cursor = DoclistCursor()
        var sum: UInt64 = 0
        guard try cursor.next(in: doclist, without: superseded) else { return 0 }
        var goesOn = true
        while goesOn {
            let places: UInt64
            (places, goesOn) = try placeSum(of: doclist, &cursor, without: superseded, below: .max)
            sum &+= places
        }
        return sum
    }

    /// The sum of the numbers of the places in the entry that the cursor is at and those behind it with ids below `limit`;
    /// `false` at the end.
    static func placeSum(
        of doclist: borrowing Doclist, _ cursor: inout DoclistCursor, without superseded: SupersededArticles?,
        below limit: Int64
    ) throws -> (UInt64, goesOn: Bool) {
        var sum: UInt64 = 0
        repeat {
            let article = EntrySum.Article(cursor.id)
            try PositionReader.forEach(cursor.positions, of: doclist) {
                sum &+= EntrySum.number(of: $0, article)
            }
            guard try cursor.next(in: doclist, without: superseded) else { return (sum, false) }
        } while cursor.id < limit
        return (sum, true)
    }

    /// Moves to the next entry of an article that is not passed over; `false` at the end.
    @inline(__always)
    private mutating func next(
        in doclist: borrowing Doclist, without superseded: SupersededArticles?
    ) throws -> Bool {
        while try next(in: doclist) {
            if superseded?.contains(id) != true { return true }
        }
        return false
    }
}
