/// The terms of one article with their positions, in the form in which FTS5 stores them, so that the thread
/// that writes only has to put them together.
///
/// Made by ``ArticleTermsBuilder`` on any thread.
public struct ArticleTerms: Sendable {
    /// How many positions an article has in each of at most four columns.
    public struct Lengths: Hashable, Sendable {
        private var counts: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)

        /// No positions at all.
        public init() {}

        /// The positions of one column, from 0.
        public internal(set) subscript(column: Int) -> Int {
            get {
                switch column {
                case 0: Int(counts.0)
                case 1: Int(counts.1)
                case 2: Int(counts.2)
                default: Int(counts.3)
                }
            }
            set {
                let value = UInt32(clamping: newValue)
                switch column {
                case 0: counts.0 = value
                case 1: counts.1 = value
                case 2: counts.2 = value
                default: counts.3 = value
                }
            }
        }

        /// Whether both have as many positions in each column.
        public static func == (one: Self, other: Self) -> Bool { one.counts == other.counts }

        /// Adds the counts to a hash.
        public func hash(into hasher: inout Hasher) { for column in 0..<4 { hasher.combine(self[column]) } }
    }

    /// What precedes a term's bytes: its hash, how many bytes of positions follow it, its own length.
    @safe struct Header {
        static let byteCount = 9

        var hash: UInt32
        var positionByteCount: UInt32
        var termByteCount: UInt8

        @inline(__always)
        init(hash: UInt32, positionByteCount: UInt32, termByteCount: UInt8) {
            self.hash = hash
            self.positionByteCount = positionByteCount
            self.termByteCount = termByteCount
        }

        @inline(__always)
        init(at address: UnsafeRawPointer) {
            hash = unsafe address.loadUnaligned(as: UInt32.self)
            positionByteCount = unsafe address.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
            termByteCount = unsafe address.load(fromByteOffset: 8, as: UInt8.self)
        }

        @inline(__always)
        func write(to address: UnsafeMutableRawPointer) {
            unsafe address.storeBytes(of: hash, as: UInt32.self)
            unsafe address.storeBytes(of: positionByteCount, toByteOffset: 4, as: UInt32.self)
            unsafe address.storeBytes(of: termByteCount, toByteOffset: 8, as: UInt8.self)
        }
    }

    /// How many different terms it has.
    public let count: Int
    /// How long it is.
    public let lengths: Lengths
    /// For each term: a header, the term, its position list.
    let bytes: [UInt8]

    /// What it takes of memory, in bytes.
    public var byteCount: Int { bytes.count }

    /// The lengths as FTS5 keeps them in `%_docsize`, for so many columns.
    public func sizeRecord(columnCount: Int) -> [UInt8] {
        Self.sizeRecord((0..<columnCount).map { lengths[$0] })
    }

    /// The lengths of an article's columns as FTS5 keeps them in `%_docsize`.
    ///
    /// - Parameter positionCounts: How many positions it has, by column.
    /// - Returns: The record.
    public static func sizeRecord(_ positionCounts: [Int]) -> [UInt8] {
        var record: [UInt8] = []
        for count in positionCounts { record.append(varint: UInt64(count)) }
        return record
    }
}
