/// The articles that several lists have in common.
enum Intersection {
    /// The articles that all of `lists` have, ascending; none of no list.
    ///
    /// - Complexity: O(*n* log *d*) for *n* postings of the shortest list that lie *d* apart in the others.
    static func ids(_ lists: [PostingList]) -> [UInt32] {
        let lists = lists.sorted { $0.count < $1.count }
        guard let shortest = lists.first, shortest.count > 0 else { return [] }
        var ids = [UInt32]()
        guard lists.count > 1 else {
            ids.reserveCapacity(shortest.count)
            for index in 0..<shortest.count { ids.append(shortest[index].id) }
            return ids
        }
        ids = unsafe [UInt32](unsafeUninitializedCapacity: shortest.count) { output, count in
            let second = lists[1]
            var place = 0
            for index in 0..<shortest.count {
                let id = shortest[index].id
                place = second.index(of: id, from: place)
                guard place < second.count else { break }
                // At most one for each posting of the shortest.
                if second[place].id == id {
                    unsafe output[count] = id
                    count += 1
                }
            }
        }
        for list in lists.dropFirst(2) { ids = common(ids, list) }
        return ids
    }

    private static func common(_ ids: [UInt32], _ list: PostingList) -> [UInt32] {
        var place = 0
        return ids.filter { id in
            place = list.index(of: id, from: place)
            return place < list.count && list[place].id == id
        }
    }
}
