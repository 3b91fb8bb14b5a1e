/// Where the entries of a doclist stand, by article, without a look into their positions.
///
/// An entry is its article in the upper 32 bits and the place of its head in the lower ones.
enum DoclistEntries {
    /// The entries of some articles that begin on some leaves.
    ///
    /// - Parameters:
    ///   - doclist: The doclist.
    ///   - leaves: Those on which the entries begin, by their places among the doclist's.
    ///   - ids: Of which articles.
    ///   - candidates: Only of these, where it is not `nil`; `ids` are in their range.
    /// - Returns: Also the entries that only take others away.
    /// - Throws: ``PostingsError``.
    static func entries(
        of doclist: borrowing Doclist, leaves: Range<Int>, ids: ClosedRange<UInt32>,
        among candidates: CandidateBits? = nil
    ) throws(PostingsError) -> [UInt64] {
        let starts = doclist.fullIDOffsets
        guard !leaves.isEmpty else { return [] }
        let byteCount = doclist.byteCount
        let start = starts[leaves.lowerBound]
        let end = leaves.upperBound < starts.count ? starts[leaves.upperBound] : byteCount
        guard start <= end, byteCount <= Int(UInt32.max) else {
            throw PostingsError(.damaged, row: doclist.row, "a leaf's first row id is passed over")
        }
        var failure: String?
        // An entry has two bytes at least, and there is room for one that is not kept.
        let entries = unsafe [UInt64](unsafeUninitializedCapacity: (end - start) / 2 + 2) { output, count in
            unsafe doclist.withBytes { bytes in
                guard let output = output.baseAddress, let bytes = bytes.baseAddress else { return }
                var previous = UInt64.max
                for number in leaves where failure == nil {
                    let leafEnd = number + 1 < starts.count ? starts[number + 1] : byteCount
                    var walk = unsafe EntryWalk(
                        bytes: bytes, offset: starts[number], previous: previous, byteCount: byteCount)
                    if let candidates {
                        failure = unsafe walk.write(
                            ids, among: candidates, upTo: leafEnd, into: output, &count)
                    } else {
                        let lowest = UInt64(ids.lowerBound)
                        failure = unsafe walk.write(ids, upTo: leafEnd, into: output, &count) {
                            $0 >= lowest ? 1 : 0
                        }
                    }
                    previous = walk.previous
                }
            }
        }
        if let failure { throw PostingsError(.damaged, row: doclist.row, failure) }
        return entries
    }

    /// Where the positions of an entry are, by the place of its head. It was looked at before.
    @inline(__always)
    static func positions(_ bytes: UnsafePointer<UInt8>, head: UInt32) -> Range<Int> {
        var offset = Int(head)
        let size = unsafe RawVarint.readEntry(bytes, at: &offset).size
        return offset..<offset + size
    }
}

/// One way through the entries of a leaf.
@safe private struct EntryWalk {
    let bytes: UnsafePointer<UInt8>
    let offset: Int
    /// The last article; none of the first leaf.
    var previous: UInt64
    /// Of the whole doclist, which is padded: a number that begins inside does not lead out of the array.
    let byteCount: Int

    /// Writes the entries of candidates; returns what is wrong with them, if anything is.
    mutating func write(
        _ ids: ClosedRange<UInt32>, among candidates: CandidateBits, upTo end: Int,
        into output: UnsafeMutablePointer<UInt64>, _ writtenCount: inout Int
    ) -> String? {
        let first = UInt64(candidates.ids.lowerBound)
        return unsafe candidates.words.withUnsafeBufferPointer { words in
            let bitCount = UInt64(words.count) &* 64
            return unsafe write(ids, upTo: end, into: output, &writtenCount) { id in
                // What is below the first is above all others.
                let bit = id &- first
                guard bit < bitCount else { return 0 }
                return unsafe Int(truncatingIfNeeded: words[Int(bit &>> 6)] &>> (bit & 63) & 1)
            }
        }
    }

    /// Writes the entries of articles up to the last of `ids` of which `keeps` is 1, and not 0; likewise.
    @inline(__always)
    mutating func write(
        _ ids: ClosedRange<UInt32>, upTo end: Int, into output: UnsafeMutablePointer<UInt64>,
        _ writtenCount: inout Int, _ keeps: (UInt64) -> Int
    ) -> String? {
        let highest = UInt64(ids.upperBound)
        let (bytes, byteCount) = unsafe (bytes, byteCount)
        var (offset, previous, count) = (offset, previous, writtenCount)
        var base: UInt64 = 0
        defer { (self.previous, writtenCount) = (previous, count) }
        while offset < end {
            let head = offset
            let (delta, size) = unsafe RawVarint.readEntry(bytes, at: &offset)
            let id = base &+ delta
            guard id > previous || previous == .max else { return "row ids that do not ascend" }
            guard id <= highest else { return id <= UInt64(UInt32.max) ? nil : "an article above 4 billion" }
            (previous, base) = (id, id)
            guard size >= 0, size <= byteCount &- offset else { return "positions that do not end" }
            // What is not kept is written over by the next.
            unsafe output[count] = id &<< 32 | UInt64(truncatingIfNeeded: head)
            offset &+= size
            count &+= keeps(id)
        }
        return offset == end ? nil : "a leaf's first row id is passed over"
    }
}
