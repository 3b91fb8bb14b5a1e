/// One article under a term, in eight bytes: number, length and how often the term stands there.
///
/// | bits | meaning |
/// | --- | --- |
/// | 32–63 | the article's number, so that the order of postings is that of articles |
/// | 16–31 | the article's tokens; 65,535 for as many or more |
/// | 8–15 | how often in the title; 255 for as often or more |
/// | 0–7 | how often in the body; likewise |
///
/// One that says 255 or 65,535 is *saturated*, and its true numbers stand beside the list. One of no
/// occurrence takes an older posting of the same article away.
struct Posting: BitwiseCopyable, Hashable, Sendable {
    let bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(id: UInt32, length: UInt32, title: UInt32, body: UInt32) {
        bits =
            UInt64(id) << 32 | UInt64(min(length, 0xFFFF)) << 16 | UInt64(min(title, 0xFF)) << 8
            | UInt64(min(body, 0xFF))
    }

    @inline(__always) var id: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    @inline(__always) var length: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) & 0xFFFF }
    @inline(__always) var title: UInt32 { UInt32(truncatingIfNeeded: bits >> 8) & 0xFF }
    @inline(__always) var body: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF }

    /// Whether it only takes an older posting away.
    @inline(__always) var isRemoval: Bool { bits & 0xFFFF == 0 }

    /// Whether its true numbers stand elsewhere.
    @inline(__always) var isSaturated: Bool { length == 0xFFFF || title == 0xFF || body == 0xFF }

    /// The same with other occurrences.
    func with(title: UInt32, body: UInt32) -> Posting {
        Posting(id: id, length: length, title: title, body: body)
    }
}

/// How often a term stands in an article, and how long that is.
struct Counts: Hashable, Sendable {
    var title: UInt32
    var body: UInt32
    var length: UInt32
}
