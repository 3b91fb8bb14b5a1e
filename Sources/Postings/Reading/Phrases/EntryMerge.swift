/// Puts the articles of several rows of entries together, as ``DoclistEntries`` finds them, or in common.
///
/// Step by step without a branch that the processor would have to guess.
enum EntryMerge {
    /// So many times fewer articles than entries are looked up one by one.
    private static let lookupRatio = 16

    /// The articles that any of the rows has, ascending.
    static func ids(of rows: [[UInt64]]) -> [UInt32] {
        let rows = rows.map { row in row.map { UInt32(truncatingIfNeeded: $0 &>> 32) } }
        guard let first = rows.first else { return [] }
        return rows.dropFirst().reduce(first, union)
    }

    /// Leaves of `ids`, ascending, those that any of the rows has.
    static func keep(_ ids: inout [UInt32], in rows: [[UInt64]]) {
        var isFound = [UInt8](repeating: 0, count: ids.count)
        for row in rows where !row.isEmpty {
            if ids.count < row.count / lookupRatio {
                lookUp(ids, in: row, &isFound)
            } else {
                merge(ids, with: row, &isFound)
            }
        }
        var count = 0
        unsafe ids.withUnsafeMutableBufferPointer { ids in
            for index in isFound.indices {
                // No more are kept than were looked at.
                unsafe ids[count] = ids[index]
                count &+= Int(isFound[index])
            }
        }
        ids.removeLast(ids.count - count)
    }

    private static func merge(_ ids: [UInt32], with row: [UInt64], _ isFound: inout [UInt8]) {
        // Each index is below its own count.
        unsafe ids.withUnsafeBufferPointer { ids in
            unsafe row.withUnsafeBufferPointer { row in
                unsafe isFound.withUnsafeMutableBufferPointer { isFound in
                    var next = 0
                    var entry = 0
                    while next < ids.count, entry < row.count {
                        let id = unsafe UInt64(ids[next])
                        let own = unsafe row[entry] &>> 32
                        unsafe isFound[next] |= id == own ? 1 : 0
                        next &+= id <= own ? 1 : 0
                        entry &+= own <= id ? 1 : 0
                    }
                }
            }
        }
    }

    private static func lookUp(_ ids: [UInt32], in row: [UInt64], _ isFound: inout [UInt8]) {
        var entry = 0
        for index in ids.indices {
            entry = row.firstEntry(reaching: ids[index], from: entry)
            guard entry < row.count else { return }
            if row[entry] &>> 32 == UInt64(ids[index]) { isFound[index] = 1 }
        }
    }

    private static func union(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
        if one.isEmpty { return other }
        if other.isEmpty { return one }
        return unsafe [UInt32](unsafeUninitializedCapacity: one.count + other.count) { output, count in
            // Each index is below its own count, and each step writes one of at most both.
            unsafe one.withUnsafeBufferPointer { one in
                unsafe other.withUnsafeBufferPointer { other in
                    var left = 0
                    var right = 0
                    while left < one.count, right < other.count {
                        let (first, second) = unsafe (one[left], other[right])
                        unsafe output[count] = min(first, second)
                        count &+= 1
                        left &+= first <= second ? 1 : 0
                        right &+= second <= first ? 1 : 0
                    }
                    for index in left..<one.count {
                        unsafe output[count] = one[index]
                        count += 1
                    }
                    for index in right..<other.count {
                        unsafe output[count] = other[index]
                        count += 1
                    }
                }
            }
        }
    }
}

extension [UInt64] {
    /// The first entry from `start` on of an article that is `id` or above; the count without one.
    func firstEntry(reaching id: UInt32, from start: Int) -> Int {
        let wanted = UInt64(id) &<< 32
        var low = start
        var high = start
        var step = 1
        while high < count, self[high] < wanted {
            low = high + 1
            high += step
            step <<= 1
        }
        high = Swift.min(high, count)
        while low < high {
            let middle = (low + high) >> 1
            if self[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
