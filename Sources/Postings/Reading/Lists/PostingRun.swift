/// Postings by article, with the true numbers of the saturated ones: what a list is made from.
struct PostingRun: Sendable {
    var postings: [UInt64] = []
    /// By article.
    var exact: [UInt32: Counts] = [:]
    /// Whether some only take older ones away.
    var hasRemovals = false

    var isEmpty: Bool { postings.isEmpty }
    var firstID: UInt32 { postings.first.map { Posting(bits: $0).id } ?? 0 }
    var lastID: UInt32 { postings.last.map { Posting(bits: $0).id } ?? 0 }

    /// Appends a posting whose article is larger than all before it.
    mutating func append(_ id: UInt32, _ counts: Counts) {
        let posting = Posting(id: id, length: counts.length, title: counts.title, body: counts.body)
        if posting.isSaturated { exact[id] = counts }
        if posting.isRemoval { hasRemovals = true }
        postings.append(posting.bits)
    }

    /// What an article has.
    func counts(of posting: Posting) -> Counts {
        if posting.isSaturated, let counts = exact[posting.id] { return counts }
        return Counts(title: posting.title, body: posting.body, length: posting.length)
    }

    /// This over an older one: where both have an article, this one counts. With `isOldest` nothing older follows,
    /// and removals have done their work.
    consuming func over(_ older: consuming PostingRun, isOldest: Bool) -> PostingRun {
        var result = PostingRun()
        result.hasRemovals = !isOldest && (hasRemovals || older.hasRemovals)
        if older.isEmpty || isEmpty || older.lastID < firstID || lastID < older.firstID {
            let isNewerFirst = older.isEmpty || lastID < older.firstID
            result.postings = isNewerFirst ? postings : older.postings
            result.postings.append(contentsOf: isNewerFirst ? older.postings : postings)
            result.exact = older.exact.merging(exact) { _, newer in newer }
            if isOldest, hasRemovals || older.hasRemovals { result.removeRemovals() }
            return result
        }
        result.postings = Self.merge(postings, over: older.postings)
        if !older.exact.isEmpty {
            let newer = Set(postings.lazy.map { Posting(bits: $0).id })
            result.exact = older.exact.filter { !newer.contains($0.key) }
        }
        result.exact.merge(exact) { _, newer in newer }
        if isOldest, hasRemovals || older.hasRemovals { result.removeRemovals() }
        return result
    }

    /// Takes out what only takes others away.
    mutating func removeRemovals() {
        postings.removeAll { Posting(bits: $0).isRemoval }
        hasRemovals = false
    }

    /// Two ascending lists as one; of the same article the posting of the first is kept.
    private static func merge(_ newer: [UInt64], over older: [UInt64]) -> [UInt64] {
        unsafe [UInt64](unsafeUninitializedCapacity: newer.count + older.count) { output, count in
            // Each index is below its own list's count, and each step writes at most one of both.
            unsafe newer.withUnsafeBufferPointer { newer in
                unsafe older.withUnsafeBufferPointer { older in
                    var left = 0
                    var right = 0
                    while left < newer.count, right < older.count {
                        let leftID = unsafe newer[left] >> 32
                        let rightID = unsafe older[right] >> 32
                        if leftID <= rightID {
                            unsafe output[count] = newer[left]
                            left += 1
                            right += leftID == rightID ? 1 : 0
                        } else {
                            unsafe output[count] = older[right]
                            right += 1
                        }
                        count += 1
                    }
                    while left < newer.count {
                        unsafe output[count] = newer[left]
                        left += 1
                        count += 1
                    }
                    while right < older.count {
                        unsafe output[count] = older[right]
                        right += 1
                        count += 1
                    }
                }
            }
        }
    }
}
