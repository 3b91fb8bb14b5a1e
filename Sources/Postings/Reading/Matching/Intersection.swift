/// The articles that several lists have in common.
enum Intersection {
    /// The articles that all of `lists` have, ascending; none of no list.
    ///
    /// - Complexity: O(*n* log *d*) for *n* postings of the shortest list that lie *d* apart in the others.
    static func ids(_ lists: [PostingList]) -> [UInt32] {
        let lists = lists.sorted { $0.count < $1.count }
        defer { withExtendedLifetime(lists) {} }
        guard let shortest = lists.first, shortest.count > 0 else { return [] }
        var ids = [UInt32]()
        guard lists.count > 1 else {
            ids.reserveCapacity(shortest.count)
            for index in 0..<shortest.count { ids.append(shortest[index].id) }
            return ids
        }
        ids = unsafe [UInt32](unsafeUninitializedCapacity: shortest.count) { output, count in
            // Each writes at most one article for each posting of the shortest.
            if lists[1].count / 8 < shortest.count {
                count = unsafe merge(shortest.slab, lists[1].slab, into: output)
            } else {
                count = unsafe search(shortest.slab, in: lists[1].slab, into: output)
            }
        }
        for list in lists.dropFirst(2) { ids = common(ids, list) }
        return ids
    }

    /// Of lists of similar lengths: step by step, without a branch that the processor has to guess.
    private static func merge(
        _ left: PostingSlab, _ right: PostingSlab, into output: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var leftIndex = 0
        var rightIndex = 0
        var count = 0
        while leftIndex < left.count, rightIndex < right.count {
            let leftID = left[leftIndex].id
            let rightID = right[rightIndex].id
            // Written over by the next one where it is not in both.
            unsafe output[count] = leftID
            count += leftID == rightID ? 1 : 0
            leftIndex += leftID <= rightID ? 1 : 0
            rightIndex += rightID <= leftID ? 1 : 0
        }
        return count
    }

    /// Of a short list and a long one.
    private static func search(
        _ short: PostingSlab, in long: PostingSlab, into output: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        var place = 0
        var count = 0
        for index in 0..<short.count {
            let id = short[index].id
            place = long.index(of: id, from: place)
            guard place < long.count else { break }
            if long[place].id == id {
                unsafe output[count] = id
                count += 1
            }
        }
        return count
    }

    private static func common(_ ids: [UInt32], _ list: PostingList) -> [UInt32] {
        var place = 0
        defer { withExtendedLifetime(list) {} }
        let list = list.slab
        return ids.filter { id in
            place = list.index(of: id, from: place)
            return place < list.count && list[place].id == id
        }
    }
}
