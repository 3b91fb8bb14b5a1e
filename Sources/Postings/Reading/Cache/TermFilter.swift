/// Tells most terms that a segment has not got, without a look into it.
///
/// A Bloom filter: three bits for each term, of twelve times as many as there are terms. Of a hundred terms
/// that are not there, it takes one or two for possible.
struct TermFilter: Sendable {
    private static let bitsPerTerm = 12

    private let bits: [UInt64]

    /// Makes a filter of the ``hash(_:)`` of each term.
    init(_ hashes: [UInt64]) {
        var bits = [UInt64](repeating: 0, count: hashes.count * Self.bitsPerTerm / 64 + 1)
        for hash in hashes {
            let places = Self.places(of: hash, in: bits.count * 64)
            for place in [places.0, places.1, places.2] { bits[place >> 6] |= 1 << UInt64(place & 63) }
        }
        self.bits = bits
    }

    /// Makes a filter of all terms of a segment.
    init(_ segment: SegmentStructure.Segment, from source: some BlockSource) throws {
        var hashes: [UInt64] = []
        var cursor = try TermCursor(segment, from: [SegmentPage.termMark], in: source)
        while !cursor.isAtEnd {
            hashes.append(Self.hash(cursor.term))
            try cursor.next()
        }
        self.init(hashes)
    }

    /// The bytes of memory that it takes.
    var byteCount: Int { bits.count * 8 }

    /// Whether a term may be there; `true` of all that are.
    func mayHave(_ hash: UInt64) -> Bool {
        let places = Self.places(of: hash, in: bits.count * 64)
        return isSet(places.0) && isSet(places.1) && isSet(places.2)
    }

    private func isSet(_ place: Int) -> Bool { bits[place >> 6] >> UInt64(place & 63) & 1 == 1 }

    /// A number for a term, with the mark of its index.
    static func hash(_ key: [UInt8]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
        return hash ^ hash >> 29
    }

    /// Three of `count` bits, by three pieces of the hash.
    private static func places(of hash: UInt64, in count: Int) -> (Int, Int, Int) {
        func place(_ number: UInt64) -> Int { Int(number.multipliedFullWidth(by: UInt64(count)).high) }
        return (place(hash), place(hash &* 0xBF58_476D_1CE4_E5B9), place(hash &* 0x94D0_49BB_1331_11EB))
    }
}
