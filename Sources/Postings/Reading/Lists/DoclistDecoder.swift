/// Turns a doclist of an index of two columns into postings: what all speed on a cold list depends on.
///
/// No allocation per posting; the lists' bounds are checked once per entry. FTS5 writes each number whole on one
/// leaf, and the doclist is padded, so that a number that begins inside does not lead out of it.
enum DoclistDecoder {
    /// The postings of a doclist, by article.
    ///
    /// - Parameters:
    ///   - doclist: The doclist.
    ///   - isOtherForm: Whether its term is not the word that was asked for, but another form of it.
    /// - Returns: Also the postings that only take others away.
    /// - Throws: ``PostingsError``.
    static func run(of doclist: borrowing Doclist, isOtherForm: Bool = false) throws -> PostingRun {
        var run = PostingRun()
        // An entry has two bytes at least. What is not written to is never in memory.
        let capacity = doclist.byteCount / 2 + 1
        var hasRemovals = false
        var exact: [UInt32: Counts] = [:]
        var failure: PostingsError?
        run.postings = unsafe [UInt64](unsafeUninitializedCapacity: capacity) { output, count in
            do throws(PostingsError) {
                count = try unsafe decode(doclist, isOtherForm, into: output, &exact, &hasRemovals)
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
        _ doclist: borrowing Doclist, _ isOtherForm: Bool,
        into output: UnsafeMutableBufferPointer<UInt64>, _ exact: inout [UInt32: Counts],
        _ hasRemovals: inout Bool
    ) throws(PostingsError) -> Int {
        // Of another form nothing is exact.
        let mask: UInt64 = isOtherForm ? 0xFFFF_FFFF_0000_FFFF : .max
        let row = doclist.row
        let byteCount = doclist.byteCount
        let fullIDOffsets = doclist.fullIDOffsets
        guard byteCount > 0, let output = output.baseAddress else { return 0 }
        var count = 0
        var result: Result<Int, PostingsError> = .success(0)
        unsafe doclist.withBytes { buffer in
            guard let bytes = buffer.baseAddress else { return }
            var offset = 0
            var id: UInt64 = 0
            func failure(_ detail: String) {
                result = .failure(PostingsError(.damaged, row: row, detail))
            }
            for (number, start) in fullIDOffsets.enumerated() {
                guard offset == start else { return failure("a leaf's first row id is passed over") }
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
                    let article = UInt32(truncatingIfNeeded: id)
                    guard let (title, body) = unsafe occurrences(bytes + offset, size) else {
                        return failure("positions of article \(id)")
                    }
                    offset += size
                    if size == 0 { hasRemovals = true }
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
        }
        return try result.get()
    }

    /// How many positions there are in either column; `nil` where the bytes are no list of positions.
    @inline(__always)
    private static func occurrences(
        _ bytes: UnsafePointer<UInt8>, _ size: Int
    ) -> (title: UInt32, body: UInt32)? {
        guard size > 0 else { return (0, 0) }
        // The last byte ends a number.
        guard unsafe bytes[size - 1] < 0x80 else { return nil }
        // The mark of another column is 1, and no position is written as less than 2.
        if unsafe !hasMark(bytes, size) { return unsafe (0, endCount(bytes, size)) }
        return unsafe mixedOccurrences(bytes, size)
    }

    /// Whether any byte is 1: most postings are of the body alone and have none.
    @inline(__always)
    private static func hasMark(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> Bool {
        for index in 0..<size where unsafe bytes[index] == 1 { return true }
        return false
    }

    /// Likewise, where the title may have some.
    private static func mixedOccurrences(
        _ bytes: UnsafePointer<UInt8>, _ size: Int
    ) -> (title: UInt32, body: UInt32)? {
        var body: UInt32 = 0
        var isStart = true
        var index = 0
        while index < size {
            let byte = unsafe bytes[index]
            if isStart, byte == 1 {
                guard index + 2 < size, unsafe bytes[index + 1] == 1 else { return nil }
                return (unsafe endCount(bytes + index + 2, size - index - 2), body)
            }
            isStart = byte < 0x80
            body += isStart ? 1 : 0
            index += 1
        }
        return (0, body)
    }

    /// How many numbers end in these bytes: those without the highest bit, eight at a time. Up to seven bytes
    /// behind the last are read, too: padding, or further entries.
    @inline(__always)
    private static func endCount(_ bytes: UnsafePointer<UInt8>, _ size: Int) -> UInt32 {
        var count = 0
        var index = 0
        let high: UInt64 = 0x8080_8080_8080_8080
        let raw = unsafe UnsafeRawPointer(bytes)
        while index + 8 <= size {
            let word = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            count += (~word & high).nonzeroBitCount
            index += 8
        }
        if index < size {
            let word = unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let kept = (1 << UInt64(8 * (size - index))) &- 1 as UInt64
            count += (~word & high & kept).nonzeroBitCount
        }
        return UInt32(truncatingIfNeeded: count)
    }
}
