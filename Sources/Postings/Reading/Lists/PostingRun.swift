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
        let posting = Posting(id: id, counts)
        if posting.isSaturated { exact[id] = counts }
        if posting.isRemoval { hasRemovals = true }
        postings.append(posting.bits)
    }

    /// Takes out what counts no more.
    mutating func remove(_ superseded: SupersededArticles) {
        postings.removeAll { superseded.contains(Int64(Posting(bits: $0).id)) }
        exact = exact.filter { !superseded.contains(Int64($0.key)) }
    }

    /// What an article has.
    func counts(of posting: Posting) -> Counts {
        if posting.isSaturated, let counts = exact[posting.id] { return counts }
        return posting.counts
    }

    /// This over an older one: where both have an article, this one counts.
    private consuming func over(_ older: PostingRun) -> PostingRun {
        var result = PostingRun()
        result.hasRemovals = hasRemovals || older.hasRemovals
        result.postings = Self.merge(postings, over: older.postings)
        if !older.exact.isEmpty {
            let newer = Set(postings.lazy.map { Posting(bits: $0).id })
            result.exact = older.exact.filter { !newer.contains($0.key) }
        }
        result.exact.merge(exact) { _, newer in newer }
        return result
    }

    /// Takes out what only takes others away.
    private mutating func removeRemovals() {
        postings.removeAll { Posting(bits: $0).isRemoval }
        hasRemovals = false
    }

    /// Runs, the newest first, as one without removals.
    ///
    /// Most often each has the articles of its own time, and they only have to stand behind each other.
    static func merged(_ runs: [PostingRun]) -> PostingRun {
        let order = runs.indices.filter { !runs[$0].isEmpty }.sorted { runs[$0].firstID < runs[$1].firstID }
        guard let first = order.first else { return PostingRun() }
        var clusters: [(members: [Int], lastID: UInt32)] = [([first], runs[first].lastID)]
        for index in order.dropFirst() {
            let last = clusters.count - 1
            if runs[index].firstID <= clusters[last].lastID {
                clusters[last].members.append(index)
                clusters[last].lastID = max(clusters[last].lastID, runs[index].lastID)
            } else {
                clusters.append(([index], runs[index].lastID))
            }
        }
        if clusters.count == 1, clusters[0].members.count == 1, !runs[first].hasRemovals {
            return runs[first]
        }
        var result = PostingRun()
        result.postings.reserveCapacity(runs.reduce(0) { $0 + $1.postings.count })
        for cluster in clusters {
            // The newest are the smallest, and so joined first.
            let members = cluster.members.sorted()
            var run = runs[members[0]]
            for index in members.dropFirst() { run = run.over(runs[index]) }
            if run.hasRemovals { run.removeRemovals() }
            result.postings.append(contentsOf: run.postings)
            result.exact.merge(run.exact) { _, newer in newer }
        }
        return result
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
