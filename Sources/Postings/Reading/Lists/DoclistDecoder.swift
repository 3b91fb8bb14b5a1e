/// Turns a doclist of an index of two columns into postings: what all speed on a cold list depends on.
///
/// No allocation per posting; the lists' bounds are checked once per entry. FTS5 writes each number whole on one
/// leaf, and the doclist is padded, so that a number that begins inside does not lead out of it.
enum DoclistDecoder {
    /// The postings of a doclist, by article.
    ///
    /// - Parameters:
    ///   - doclist: The doclist.
    ///   - leaves: Those on which the postings begin, by their places among the doclist's; `nil` for all.
    ///   - ids: Only of these articles; the first one on each of `leaves` is at most the last of these.
    ///   - isOtherForm: Whether its term is not the word that was asked for, but another form of it.
    /// - Returns: Also the postings that only take others away.
    /// - Throws: ``PostingsError``.
    static func run(
        of doclist: borrowing Doclist, leaves: Range<Int>? = nil, ids: ClosedRange<UInt32> = 0...UInt32.max,
        isOtherForm: Bool = false
    ) throws -> PostingRun {
        let starts = doclist.fullIDOffsets
        let leaves = leaves ?? starts.indices
        guard !leaves.isEmpty, doclist.byteCount > 0 else { return PostingRun() }
        let start = starts[leaves.lowerBound]
        let end = leaves.upperBound < starts.count ? starts[leaves.upperBound] : doclist.byteCount
        guard start <= end else {
            throw PostingsError(.damaged, row: doclist.row, "a leaf's first row id is passed over")
        }
        var run = PostingRun()
        // An entry has two bytes at least, and there is room for one that is not kept. What is not written to is never
        // in memory.
        let capacity = (end - start) / 2 + 2
        var decoding = Decoding(ids: ids, isOtherForm: isOtherForm)
        var failure: PostingsError?
        run.postings = unsafe [UInt64](unsafeUninitializedCapacity: capacity) { output, count in
            guard let output = output.baseAddress else { return }
            do throws(PostingsError) {
                count = try unsafe decoding.decode(doclist, leaves, into: output)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        run.exact = decoding.exact
        run.hasRemovals = decoding.hasRemovals
        return run
    }

    /// The last article of a doclist that has one.
    static func lastID(of doclist: borrowing Doclist) throws(PostingsError) -> UInt32 {
        guard let start = doclist.fullIDOffsets.last else { return 0 }
        let end = doclist.byteCount
        let id = unsafe doclist.withBytes { buffer -> UInt64? in
            guard let bytes = buffer.baseAddress else { return nil }
            var offset = start
            var id: UInt64 = 0
            while offset < end {
                let (delta, size) = unsafe RawVarint.readEntry(bytes, at: &offset)
                guard size >= 0, size <= end - offset else { return nil }
                id = id &+ delta
                offset += size
            }
            return id
        }
        guard let id, let id = UInt32(exactly: id) else {
            throw PostingsError(.damaged, row: doclist.row, "row ids or positions that do not end")
        }
        return id
    }
}

/// One run through a part of a doclist.
private struct Decoding {
    let ids: ClosedRange<UInt32>
    let isOtherForm: Bool
    private(set) var exact: [UInt32: Counts] = [:]
    private(set) var hasRemovals = false

    init(ids: ClosedRange<UInt32>, isOtherForm: Bool) {
        self.ids = ids
        self.isOtherForm = isOtherForm
    }

    /// Writes the postings that begin on some leaves, until the first one behind ``ids``; returns how many.
    mutating func decode(
        _ doclist: borrowing Doclist, _ leaves: Range<Int>, into output: UnsafeMutablePointer<UInt64>
    ) throws(PostingsError) -> Int {
        let row = doclist.row
        let byteCount = doclist.byteCount
        let starts = doclist.fullIDOffsets
        var result: Result<Int, PostingsError> = .success(0)
        unsafe doclist.withBytes { buffer in
            guard let bytes = buffer.baseAddress else { return }
            do throws(PostingsError) {
                var count = 0
                // None of the first, which may be 0.
                var id = UInt64.max
                for number in leaves {
                    let end = number + 1 < starts.count ? starts[number + 1] : byteCount
                    let leaf = unsafe Leaf(
                        bytes: bytes, start: starts[number], end: end, byteCount: byteCount, row: row)
                    let next = try unsafe decode(leaf, behind: &id, into: output, &count)
                    guard let next else { continue }
                    // All others that are asked for are before it, unless the leaves overlap.
                    var following = UInt64.max
                    if leaves.upperBound < starts.count {
                        var place = starts[leaves.upperBound]
                        following = unsafe RawVarint.read(bytes, at: &place)
                    }
                    if number + 1 < leaves.upperBound || next >= following {
                        throw leaf.failure("row ids that do not ascend")
                    }
                    break
                }
                result = .success(count)
                // A part of the doclist goes on where the next one begins.
                guard leaves.upperBound < starts.count else { return }
                var place = starts[leaves.upperBound]
                if unsafe RawVarint.read(bytes, at: &place) <= id, id != .max {
                    throw PostingsError(.damaged, row: row, "row ids that do not ascend")
                }
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// What begins on a leaf.
    @safe private struct Leaf {
        let bytes: UnsafePointer<UInt8>
        let start: Int
        let end: Int
        /// Of the whole doclist.
        let byteCount: Int
        let row: Int64

        func failure(_ detail: String) -> PostingsError { PostingsError(.damaged, row: row, detail) }
    }

    /// Writes the postings of a leaf; returns the first article behind ``ids``, if there is one.
    ///
    /// All that changes with each entry is in variables of its own, which no closure holds: so they stay in registers.
    private mutating func decode(
        _ leaf: Leaf, behind lastID: inout UInt64, into output: UnsafeMutablePointer<UInt64>,
        _ writtenCount: inout Int
    ) throws(PostingsError) -> UInt64? {
        // Of another form nothing is exact: then no bit of the body's occurrences is written there.
        let factor: UInt64 = isOtherForm ? 1 : 0x1_0001
        let (lowest, highest) = (UInt64(ids.lowerBound), UInt64(ids.upperBound))
        let bytes = unsafe leaf.bytes
        let (end, byteCount) = (leaf.end, leaf.byteCount)
        var offset = leaf.start
        var count = writtenCount
        var base: UInt64 = 0
        // The first is only compared with the one before it, which is on another leaf.
        var previous = lastID
        while offset < end {
            let (delta, size) = unsafe RawVarint.readEntry(bytes, at: &offset)
            let id = base &+ delta
            guard id > previous || previous == .max else { throw leaf.failure("row ids that do not ascend") }
            guard id <= highest else {
                guard id <= UInt64(UInt32.max) else {
                    throw PostingsError(.outOfRange, row: leaf.row, "article \(id)")
                }
                lastID = previous
                writtenCount = count
                return id
            }
            previous = id
            base = id
            guard size >= 0, size <= byteCount &- offset else {
                throw leaf.failure("positions that do not end")
            }
            // Those before the first one are written over by the next. Most are a few places of the body.
            if let body = unsafe PositionBytes.fewOfBody(bytes + offset, size) {
                unsafe output[count] = id &<< 32 | body &* factor
            } else {
                unsafe output[count] = try posting(id, bytes + offset, size, leaf)
            }
            offset &+= size
            count &+= id >= lowest ? 1 : 0
        }
        guard offset == end else { throw leaf.failure("a leaf's first row id is passed over") }
        lastID = previous
        writtenCount = count
        return nil
    }

    /// A posting of any kind.
    @inline(never)
    private mutating func posting(
        _ id: UInt64, _ positions: UnsafePointer<UInt8>, _ size: Int, _ leaf: Leaf
    ) throws(PostingsError) -> UInt64 {
        guard let (title, body) = unsafe PositionBytes.occurrences(positions, size) else {
            throw leaf.failure("positions of article \(id)")
        }
        if size == 0 { hasRemovals = true }
        let article = UInt32(truncatingIfNeeded: id)
        let counts = Counts(title: title, body: body)
        let own = isOtherForm ? counts.asOtherForm : counts
        let posting = Posting(id: article, own)
        if posting.isSaturated, ids.contains(article) { exact[article] = own }
        return posting.bits
    }
}
