internal import ArticleStore
internal import Postings

/// Words of the index that are written nearly like one that is not in it.
///
/// Of the nearest, those in the most articles come first. A swap of two neighbours is one edit, as is a
/// letter more, less or other.
struct Spellings {
    /// A million terms are looked at, a few tenths of a second; those with the same first letter come first.
    private static let visitLimit = 1_000_000
    /// So many of the nearest are counted.
    private static let countLimit = 48
    /// Below three letters everything is near everything.
    private static let shortestLength = 3
    /// Up to four letters one edit, in longer words two.
    private static let longestWithOneEdit = 4

    /// The spellings, the best first.
    let best: [String]

    init(
        of term: String, in reader: PostingsReader<AnyBlocks>, view: PostingsView<AnyBlocks>
    ) throws {
        let letters = Array(term.unicodeScalars)
        guard letters.count >= Self.shortestLength else {
            best = []
            return
        }
        var search = Search(
            letters: letters, bytes: term.utf8,
            limit: letters.count <= Self.longestWithOneEdit ? 1 : 2)
        var visitCount = 0
        let first = Array(String(letters[0]).utf8)
        try reader.forEachTermAlone(from: first) { candidate in
            visitCount += 1
            search.offer(candidate)
            return visitCount < Self.visitLimit
        }
        if search.found.isEmpty {
            try reader.forEachTermAlone(from: [], notBelow: [0x20]) { candidate in
                visitCount += 1
                search.offer(candidate)
                return visitCount < Self.visitLimit
            }
        }
        var counted: [(term: String, distance: Int, count: Int)] = []
        for candidate in search.nearest(Self.countLimit) {
            let list = try view.list(of: SearchPattern([.phrase(TermPhrase([candidate.term]))]))
            if list.count > 0 { counted.append((candidate.term, candidate.distance, list.count)) }
        }
        best =
            counted.sorted { ($0.distance, -$0.count, $0.term) < ($1.distance, -$1.count, $1.term) }
            .map(\.term)
    }
}

/// The terms that are near enough so far.
private struct Search {
    let letters: [Unicode.Scalar]
    let limit: Int
    private let outline: Outline
    private(set) var found: [(term: String, distance: Int)] = []
    /// A short word in a large index is near thousands of others.
    private static let keptLimit = 4_096

    init(letters: [Unicode.Scalar], bytes: some Sequence<UInt8>, limit: Int) {
        self.letters = letters
        self.limit = limit
        outline = Outline(of: bytes)
    }

    mutating func offer(_ term: ArraySlice<UInt8>) {
        // What begins with a control character is no word.
        guard found.count < Self.keptLimit, let first = term.first, first >= 0x20,
            outline.mayBe(withinEdits: limit, of: Outline(of: term))
        else { return }
        let text = String(decoding: term, as: UTF8.self)
        let other = Array(text.unicodeScalars)
        guard abs(other.count - letters.count) <= limit, other != letters,
            !other.contains(where: { ("0"..."9").contains($0) })
        else { return }
        let distance = EditDistance.between(letters, other, limit: limit)
        if distance <= limit { found.append((text, distance)) }
    }

    func nearest(_ count: Int) -> ArraySlice<(term: String, distance: Int)> {
        found.sorted { ($0.distance, $0.term.utf8.count) < ($1.distance, $1.term.utf8.count) }.prefix(count)
    }
}

/// What can be told of a word at a glance: nearly all words of an index are too far from another one by this
/// alone.
private struct Outline {
    /// A bit for each byte of the word, by its last six bits.
    private var bits: UInt64 = 0
    private var byteCount = 0
    /// The bytes of its longest letter, 1 to 4.
    private var letterByteCount = 1

    init(of bytes: some Sequence<UInt8>) {
        var largest: UInt8 = 0
        for byte in bytes {
            bits |= 1 << UInt64(byte & 63)
            byteCount += 1
            largest = max(largest, byte)
        }
        letterByteCount = largest < 0x80 ? 1 : largest < 0xE0 ? 2 : largest < 0xF0 ? 3 : 4
    }

    /// An edit puts the bytes of one letter in the place of those of another, at most.
    func mayBe(withinEdits limit: Int, of other: Outline) -> Bool {
        let changed = limit * max(letterByteCount, other.letterByteCount)
        return abs(byteCount - other.byteCount) <= changed
            && (bits ^ other.bits).nonzeroBitCount <= 2 * changed
    }
}

/// How many edits make one word of another, where a swap of neighbours is one.
enum EditDistance {
    /// The distance, or any number above `limit` where it is larger.
    ///
    /// - Complexity: O(*mn*) in the letters, less where the limit is passed.
    static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...max(left.count, 1) where !left.isEmpty {
            var current = [row]
            current.reserveCapacity(right.count + 1)
            var least = row
            for column in stride(from: 1, through: right.count, by: 1) {
                let isEqual = left[row - 1] == right[column - 1]
                var cost = min(
                    previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isEqual ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
                {
                    cost = min(cost, beforePrevious[column - 2] + 1)
                }
                current.append(cost)
                least = min(least, cost)
            }
            // A swap reaches back two rows, so that the row before counts, too.
            if least > limit, (previous.min() ?? 0) > limit { return limit + 1 }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
