/// A set of articles: their numbers in order while they are few, a bit for each number when they are many.
public struct ArticleIDs: Sendable, Equatable {
    private enum Storage: Sendable {
        /// Ascending, each once.
        case sorted([UInt32])
        /// A bit for each number, from 0.
        case bits([UInt64], count: Int)
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// No article.
    public static let empty = ArticleIDs(sorted: [])

    init(sorted: [UInt32]) { self.init(.sorted(sorted)) }

    init(bits: [UInt64]) {
        let count = bits.reduce(0) { $0 + $1.nonzeroBitCount }
        // Below one number in two words of 64 bits the numbers take a quarter of the room, and are gone
        // through faster.
        if count < bits.count / 2 {
            self.init(sorted: Self.numbers(bits, count: count))
        } else {
            self.init(.bits(bits, count: count))
        }
    }

    /// Makes a set.
    ///
    /// - Parameter ids: The numbers, in any order; those outside of 0 to 4 billion cannot be in an index that
    ///   postings are read from, and are left out.
    public init(_ ids: some Sequence<Int64>) {
        var numbers = ids.compactMap { UInt32(exactly: $0) }
        if !zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) { numbers = Set(numbers).sorted() }
        if let last = numbers.last, numbers.count > Int(last) / 64 {
            var bits = [UInt64](repeating: 0, count: Int(last) / 64 + 1)
            for number in numbers { bits[Int(number) / 64] |= 1 << UInt64(number % 64) }
            self.init(bits: bits)
        } else {
            self.init(sorted: numbers)
        }
    }

    /// How many articles.
    public var count: Int {
        switch storage {
        case .sorted(let ids): ids.count
        case .bits(_, let count): count
        }
    }

    /// Whether there is none.
    public var isEmpty: Bool { count == 0 }

    /// The bytes of memory that it takes.
    public var byteCount: Int {
        switch storage {
        case .sorted(let ids): 64 + ids.count * 4
        case .bits(let bits, _): 64 + bits.count * 8
        }
    }

    /// Whether it has an article.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Whether it does.
    public func contains(_ id: Int64) -> Bool { UInt32(exactly: id).map { contains($0) } ?? false }

    /// O(1) of many, O(log *n*) of few.
    @inline(__always)
    func contains(_ id: UInt32) -> Bool {
        switch storage {
        case .sorted(let ids):
            var low = 0
            var high = ids.count
            while low < high {
                let middle = (low + high) / 2
                if ids[middle] < id { low = middle + 1 } else { high = middle }
            }
            return low < ids.count && ids[low] == id
        case .bits(let bits, _):
            let word = Int(id) / 64
            return word < bits.count && bits[word] >> UInt64(id % 64) & 1 == 1
        }
    }

    /// The numbers, ascending.
    public var ids: [Int64] { numbers.map(Int64.init) }

    /// The numbers, ascending.
    var numbers: [UInt32] {
        switch storage {
        case .sorted(let ids): ids
        case .bits(let bits, let count): Self.numbers(bits, count: count)
        }
    }

    /// The articles that are in both.
    public func intersection(_ other: ArticleIDs) -> ArticleIDs {
        switch (storage, other.storage) {
        case (.bits(let left, _), .bits(let right, _)):
            return ArticleIDs(bits: zip(left, right).map { $0 & $1 })
        case (.sorted(let ids), _) where ids.count <= other.count || other.isSparse == false:
            return ArticleIDs(sorted: ids.filter(other.contains))
        default: return ArticleIDs(sorted: other.numbers.filter(contains))
        }
    }

    /// The articles that are in this one and not in the other.
    public func subtracting(_ other: ArticleIDs) -> ArticleIDs {
        if other.isEmpty { return self }
        switch storage {
        case .sorted(let ids): return ArticleIDs(sorted: ids.filter { !other.contains($0) })
        case .bits(var bits, _):
            switch other.storage {
            case .sorted(let ids):
                for id in ids where Int(id) / 64 < bits.count {
                    bits[Int(id) / 64] &= ~(1 << UInt64(id % 64))
                }
            case .bits(let others, _):
                for index in 0..<min(bits.count, others.count) { bits[index] &= ~others[index] }
            }
            return ArticleIDs(bits: bits)
        }
    }

    /// The articles that are in either.
    public func union(_ other: ArticleIDs) -> ArticleIDs {
        if isEmpty { return other }
        if other.isEmpty { return self }
        var builder = ArticleIDsBuilder(upperBound: max(upperBound, other.upperBound))
        builder.insert(self)
        builder.insert(other)
        return builder.set
    }

    /// Whether both have the same articles, however they are stored.
    public static func == (left: ArticleIDs, right: ArticleIDs) -> Bool { left.numbers == right.numbers }

    /// One more than the largest number, or a little above that.
    var upperBound: Int {
        switch storage {
        case .sorted(let ids): ids.last.map { Int($0) + 1 } ?? 0
        case .bits(let bits, _): bits.count * 64
        }
    }

    private var isSparse: Bool {
        if case .sorted = storage { return true }
        return false
    }

    /// Calls `visit` with the words of the set, or with its numbers.
    func withStorage(
        bits: (borrowing [UInt64]) -> Void, sorted: (borrowing [UInt32]) -> Void
    ) {
        switch storage {
        case .sorted(let ids): sorted(ids)
        case .bits(let words, _): bits(words)
        }
    }

    private static func numbers(_ bits: [UInt64], count: Int) -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(count)
        for (index, word) in bits.enumerated() {
            var rest = word
            while rest != 0 {
                numbers.append(UInt32(truncatingIfNeeded: index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return numbers
    }
}

/// Puts together a set of many articles, a bit for each number.
struct ArticleIDsBuilder {
    private var bits: [UInt64]

    /// Makes an empty set with room for all numbers below `upperBound`.
    init(upperBound: Int) { bits = [UInt64](repeating: 0, count: (max(0, upperBound) + 63) / 64) }

    /// What was put in.
    var set: ArticleIDs { ArticleIDs(bits: bits) }

    mutating func insert(_ list: PostingList) {
        precondition(list.count == 0 || Int(list.lastID) < bits.count * 64, "an article beyond the set")
        unsafe bits.withUnsafeMutableBufferPointer { bits in
            unsafe list.forEachBlock { ids in
                // All articles of a list are at most its last one, which has a bit.
                for index in 0..<ids.count {
                    let id = unsafe ids[index]
                    unsafe bits[Int(id >> 6)] |= 1 << UInt64(id & 63)
                }
            }
        }
    }

    mutating func insert(_ set: ArticleIDs) {
        precondition(set.upperBound <= bits.count * 64 || set.isEmpty, "an article beyond the set")
        set.withStorage(
            bits: { words in for index in words.indices { bits[index] |= words[index] } },
            sorted: { ids in for id in ids { bits[Int(id >> 6)] |= 1 << UInt64(id & 63) } })
    }
}
