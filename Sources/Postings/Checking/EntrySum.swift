/// A number for all entries of a full-text index, in whatever order they are met: an entry is a term at a
/// position of a column of an article.
///
/// Each entry counts as the number of its term times the number of its place, and all are added modulo 2⁶⁴.
/// Both are hashes, those of places odd, so that an entry that is missing, doubled or another one leaves the
/// sum as it is about once in 2⁶⁰. FTS5's own check compares an XOR of weaker ones. Terms at one position can
/// be added up before they are multiplied, and so can the places of one term: an index is summed up term by
/// term, a text position by position.
public struct EntrySum: Hashable, Sendable {
    /// An article, as its places are made from it.
    public struct Article: Sendable {
        fileprivate let seed: UInt64

        /// The article with that id.
        public init(_ id: Int64) {
            seed = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03
        }
    }

    private var value: UInt64 = 0

    /// The sum of no entries.
    public init() {}

    /// The number of a term.
    ///
    /// - Parameter term: Its bytes.
    /// - Returns: A hash of them.
    public static func number(ofTerm term: Span<UInt8>) -> UInt64 {
        unsafe term.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15 ^ 0x2545_F491_4F6C_DD1D
            var offset = 0
            while offset &+ 8 <= bytes.count {
                hash = mixed(hash ^ (unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset &+= 8
            }
            var rest: UInt64 = 0
            while offset < bytes.count {
                rest = unsafe rest << 8 | UInt64(bytes[offset])
                offset &+= 1
            }
            return mixed(mixed(hash ^ rest))
        }
    }

    /// Adds terms at places that follow each other in a column.
    ///
    /// - Parameters:
    ///   - numbers: For each place the sum of the numbers of its terms.
    ///   - position: The first place.
    ///   - article: The article.
    public mutating func add(_ numbers: Span<UInt64>, from position: Position, of article: Article) {
        var place = position
        for index in numbers.indices {
            value &+= numbers[index] &* Self.number(of: place, article)
            place = Position(rawValue: place.rawValue &+ 1)
        }
    }

    /// Adds what another sum has.
    public mutating func add(_ other: EntrySum) { value &+= other.value }

    /// Adds a term at places that are added up already.
    mutating func add(_ number: UInt64, placeSum: UInt64) { value &+= number &* placeSum }

    /// The number of a place.
    @inline(__always)
    static func number(of position: Position, _ article: Article) -> UInt64 {
        var number = position.rawValue &* 0xA24B_AED4_963E_E407 ^ article.seed
        number ^= number >> 32
        number &*= 0x9FB2_1C65_1E98_DF25
        return (number ^ number >> 28) | 1
    }

    @inline(__always)
    private static func mixed(_ number: UInt64) -> UInt64 {
        let product = number.multipliedFullWidth(by: 0x9FB2_1C65_1E98_DF25)
        return product.high ^ product.low
    }
}
