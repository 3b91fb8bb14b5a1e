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
    ///   - isOtherForm: Whether its term is not the word that was asked for, but another form of it.
    /// - Returns: Also the postings that only take others away.
    /// - Throws: ``PostingsError``.
    static func run(
        of doclist: borrowing Doclist, leaves: Range<Int>? = nil, isOtherForm: Bool = false
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
        // An entry has two bytes at least. What is not written to is never in memory.
        let capacity = (end - start) / 2 + 1
        var hasRemovals = false
        var exact: [UInt32: Counts] = [:]
        var failure: PostingsError?
        run.postings = unsafe [UInt64](unsafeUninitializedCapacity: capacity) { output, count in
            do throws(PostingsError) {
                count = try unsafe decode(doclist, leaves, isOtherForm, into: output, &exact, &hasRemovals)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        run.exact = exact
        run.hasRemovals = hasRemovals
        return run
    }

    private static func decode(
        _ doclist: borrowing Doclist, _ leaves: Range<Int>, _ isOtherForm: Bool,
        into output: UnsafeMutableBufferPointer<UInt64>, _ exact: inout [UInt32: Counts],
        _ hasRemovals: inout Bool
    ) throws(PostingsError) -> Int {
        // Of another form nothing is exact.
        let mask: UInt64 = isOtherForm ? 0xFFFF_FFFF_0000_FFFF : .max
        let row = doclist.row
        let byteCount = doclist.byteCount
        let fullIDOffsets = doclist.fullIDOffsets
        guard let output = output.baseAddress else { return 0 }
        var count = 0
        var result: Result<Int, PostingsError> = .success(0)
        unsafe doclist.withBytes { buffer in
            guard let bytes = buffer.baseAddress else { return }
            var offset = fullIDOffsets[leaves.lowerBound]
            var id: UInt64 = 0
            func failure(_ detail: String) {
                result = .failure(PostingsError(.damaged, row: row, detail))
            }
            for number in leaves {
                guard offset == fullIDOffsets[number] else {
                    return failure("a leaf's first row id is passed over")
                }
                let end = number + 1 < fullIDOffsets.count ? fullIDOffsets[number + 1] : byteCount
                var base: UInt64 = 0
                while offset < end {
                    let next = unsafe base &+ RawVarint.read(bytes, at: &offset)
                    // The first article of all may have the number 0.
                    guard next > id || count == 0 else { return failure("row ids that do not ascend") }
                    guard next <= UInt64(UInt32.max) else {
                        result = .failure(PostingsError(.outOfRange, row: row, "article \(next)"))
                        return
                    }
                    id = next
                    base = next
                    let size = unsafe Int(truncatingIfNeeded: RawVarint.read(bytes, at: &offset) >> 1)
                    guard size >= 0, size <= byteCount - offset else {
                        return failure("positions that do not end")
                    }
                    // Most postings are a few places of the body.
                    if let body = unsafe PositionBytes.fewOfBody(bytes + offset, size) {
                        unsafe output[count] = (id << 32 | body << 16 | body) & mask
                        offset += size
                        count += 1
                        continue
                    }
                    guard let (title, body) = unsafe PositionBytes.occurrences(bytes + offset, size) else {
                        return failure("positions of article \(id)")
                    }
                    offset += size
                    if size == 0 { hasRemovals = true }
                    let article = UInt32(truncatingIfNeeded: id)
                    let counts = Counts(title: title, body: body)
                    let posting = Posting(id: article, counts)
                    if _slowPath(posting.isSaturated) {
                        exact[article] = isOtherForm ? counts.asOtherForm : counts
                    }
                    unsafe output[count] = posting.bits & mask
                    count += 1
                }
                guard offset == end else { return failure("a leaf's first row id is passed over") }
            }
            result = .success(count)
            // A part of the doclist goes on where the next one begins.
            guard leaves.upperBound < fullIDOffsets.count else { return }
            if unsafe RawVarint.read(bytes, at: &offset) <= id { failure("row ids that do not ascend") }
        }
        return try result.get()
    }
}
