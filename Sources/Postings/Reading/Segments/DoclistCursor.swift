/// Goes through the entries of a doclist, from the smallest id to the largest.
struct DoclistCursor {
    /// The entry's article.
    var id: Int64 = 0
    /// Where its positions stand in the doclist; empty where the entry only takes an older one away.
    var positions: Range<Int> = 0..<0
    /// Where the next entry begins.
    var offset = 0
    /// Which of the ids that stand in full comes next.
    var nextFullID = 0

    init() {}

    /// Moves to the next entry; `false` at the end.
    mutating func next(in doclist: borrowing Doclist) throws -> Bool {
        let end = doclist.byteCount
        guard offset < end else {
            guard nextFullID == doclist.fullIDOffsets.count || end == 0 else {
                throw PostingsError(.damaged, row: doclist.row, "a leaf's first row id is passed over")
            }
            return false
        }
        return try unsafe doclist.withBytes { bytes in
            // Padded: a varint that begins before the end stays in the array.
            guard let start = bytes.baseAddress else { return false }
            var isFull = false
            if nextFullID < doclist.fullIDOffsets.count, offset >= doclist.fullIDOffsets[nextFullID] {
                guard offset == doclist.fullIDOffsets[nextFullID] else {
                    throw PostingsError(.damaged, row: doclist.row, "a leaf's first row id is passed over")
                }
                isFull = true
                nextFullID += 1
            }
            let number = unsafe Int64(bitPattern: RawVarint.read(start, at: &offset))
            let isFirst = nextFullID == 1 && isFull
            let next = isFull ? number : id &+ number
            guard isFirst || next > id else {
                throw PostingsError(.damaged, row: doclist.row, "row ids that do not ascend")
            }
            id = next
            guard offset < end else {
                throw PostingsError(.damaged, row: doclist.row, "a row id without its positions")
            }
            let size = unsafe Int(truncatingIfNeeded: RawVarint.read(start, at: &offset) >> 1)
            guard size >= 0, size <= end - offset else {
                throw PostingsError(.damaged, row: doclist.row, "positions that do not end")
            }
            positions = offset..<offset + size
            offset += size
            return true
        }
    }
}
