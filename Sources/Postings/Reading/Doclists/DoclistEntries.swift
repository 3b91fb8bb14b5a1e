/// Where the entries of a doclist stand, by article, without a look into their positions.
///
/// An entry is its article in the upper 32 bits and the place of its head in the lower ones.
enum DoclistEntries {
    /// The entries of some articles that begin on some leaves.
    ///
    /// - Parameters:
    ///   - doclist: The doclist.
    ///   - leaves: Those on which the entries begin, by their places among the doclist's.
    ///   - ids: Entries behind the last of these need not be looked at.
    ///   - keeps: 1 for an article that is kept, and 0 for others. Articles need not come in their order.
    /// - Returns: Also the entries that only take others away.
    /// - Throws: ``PostingsError``.
    @inline(__always)
    static func entries(
        of doclist: borrowing Doclist, leaves: Range<Int>, ids: ClosedRange<UInt32>, keeps: (UInt64) -> Int
    ) throws(PostingsError) -> [UInt64] {
        let walk = EntryWalk(doclist, ids)
        guard doclist.byteCount <= Int(UInt32.max) else {
            throw PostingsError(.outOfRange, row: doclist.row, "a doclist of 4 GB")
        }
        var damage: EntryWalk.Damage?
        let entries = unsafe [UInt64](unsafeUninitializedCapacity: walk.capacity(of: leaves)) {
            output, count in
            guard let output = output.baseAddress else { return }
            do throws(EntryWalk.Damage) {
                count = try unsafe walk.write(leaves, into: output) { id, head, _, _ in
                    id &<< 32 | UInt64(truncatingIfNeeded: head)
                } keeps: {
                    keeps($0)
                }
            } catch {
                damage = error
            }
        }
        if let damage { throw damage.error(doclist.row) }
        return entries
    }

    /// Where the positions of an entry are, by the place of its head. It was looked at before.
    @inline(__always)
    static func positions(_ bytes: UnsafePointer<UInt8>, head: UInt32) -> Range<Int> {
        let entry = unsafe RawVarint.readEntry(bytes, at: Int(head))
        return entry.positions..<entry.positions + entry.size
    }
}
