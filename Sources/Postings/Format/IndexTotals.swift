/// FTS5's record of how many articles it has and how long they are in all, from which `bm25()` has its
/// averages.
public struct IndexTotals: Hashable, Sendable {
    /// How many articles.
    public var articleCount: Int64
    /// How many positions they have, by column.
    public var positionCounts: [Int64]

    /// How many positions they have in all columns.
    public var positionCount: Int64 { positionCounts.reduce(0, +) }

    /// Counts nothing yet.
    ///
    /// - Parameter columnCount: How many columns the index has.
    public init(columnCount: Int) {
        articleCount = 0
        positionCounts = Array(repeating: 0, count: columnCount)
    }

    /// Reads the record; an empty one, as a new index has it, counts nothing. `nil` when it is damaged.
    ///
    /// - Parameters:
    ///   - record: The block of ``SegmentPage/totalsRow``.
    ///   - columnCount: How many columns the index has.
    public init?(_ record: Span<UInt8>, columnCount: Int) {
        self.init(columnCount: columnCount)
        guard !record.isEmpty else { return }
        var offset = 0
        guard let count = Varint.read(record, at: &offset) else { return nil }
        articleCount = Int64(bitPattern: count)
        for column in 0..<columnCount {
            guard let total = Varint.read(record, at: &offset) else { return nil }
            positionCounts[column] = Int64(bitPattern: total)
        }
    }

    /// Counts an article in, or out with a negative sign.
    ///
    /// - Parameters:
    ///   - lengths: Its positions by column.
    ///   - sign: 1 or −1.
    public mutating func add(_ lengths: ArticleTerms.Lengths, sign: Int64) {
        articleCount += sign
        for column in positionCounts.indices { positionCounts[column] += sign * Int64(lengths[column]) }
    }

    /// Counts an article in, or out with a negative sign, that is known by its lengths alone.
    ///
    /// - Parameters:
    ///   - sizeRecord: Its `sz` in the `%_docsize` table.
    ///   - sign: 1 or −1.
    /// - Returns: Whether the record can be read; nothing is counted where it cannot.
    public mutating func count(sizeRecord: Span<UInt8>, sign: Int64) -> Bool {
        var offset = 0
        var counts = positionCounts
        for column in counts.indices {
            guard let count = Varint.read(sizeRecord, at: &offset) else { return false }
            counts[column] &+= sign &* Int64(bitPattern: count)
        }
        articleCount += sign
        positionCounts = counts
        return true
    }

    /// The totals of two indexes that have no article in common.
    ///
    /// - Parameters:
    ///   - one: Those of one.
    ///   - other: Those of the other, with as many columns.
    /// - Returns: Their sum.
    public static func + (one: IndexTotals, other: IndexTotals) -> IndexTotals {
        var sum = one
        sum.articleCount += other.articleCount
        for column in sum.positionCounts.indices {
            sum.positionCounts[column] += other.positionCounts[column]
        }
        return sum
    }

    /// The record.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(varint: UInt64(bitPattern: articleCount))
        for count in positionCounts { bytes.append(varint: UInt64(bitPattern: count)) }
        return bytes
    }
}
