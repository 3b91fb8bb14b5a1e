/// The articles that several lists have in common.
enum Intersection {
    /// The articles that all of `lists` have, ascending; none of no list.
    ///
    /// - Complexity: O(*n*) in the postings of the shortest list, and of those blocks of the others that may
    ///   have an article of it.
    static func ids(_ lists: [PostingList]) -> [UInt32] {
        let lists = lists.sorted { $0.count < $1.count }
        guard let shortest = lists.first, shortest.count > 0 else { return [] }
        var ids = shortest.allIDs
        for list in lists.dropFirst() where !ids.isEmpty { keep(&ids, in: BlockReader(list)) }
        return ids
    }

    /// Leaves of `ids`, ascending, those that the list of a reader has.
    static func keep(_ ids: inout [UInt32], in reader: BlockReader) {
        let slab = reader.slab
        var kept = 0
        var next = 0
        unsafe ids.withUnsafeMutableBufferPointer { ids in
            guard !ids.isEmpty else { return }
            // Where the reader has come to, unless that is behind the first of them.
            var block =
                reader.block > 0 && slab.base(ofBlock: reader.block) < (unsafe ids[0]) ? reader.block : 0
            while next < ids.count {
                // Both are checked against their counts.
                block = slab.firstBlock(reaching: unsafe ids[next], from: block)
                guard block < slab.blockCount else { break }
                reader.read(block)
                let last = unsafe slab.lastIDs[block]
                (next, kept) = unsafe merge(ids, from: next, upTo: last, with: reader, keeping: kept)
            }
        }
        ids.removeLast(ids.count - kept)
    }

    /// Keeps those of `ids` up to the last one of a block that the block has: step by step, without a branch
    /// that the processor has to guess.
    @inline(__always)
    private static func merge(
        _ ids: UnsafeMutableBufferPointer<UInt32>, from start: Int, upTo last: UInt32,
        with reader: BlockReader, keeping kept: Int
    ) -> (next: Int, kept: Int) {
        let others = unsafe reader.ids
        let count = reader.count
        var kept = kept
        var next = start
        var other = unsafe BlockReader.firstIndex(reaching: ids[next], in: others, from: 0, count: count)
        while next < ids.count, other < count {
            // Both are below their counts, and no more are kept than were looked at.
            let id = unsafe ids[next]
            let own = unsafe others[other]
            unsafe ids[kept] = id
            kept += id == own ? 1 : 0
            next += id <= own ? 1 : 0
            other += own <= id ? 1 : 0
        }
        return (next, kept)
    }
}

extension PostingList {
    /// The articles, ascending.
    var allIDs: [UInt32] {
        unsafe [UInt32](unsafeUninitializedCapacity: count) { output, count in
            unsafe forEachBlock { ids in
                for index in 0..<ids.count { unsafe output[count + index] = ids[index] }
                count += ids.count
            }
        }
    }
}
