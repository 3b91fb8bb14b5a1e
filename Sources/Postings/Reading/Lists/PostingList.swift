/// The postings of a term, or of whatever is searched like one, by article: in blocks of 128, each with its last
/// article and with what its best posting can be.
///
/// Nothing in it changes once it is made, so that any number of searches can share it.
@safe public final class PostingList: @unchecked Sendable {
    /// The postings of a block: a kilobyte.
    static let blockSize = 128

    /// Each a ``Posting``, by article.
    private let postings: UnsafeMutablePointer<UInt64>
    /// How many articles it has: of a word, its document frequency.
    public let count: Int
    /// The last article of each block.
    private let lastIDs: UnsafeMutablePointer<UInt32>
    /// What the best of each block can be.
    private let bounds: UnsafeMutablePointer<BlockBounds>
    /// How many blocks.
    let blockCount: Int
    /// The true numbers of saturated postings, by article.
    let exact: [UInt32: Counts]

    /// The list of no article.
    public static let empty = PostingList(verified: PostingRun())

    /// Makes a list of postings none of which is a removal.
    ///
    /// - Throws: ``PostingsError`` when one has no length, which the article then has lost.
    convenience init(_ run: PostingRun) throws(PostingsError) {
        for bits in run.postings where Posting(bits: bits).length == 0 {
            throw PostingsError(.damaged, "article \(Posting(bits: bits).id) has postings and no length")
        }
        self.init(verified: run)
    }

    private init(verified run: PostingRun) {
        count = run.postings.count
        exact = run.exact
        blockCount = (count + Self.blockSize - 1) / Self.blockSize
        unsafe postings = .allocate(capacity: count)
        unsafe lastIDs = .allocate(capacity: blockCount)
        unsafe bounds = .allocate(capacity: blockCount)
        // All three have exactly as many elements as are written here.
        unsafe run.postings.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { unsafe postings.initialize(from: start, count: count) }
        }
        for block in 0..<blockCount {
            var bound = BlockBounds()
            let range = PostingSlab.range(ofBlock: block, count: count)
            for index in range { bound.insert(unsafe Posting(bits: postings[index])) }
            unsafe bounds.advanced(by: block).initialize(to: bound)
            unsafe lastIDs.advanced(by: block).initialize(
                to: Posting(bits: postings[range.upperBound - 1]).id)
        }
    }

    deinit {
        unsafe postings.deallocate()
        unsafe lastIDs.deallocate()
        unsafe bounds.deallocate()
    }

    /// The bytes of memory that it takes, roughly.
    var byteCount: Int { 128 + count * 8 + blockCount * 36 + exact.count * 32 }

    /// The first article; 0 in an empty list.
    var firstID: UInt32 { count == 0 ? 0 : self[0].id }
    /// The last article; 0 in an empty list.
    var lastID: UInt32 { count == 0 ? 0 : self[count - 1].id }

    /// The same without a reference, for inner loops while the list is held.
    var slab: PostingSlab {
        unsafe PostingSlab(
            postings: postings, count: count, lastIDs: lastIDs, bounds: bounds, blockCount: blockCount)
    }

    /// The posting at an index below ``count``.
    @inline(__always)
    subscript(index: Int) -> Posting { slab[index] }

    /// The true numbers of a posting of this list.
    @inline(__always)
    func counts(of posting: Posting) -> Counts {
        if _slowPath(posting.isSaturated), let counts = exact[posting.id] { return counts }
        return Counts(title: posting.title, body: posting.body, length: posting.length)
    }

    /// The index of the first posting from `start` on whose article is `id` or above; ``count`` without one.
    @inline(__always)
    func index(of id: UInt32, from start: Int) -> Int { slab.index(of: id, from: start) }

    /// The posting of an article.
    func posting(of id: UInt32) -> Posting? {
        let index = index(of: id, from: 0)
        guard index < count, self[index].id == id else { return nil }
        return self[index]
    }

    /// Whether an article is in the list. O(log *n*).
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Whether it is.
    public func contains(_ id: Int64) -> Bool { UInt32(exactly: id).flatMap { posting(of: $0) } != nil }

    /// How often it stands in an article. O(log *n*).
    ///
    /// - Parameter id: The article's number.
    /// - Returns: The occurrences in title and body; zeros where the article is not in the list.
    public func occurrences(in id: Int64) -> (title: Int, body: Int) {
        guard let posting = UInt32(exactly: id).flatMap({ posting(of: $0) }) else { return (0, 0) }
        let counts = counts(of: posting)
        return (Int(counts.title), Int(counts.body))
    }

    /// The postings with an index in `range`, and their true numbers.
    func run(_ range: Range<Int>) -> PostingRun {
        var run = PostingRun()
        guard !range.isEmpty else { return run }
        // Asked for within the list only.
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "postings outside of their list")
        run.postings = unsafe Array(
            UnsafeBufferPointer(start: postings + range.lowerBound, count: range.count))
        if !exact.isEmpty {
            let ids = self[range.lowerBound].id...self[range.upperBound - 1].id
            run.exact = exact.filter { ids.contains($0.key) }
        }
        return run
    }
}
