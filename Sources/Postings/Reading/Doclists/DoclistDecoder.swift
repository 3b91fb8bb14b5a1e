/// Turns a doclist of an index of two columns into postings: what all speed on a cold list depends on.
///
/// No allocation per posting; the lists' bounds are checked once per entry. FTS5 writes each number whole on
/// one leaf, and the doclist is padded, so that a number that begins inside does not lead out of it.
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
        let leaves = leaves ?? doclist.fullIDOffsets.indices
        guard doclist.byteCount > 0 else { return PostingRun() }
        let walk = EntryWalk(doclist, ids)
        var decoding = unsafe Decoding(bytes: doclist.start, ids: ids, isOtherForm: isOtherForm)
        var run = PostingRun()
        var damage: EntryWalk.Damage?
        run.postings = unsafe [UInt64](unsafeUninitializedCapacity: walk.capacity(of: leaves)) {
            output, count in
            guard let output = output.baseAddress else { return }
            do throws(EntryWalk.Damage) {
                count = try unsafe decoding.decode(walk, leaves, into: output)
            } catch {
                damage = error
            }
        }
        if let damage { throw damage.error(doclist.row) }
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
                let entry = unsafe RawVarint.readEntry(bytes, at: offset)
                guard entry.size >= 0, entry.size <= end - entry.positions else { return nil }
                id = id &+ entry.delta
                offset = entry.positions + entry.size
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
@safe private struct Decoding {
    /// The doclist's, which is padded.
    private let bytes: UnsafePointer<UInt8>
    private let ids: ClosedRange<UInt32>
    private let isOtherForm: Bool
    private(set) var exact: [UInt32: Counts] = [:]
    private(set) var hasRemovals = false

    init(bytes: UnsafePointer<UInt8>, ids: ClosedRange<UInt32>, isOtherForm: Bool) {
        unsafe self.bytes = bytes
        self.ids = ids
        self.isOtherForm = isOtherForm
    }

    /// Writes the postings that begin on some leaves, until the first one behind ``ids``; returns how many.
    mutating func decode(
        _ walk: EntryWalk, _ leaves: Range<Int>, into output: UnsafeMutablePointer<UInt64>
    ) throws(EntryWalk.Damage) -> Int {
        // Of another form nothing is exact: then no bit of the body's occurrences is written there.
        let factor: UInt64 = isOtherForm ? 1 : 0x1_0001
        let lowest = UInt64(ids.lowerBound)
        let bytes = unsafe bytes
        return try unsafe walk.write(leaves, into: output) { id, _, positions, size in
            // Most are a few places of the body.
            if let body = unsafe PositionBytes.fewOfBody(bytes + positions, size) {
                return id &<< 32 | body &* factor
            }
            return unsafe posting(id, bytes + positions, size)
        } keeps: {
            $0 >= lowest ? 1 : 0
        }
    }

    /// A posting of any kind; `nil` where the bytes are no positions.
    @inline(never)
    private mutating func posting(
        _ id: UInt64, _ positions: UnsafePointer<UInt8>, _ size: Int
    ) -> UInt64? {
        guard let (title, body) = unsafe PositionBytes.occurrences(positions, size) else { return nil }
        if size == 0 { hasRemovals = true }
        let article = UInt32(truncatingIfNeeded: id)
        let counts = Counts(title: title, body: body)
        let own = isOtherForm ? counts.asOtherForm : counts
        let posting = Posting(id: article, own)
        if posting.isSaturated, ids.contains(article) { exact[article] = own }
        return posting.bits
    }
}
