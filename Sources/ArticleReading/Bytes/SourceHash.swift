/// XXH64 with seed 0: a fast hash of 64 bits that tells changed bytes from unchanged ones.
///
/// The algorithm is Yann Collet's, as its specification sets it out (xxHash fast digest algorithm, version
/// 0.1.1, section "XXH64"). It resists accidents, not attackers: whoever can write a file may as well change
/// its text.
package enum SourceHash {
    private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
    private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
    private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
    private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

    /// The hash of the bytes in `range`, which must lie within `bytes`.
    package static func of(_ bytes: [UInt8], in range: Range<Int>) -> UInt64 {
        let end = range.upperBound
        var position = range.lowerBound
        var hash: UInt64

        if range.count >= 32 {
            var lane1 = prime1 &+ prime2
            var lane2 = prime2
            var lane3: UInt64 = 0
            var lane4 = 0 &- prime1
            while end - position >= 32 {
                lane1 = round(lane1, bytes.word(at: position))
                lane2 = round(lane2, bytes.word(at: position + 8))
                lane3 = round(lane3, bytes.word(at: position + 16))
                lane4 = round(lane4, bytes.word(at: position + 24))
                position += 32
            }
            hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
            for lane in [lane1, lane2, lane3, lane4] {
                hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
            }
        } else {
            hash = prime5
        }

        hash &+= UInt64(range.count)
        while end - position >= 8 {
            hash = rotate(hash ^ round(0, bytes.word(at: position)), 27) &* prime1 &+ prime4
            position += 8
        }
        if end - position >= 4 {
            let half = (0..<4).reduce(into: UInt64(0)) {
                $0 |= UInt64(bytes[position + $1]) << (8 * UInt64($1))
            }
            hash = rotate(hash ^ (half &* prime1), 23) &* prime2 &+ prime3
            position += 4
        }
        while position < end {
            hash = rotate(hash ^ (UInt64(bytes[position]) &* prime5), 11) &* prime1
            position += 1
        }

        hash = (hash ^ (hash >> 33)) &* prime2
        hash = (hash ^ (hash >> 29)) &* prime3
        return hash ^ (hash >> 32)
    }

    private static func rotate(_ value: UInt64, _ bitCount: UInt64) -> UInt64 {
        (value &<< bitCount) | (value &>> (64 &- bitCount))
    }

    private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
        rotate(lane &+ (word &* prime2), 31) &* prime1
    }
}
