/// The entries of one place of a phrase, which is asked for articles that ascend.
struct PlaceWalk {
    /// What a segment has of a term.
    @safe private struct Stream {
        let term: Int
        var entries: [UInt64]
        private let part: WordDoclists.Part
        /// Where the doclist is, which the part holds.
        private let bytes: UnsafePointer<UInt8>
        private var next = 0
        /// The positions in the article that was found last; `nil` where it has no entry.
        private(set) var found: Range<Int>?

        init(_ part: WordDoclists.Part, term: Int, entries: [UInt64]) {
            self.part = part
            self.term = term
            self.entries = entries
            unsafe bytes = part.doclist.start
        }

        var row: Int64 { part.doclist.row }

        /// Finds the entry of an article.
        @inline(__always)
        mutating func find(_ id: UInt32) {
            let wanted = UInt64(id)
            if next < entries.count, entries[next] &>> 32 < wanted {
                // Most often the very next one.
                next &+= 1
                if next < entries.count, entries[next] &>> 32 < wanted {
                    next = entries.firstEntry(reaching: id, from: next)
                }
            }
            guard next < entries.count, entries[next] &>> 32 == wanted else {
                found = nil
                return
            }
            found = unsafe DoclistEntries.positions(
                bytes, head: UInt32(truncatingIfNeeded: entries[next]))
        }

        /// Passes the article over that was found, as a newer segment has it, too.
        mutating func pass() { found = nil }

        /// A bit for each of the places that were found, by the last six bits of the number.
        @inline(__always)
        var bits: UInt64 { found.map { unsafe PositionBits.bits(bytes, $0) } ?? 0 }

        /// Appends the places that were found; `false` where they cannot be.
        func append(to row: inout PlaceRow) -> Bool {
            guard let found else { return true }
            return unsafe row.append(bytes, found)
        }
    }

    let number: Int
    /// Term by term, of each the newest segment first.
    private var streams: [Stream] = []

    /// Goes through the entries that `read` takes from each doclist.
    @inline(__always)
    init(_ place: PhraseScan.Place, _ read: (WordDoclists.Part) throws -> [UInt64]) rethrows {
        number = place.number
        for (term, parts) in place.terms.enumerated() {
            for part in parts {
                let entries = try read(part)
                if !entries.isEmpty { streams.append(Stream(part, term: term, entries: entries)) }
            }
        }
    }

    var isEmpty: Bool { streams.isEmpty }

    /// The entries, of which some may be superseded by those of a newer segment.
    var rows: [[UInt64]] { streams.map(\.entries) }

    /// Has `body` take out entries of articles that will not be asked for.
    mutating func keep(_ body: (inout [UInt64]) -> Void) {
        for index in streams.indices { body(&streams[index].entries) }
    }

    /// Finds the entries of an article. A newer entry counts, though it may only say that the term is gone.
    ///
    /// - Returns: A bit for each place in the article, by the last six bits of the number of tokens before
    ///   the phrase that would stand there. None is missing where the place is; others may be set, too.
    @inline(__always)
    mutating func find(_ id: UInt32) -> UInt64 {
        var bits: UInt64 = 0
        unsafe streams.withUnsafeMutableBufferPointer { streams in
            var foundTerm = -1
            for index in streams.indices {
                // Below the count.
                unsafe streams[index].find(id)
                guard unsafe streams[index].found != nil else { continue }
                if unsafe streams[index].term == foundTerm { unsafe streams[index].pass() }
                foundTerm = unsafe streams[index].term
                bits |= unsafe streams[index].bits
            }
        }
        let distance = UInt64(number & 63)
        return bits &>> distance | bits &<< ((64 &- distance) & 63)
    }

    /// Where any of the terms stands in the article that was found, each place once.
    mutating func read(_ id: UInt32, into row: inout PlaceRow) throws {
        row.removeAll()
        for index in streams.indices where streams[index].found != nil {
            let middle = row.count
            guard streams[index].append(to: &row) else {
                throw PostingsError(.damaged, row: streams[index].row, "positions of article \(id)")
            }
            row.merge(from: middle)
        }
    }
}
