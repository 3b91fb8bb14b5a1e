/// The doclists of a segment: for each term its articles, ascending, each with its position list.
///
/// Made in two passes over the same articles, so that each doclist is written once, to its final place:
/// `measure` all, `arrange`, `fill` all. Articles come in ascending order; of one that is removed and added
/// again, the removal comes first.
@safe struct Doclists: ~Copyable {
    /// A doclist as it grows.
    private struct State {
        /// The last article of it.
        var last: Int64
        var byteCount: Int
        /// Where it begins, and where its next posting goes.
        var start: Int
        var end: Int
    }

    /// In the size of a position list, which is doubled to make room for it: what older segments have of the
    /// article under this term does not count any more. FTS5 relies on it where it merges a newer removal
    /// with this posting: without it, both would vanish and the oldest be found again.
    private static let replaces: UInt64 = 1
    /// What a removal takes behind the article: a size of 0 with that mark.
    private static let removalByteCount = 1

    private var table = TermNumbering(termCount: 1 << 12)
    private var states: UnsafeMutablePointer<State>
    private var capacity = 1 << 12
    /// The term of each posting, in the order of `measure`.
    private var termOfPosting: [UInt32] = []
    private var nextPosting = 0
    private var bytes = ByteArena(capacity: 16)
    /// The numbers of the terms, in the order of their bytes.
    private(set) var order: [UInt32] = []

    init() { unsafe states = .allocate(capacity: capacity) }

    deinit { unsafe states.deallocate() }

    /// Finds out what the postings of an article take.
    mutating func measure(_ terms: ArticleTerms, of articleID: Int64, isRemoval: Bool) {
        unsafe terms.bytes.withUnsafeBytes { bytes in
            guard var address = bytes.baseAddress else { return }
            for _ in 0..<terms.count {
                let header = unsafe ArticleTerms.Header(at: address)
                let term = unsafe (address + ArticleTerms.Header.byteCount)
                    .assumingMemoryBound(to: UInt8.self)
                unsafe address +=
                    ArticleTerms.Header.byteCount + Int(header.termByteCount)
                    + Int(header.positionByteCount)
                var isNew = false
                let number = unsafe table.number(
                    of: term, count: Int(header.termByteCount), hash: header.hash, isNew: &isNew)
                if isNew { begin(number) }
                termOfPosting.append(UInt32(number))
                let distance = unsafe UInt64(articleID - states[number].last)
                unsafe states[number].last = articleID
                if isRemoval {
                    unsafe states[number].byteCount += Varint.byteCount(of: distance) + Self.removalByteCount
                    continue
                }
                // At no distance, the removal of the same article takes its place already.
                let size = UInt64(header.positionByteCount) << 1
                unsafe states[number].byteCount +=
                    Varint.byteCount(of: size)
                    + Int(header.positionByteCount)
                    + (distance == 0 ? -Self.removalByteCount : Varint.byteCount(of: distance))
            }
        }
    }

    private mutating func begin(_ number: Int) {
        if number == capacity {
            let larger = UnsafeMutablePointer<State>.allocate(capacity: capacity * 2)
            unsafe larger.update(from: states, count: capacity)
            unsafe states.deallocate()
            unsafe states = larger
            capacity *= 2
        }
        unsafe states[number] = State(last: 0, byteCount: 0, start: 0, end: 0)
    }

    /// Puts the terms in order and gives each doclist its place.
    mutating func arrange() {
        order = sortedTerms()
        var end = 0
        for number in order {
            let number = Int(number)
            unsafe states[number].start = end
            unsafe states[number].end = end
            unsafe states[number].last = 0
            end += unsafe states[number].byteCount
        }
        _ = bytes.skip(end)
    }

    /// Sorts by the first eight bytes, and by the rest only where those are the same.
    private func sortedTerms() -> [UInt32] {
        struct Key {
            var prefix: UInt64
            var number: UInt32
        }
        var keys: [Key] = []
        keys.reserveCapacity(table.count)
        for number in 0..<table.count {
            let term = unsafe table.term(number)
            var prefix: UInt64 = 0
            for index in 0..<min(8, term.count) {
                prefix |= unsafe UInt64(term[index]) << UInt64(56 - 8 * index)
            }
            keys.append(Key(prefix: prefix, number: UInt32(number)))
        }
        keys.sort { one, other in
            if one.prefix != other.prefix { return one.prefix < other.prefix }
            let first = unsafe table.term(Int(one.number))
            let second = unsafe table.term(Int(other.number))
            var index = 8
            while index < min(first.count, second.count) {
                if unsafe first[index] != second[index] {
                    return unsafe first[index] < second[index]
                }
                index += 1
            }
            return first.count < second.count
        }
        return keys.map(\.number)
    }

    /// Writes the postings of an article, in the order in which they were measured.
    mutating func fill(_ terms: ArticleTerms, of articleID: Int64, isRemoval: Bool) {
        unsafe terms.bytes.withUnsafeBytes { bytes in
            guard var address = bytes.baseAddress else { return }
            for _ in 0..<terms.count {
                let header = unsafe ArticleTerms.Header(at: address)
                unsafe address += ArticleTerms.Header.byteCount + Int(header.termByteCount)
                let positions = unsafe address.assumingMemoryBound(to: UInt8.self)
                unsafe address += Int(header.positionByteCount)
                let number = termOfPosting[nextPosting]
                nextPosting += 1
                let state = unsafe states + Int(number)
                var output = unsafe self.bytes.start + state.pointee.end
                let distance = unsafe UInt64(articleID - state.pointee.last)
                if isRemoval {
                    unsafe output += Varint.write(distance, to: output)
                    unsafe output += Varint.write(Self.replaces, to: output)
                } else {
                    var size = UInt64(header.positionByteCount) << 1
                    if distance == 0 {
                        unsafe output -= Self.removalByteCount
                        size |= Self.replaces
                    } else {
                        unsafe output += Varint.write(distance, to: output)
                    }
                    unsafe output += Varint.write(size, to: output)
                    unsafe output.update(from: positions, count: Int(header.positionByteCount))
                    unsafe output += Int(header.positionByteCount)
                }
                unsafe state.pointee.end = output - self.bytes.start
                unsafe state.pointee.last = articleID
            }
        }
    }

    /// The bytes of a term, valid as long as nothing is added.
    borrowing func term(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
        unsafe table.term(Int(number))
    }

    /// The doclist of a term, when all is filled in; valid as long as nothing is added.
    borrowing func doclist(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
        let state = unsafe states[Int(number)]
        return unsafe UnsafeBufferPointer(start: bytes.start + state.start, count: state.byteCount)
    }
}
