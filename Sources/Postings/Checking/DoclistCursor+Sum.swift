extension DoclistCursor {
    /// The sum of the numbers of all places in a doclist, and between which ids its articles are; `nil` where
    /// there are none.
    static func placeSum(of doclist: borrowing Doclist) throws -> (UInt64, ids: ClosedRange<Int64>)? {
        var cursor = DoclistCursor()
        guard try cursor.next(in: doclist) else { return nil }
        let first = cursor.id
        var sum: UInt64 = 0
        var goesOn = true
        while goesOn {
            let places: UInt64
            (places, goesOn) = try placeSum(of: doclist, &cursor, without: nil, below: .max)
            sum &+= places
        }
        return (sum, first...cursor.id)
    }

    /// The sum of the numbers of the places in the entry that the cursor is at and those behind it with ids
    /// below `limit`; `false` at the end.
    static func placeSum(
        of doclist: borrowing Doclist, _ cursor: inout DoclistCursor, without superseded: SupersededArticles?,
        below limit: Int64
    ) throws -> (UInt64, goesOn: Bool) {
        var sum: UInt64 = 0
        repeat {
            // Up to the next leaf's first id, and nothing that is not as it nearly always is.
            if superseded == nil { sum &+= cursor.takePlaces(of: doclist, below: limit) }
            let article = EntrySum.Article(cursor.id)
            try PositionReader.forEach(cursor.positions, of: doclist) {
                sum &+= EntrySum.number(of: $0, article)
            }
            guard try cursor.next(in: doclist, without: superseded) else { return (sum, false) }
        } while cursor.id < limit
        return (sum, true)
    }

    /// The sum of the numbers of the places in the entry that the cursor is at and in those that follow it,
    /// to the last one that nothing is wrong with, that no full id stands before, and that has an id below
    /// `limit`. The cursor then is at that one, whose places are not in the sum.
    ///
    /// Whatever else may come is for ``next(in:)``, so that this loop has few steps: nearly all entries of an
    /// index are taken here. All that it changes is in variables of its own, which are in registers.
    private mutating func takePlaces(of doclist: borrowing Doclist, below limit: Int64) -> UInt64 {
        let bytes = unsafe doclist.start
        let end =
            nextFullID < doclist.fullIDOffsets.count
            ? min(doclist.fullIDOffsets[nextFullID], doclist.byteCount) : doclist.byteCount
        var (id, positions, offset) = (id, positions, offset)
        var sum: UInt64 = 0
        while offset < end {
            let entry = unsafe RawVarint.readEntry(bytes, at: offset)
            let next = id &+ Int64(bitPattern: entry.delta)
            guard next > id, next < limit, entry.size >= 0, entry.positions <= end,
                entry.size <= end &- entry.positions,
                let places = unsafe Self.placeSum(bytes, positions, EntrySum.Article(id))
            else { break }
            sum &+= places
            id = next
            positions = entry.positions..<entry.positions &+ entry.size
            offset = positions.upperBound
        }
        (self.id, self.positions, self.offset) = (id, positions, offset)
        return sum
    }

    /// The sum of the numbers of the places of an entry; `nil` where its positions are none.
    @inline(__always)
    private static func placeSum(
        _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, _ article: EntrySum.Article
    ) -> UInt64? {
        var sum: UInt64 = 0
        var position: UInt64 = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (value, next) = unsafe RawVarint.readShort(bytes, at: offset)
            offset = next
            if _slowPath(value &- 2 > UInt64(Int32.max) &- 2) {
                guard value == 1, offset < range.upperBound else { return nil }
                let column: UInt64
                (column, offset) = unsafe RawVarint.readShort(bytes, at: offset)
                guard column > position &>> 32, column <= UInt64(Int32.max) else { return nil }
                position = column &<< 32
            } else {
                position &+= value &- 2
                sum &+= EntrySum.number(of: Position(rawValue: position), article)
            }
        }
        return offset == range.upperBound ? sum : nil
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
