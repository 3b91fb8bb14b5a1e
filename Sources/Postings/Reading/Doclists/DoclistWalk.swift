/// How far a doclist has been gone through for articles in ascending order.
struct DoclistWalk {
    private var offset = 0
    private var nextLeaf = 0
    /// The last article; none before the first.
    private var id = UInt64.max
    /// The positions of the entry of ``id``.
    private var positions = 0..<0
    private var isAtEntry = false

    /// Begins with the first article.
    init() {}

    /// Begins with the first article on a leaf, which is known by its place among the doclist's.
    init(at leaf: Int, of doclist: borrowing Doclist) {
        offset = doclist.fullIDOffsets[leaf]
        nextLeaf = leaf
    }

    /// Appends the positions in an article; `false` when the doclist has not got it, and `nil` where it has
    /// to be completed first. Entries in between are passed by their sizes alone.
    mutating func find(
        _ wanted: UInt32, in doclist: borrowing Doclist, _ positions: inout [Position]
    ) throws(PostingsError) -> Bool? {
        let starts = doclist.fullIDOffsets
        while !isAtEntry || id < UInt64(wanted) {
            guard offset < doclist.byteCount else {
                isAtEntry = false
                return false
            }
            var (base, leaf) = (id, nextLeaf)
            if leaf < starts.count, offset >= starts[leaf] {
                guard offset == starts[leaf] else {
                    throw EntryWalk.Damage.passedOver.error(doclist.row)
                }
                leaf += 1
                base = 0
            }
            let end = leaf < starts.count ? starts[leaf] : doclist.byteCount
            switch goOn(in: doclist, from: base, upTo: end, reaching: UInt64(wanted)) {
            case nil: nextLeaf = leaf
            case .size? where doclist.isOpen: return nil
            case let damage?: throw damage.error(doclist.row)
            }
        }
        guard id == UInt64(wanted) else { return false }
        guard unsafe PositionReader.append(doclist.start, self.positions, to: &positions) else {
            throw PostingsError(.damaged, row: doclist.row, "positions of article \(wanted)")
        }
        return true
    }

    /// Goes to the next entry, and on a leaf that ends at `end` on to the first one of `wanted` or behind it.
    private mutating func goOn(
        in doclist: borrowing Doclist, from base: UInt64, upTo end: Int, reaching wanted: UInt64
    ) -> EntryWalk.Damage? {
        let bytes = unsafe doclist.start
        let byteCount = doclist.byteCount
        var (base, offset, previous) = (base, offset, id)
        var size = 0
        repeat {
            // Padded: a number that begins before the end stays in the memory.
            let entry = unsafe RawVarint.readEntry(bytes, at: offset)
            base = base &+ entry.delta
            guard base > previous || previous == .max else { return .order }
            guard base <= UInt64(UInt32.max) else { return .number }
            size = entry.size
            guard size >= 0, size <= byteCount &- entry.positions else { return .size }
            previous = base
            offset = entry.positions &+ size
        } while base < wanted && offset < end
        (id, self.offset, positions) = (base, offset, offset - size..<offset)
        isAtEntry = true
        return nil
    }
}
