/// How many tokens each article has in its title and in its body.
///
/// A value of one commit. A copy that is brought up to a later commit shares what did not change.
public struct ArticleLengths: Sendable {
    /// Tokens, as FTS5 counts them: terms at one position count once.
    struct Length: BitwiseCopyable, Sendable {
        var title: UInt32
        var body: UInt32
        /// Title and body; saturated, not wrapped.
        var total: UInt32 {
            let (sum, overflow) = title.addingReportingOverflow(body)
            return overflow ? .max : sum
        }
    }

    private(set) var table = ArticleTable(none: Length(title: 0, body: 0))
    /// Title and body; 65,535 for as many or more. What ranking looks at most: so small that it stays near.
    private var totals = ArticleTable<UInt16>(none: 0)

    /// Makes lengths of no article.
    public init() {}

    /// The bytes of memory that they take.
    public var byteCount: Int { table.byteCount + totals.byteCount }

    /// One more than the largest number that may have a length.
    var upperBound: Int { table.upperBound }

    /// Takes in an article that came or changed.
    ///
    /// - Parameters:
    ///   - id: Its number.
    ///   - record: Its `sz` in the `%_docsize` table: the tokens of each column, as varints.
    /// - Throws: ``PostingsError``: a record of other than two columns, or a number above 4 billion.
    public mutating func set(_ id: Int64, record: Span<UInt8>) throws(PostingsError) {
        guard let id = UInt32(exactly: id) else {
            throw PostingsError(.outOfRange, "article \(id)")
        }
        var offset = 0
        guard let body = Varint.read(record, at: &offset), let title = Varint.read(record, at: &offset),
            offset == record.count
        else { throw PostingsError(.damaged, "the length of article \(id)") }
        set(id, title: UInt32(clamping: title), body: UInt32(clamping: body))
    }

    /// Takes in an article that came or changed.
    mutating func set(_ id: UInt32, title: UInt32, body: UInt32) {
        let length = Length(title: title, body: body)
        table[id] = length
        totals[id] = UInt16(clamping: length.total)
    }

    /// The tokens of an article; zeros where there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Those of its title and those of its body.
    public subscript(id: Int64) -> (title: Int, body: Int) {
        guard let id = UInt32(exactly: id) else { return (0, 0) }
        let length = table[id]
        return (Int(length.title), Int(length.body))
    }

    /// Gives quick access, which ends with the call.
    func withReading<Value>(_ body: (Reading) throws -> Value) rethrows -> Value {
        try table.withElements { table in
            try totals.withElements { totals in try body(Reading(table: table, totals: totals)) }
        }
    }

    /// Lengths without reference counts on the way. Not to be kept beyond the call that gives it.
    struct Reading {
        fileprivate let table: ArticleTable<Length>.Elements
        /// Title and body; 65,535 for as many or more.
        let totals: ArticleTable<UInt16>.Elements

        fileprivate init(
            table: ArticleTable<Length>.Elements, totals: ArticleTable<UInt16>.Elements
        ) {
            self.table = table
            self.totals = totals
        }

        /// Has the length of an article fetched that is soon asked for.
        @inline(__always)
        func prefetch(_ id: UInt32) { totals.prefetch(id) }

        /// The tokens of an article, title and body.
        @inline(__always)
        func total(of id: UInt32) -> UInt32 {
            let total = totals.element(of: id)
            return total == .max ? table.element(of: id).total : UInt32(total)
        }
    }
}
