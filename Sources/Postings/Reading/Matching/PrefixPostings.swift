/// The postings of all terms with one beginning, as of one term.
///
/// Two terms at one position of an article count once, as in FTS5: `kazakhstan` stands where `kazakhstans`
/// does. So positions are joined, and not only counts.
struct PrefixPostings<Source: BlockSource> {
    let reader: PostingsReader<Source>
    let lengths: ArticleLengths

    /// 32 MB of positions are sorted; what has more is counted in a bit for each token.
    var keyBound = Self.defaultKeyBound
    /// 64 MB of bits at a time.
    var bitBound = 1 << 29

    static var defaultKeyBound: Int { 4 << 20 }

    private struct TooMany: Error {}

    /// The list of what begins with `prefix`.
    func list(of prefix: [UInt8]) throws -> PostingList {
        do {
            return try sorted(prefix)
        } catch is TooMany {
            return try counted(prefix)
        }
    }

    /// Where articles of a set have a term with the beginning.
    ///
    /// - Returns: By article and position, each once.
    func keys(of prefix: [UInt8], in ids: ArticleIDs) throws -> [PositionKey] {
        var keys: [PositionKey] = []
        try forEachPosting(of: prefix) { id, positions in
            guard ids.contains(id) else { return }
            for index in positions.indices { keys.append(PositionKey(id: id, position: positions[index])) }
        }
        return PositionKey.sortedOnce(keys)
    }

    private func forEachPosting(
        of prefix: [UInt8], _ visit: (UInt32, [Position]) throws -> Void
    ) throws {
        try reader.forEachTermPostings(from: prefix) { _, postings in
            // A leaf may hold thousands of terms.
            try reader.source.checkCancellation()
            try postings.forEach { id, positions in
                guard let id = UInt32(exactly: id) else {
                    throw PostingsError(.outOfRange, "article \(id)")
                }
                guard positions[positions.count - 1].column <= 1 else {
                    throw PostingsError(.damaged, "article \(id) in a column that is none")
                }
                try visit(id, positions)
            }
        }
    }

    private func sorted(_ prefix: [UInt8]) throws -> PostingList {
        var keys: [PositionKey] = []
        try forEachPosting(of: prefix) { id, positions in
            guard keys.count + positions.count <= keyBound else { throw TooMany() }
            for index in positions.indices { keys.append(PositionKey(id: id, position: positions[index])) }
        }
        keys = PositionKey.sortedOnce(keys)
        var run = PostingRun()
        var index = 0
        while index < keys.count {
            let id = keys[index].id
            var title: UInt32 = 0
            var body: UInt32 = 0
            while index < keys.count, keys[index].id == id {
                if keys[index].isInTitle { title += 1 } else { body += 1 }
                index += 1
            }
            run.append(id, Counts(title: title, body: body))
        }
        return try PostingList(run, lengths)
    }

    /// With a bit for each token of each article, in as many turns as memory needs.
    private func counted(_ prefix: [UInt8]) throws -> PostingList {
        var run = PostingRun()
        var first = 0
        while first < lengths.upperBound {
            var starts: [Int] = [0]
            var end = first
            while end < lengths.upperBound, starts.count == 1 || starts[end - first] < bitBound {
                starts.append(starts[end - first] + Int(lengths.table[UInt32(end)].total))
                end += 1
            }
            var bits = TokenBits(count: starts[end - first])
            try forEachPosting(of: prefix) { id, positions in
                guard (first..<end).contains(Int(id)) else { return }
                let length = lengths.table[id]
                for index in positions.indices {
                    let position = positions[index]
                    let token = position.isInTitle ? Int(length.body) + position.offset : position.offset
                    guard token < Int(length.total) else {
                        throw PostingsError(.damaged, "article \(id) has no token \(token)")
                    }
                    bits.insert(starts[Int(id) - first] + token)
                }
            }
            for id in first..<end {
                let length = lengths.table[UInt32(id)]
                let start = starts[id - first]
                let counts = Counts(
                    title: bits.count(start + Int(length.body)..<starts[id - first + 1]),
                    body: bits.count(start..<start + Int(length.body)))
                if counts.title > 0 || counts.body > 0 { run.append(UInt32(id), counts) }
            }
            first = end
        }
        return try PostingList(run, lengths)
    }
}

/// A position in an article: by article, then body before title, then offset.
struct PositionKey: BitwiseCopyable, Hashable, Sendable {
    private let bits: UInt64

    init(id: UInt32, position: Position) {
        bits =
            UInt64(id) << 32 | UInt64(min(position.column, 1)) << 31 | UInt64(position.offset) & 0x7FFF_FFFF
    }

    private init(bits: UInt64) { self.bits = bits }

    var id: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    var isInTitle: Bool { bits & 1 << 31 != 0 }
    var position: Position { Position(column: isInTitle ? 1 : 0, offset: Int(bits & 0x7FFF_FFFF)) }

    /// The keys in order, each once.
    ///
    /// They come as one ascending row for each term. Sorted by digits of eleven bits, of which those are left
    /// out in which all keys are alike.
    static func sortedOnce(_ keys: [PositionKey]) -> [PositionKey] {
        guard let first = keys.first else { return [] }
        var source = keys
        var differing: UInt64 = 0
        var isAscending = true
        var previous = first.bits
        for key in keys.dropFirst() {
            differing |= key.bits ^ first.bits
            isAscending = isAscending && previous < key.bits
            previous = key.bits
        }
        if isAscending { return keys }
        if keys.count < 1_000 {
            source.sort { $0.bits < $1.bits }
        } else {
            var target = source
            for shift in stride(from: 0 as UInt64, to: 64, by: 11) where differing >> shift & 0x7FF != 0 {
                var starts = [Int](repeating: 0, count: 2_048)
                for key in source { starts[Int(key.bits >> shift & 0x7FF)] += 1 }
                var sum = 0
                for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
                for key in source {
                    let digit = Int(key.bits >> shift & 0x7FF)
                    target[starts[digit]] = key
                    starts[digit] += 1
                }
                swap(&source, &target)
            }
        }
        var count = 1
        for index in 1..<source.count where source[index] != source[count - 1] {
            source[count] = source[index]
            count += 1
        }
        source.removeSubrange(count...)
        return source
    }
}

/// A bit for each token.
private struct TokenBits {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

    mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

    /// How many bits of a range are set.
    func count(_ range: Range<Int>) -> UInt32 {
        guard !range.isEmpty else { return 0 }
        let first = range.lowerBound >> 6
        let last = (range.upperBound - 1) >> 6
        let head = UInt64.max << UInt64(range.lowerBound & 63)
        let tail = UInt64.max >> UInt64(63 - (range.upperBound - 1) & 63)
        if first == last { return UInt32((words[first] & head & tail).nonzeroBitCount) }
        var count = (words[first] & head).nonzeroBitCount + (words[last] & tail).nonzeroBitCount
        for index in first + 1..<last { count += words[index].nonzeroBitCount }
        return UInt32(count)
    }
}
