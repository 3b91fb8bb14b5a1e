/// One article under a word, in eight bytes: number and how often the word stands there.
///
/// | bits | meaning |
/// | --- | --- |
/// | 32–63 | the article's number, so that the order of postings is that of articles |
/// | 24–31 | how often in the title as it was asked for, without its other forms; 255 for as often or more |
/// | 16–23 | likewise in the body |
/// | 8–15 | how often in the title in any form; 255 for as often or more |
/// | 0–7 | likewise in the body |
///
/// One that says 255 anywhere is *saturated*, and its true numbers stand beside the list. One of no
/// occurrence takes an older posting of the same article away.
struct Posting: BitwiseCopyable, Hashable, Sendable {
    let bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    @inline(__always)
    init(id: UInt32, _ counts: Counts) {
        bits =
            UInt64(id) << 32 | UInt64(min(counts.exactTitle, 0xFF)) << 24
            | UInt64(min(counts.exactBody, 0xFF)) << 16 | UInt64(min(counts.title, 0xFF)) << 8
            | UInt64(min(counts.body, 0xFF))
    }

    @inline(__always) var id: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    @inline(__always) var exactTitle: UInt32 { UInt32(truncatingIfNeeded: bits >> 24) & 0xFF }
    @inline(__always) var exactBody: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) & 0xFF }
    @inline(__always) var title: UInt32 { UInt32(truncatingIfNeeded: bits >> 8) & 0xFF }
    @inline(__always) var body: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF }

    /// Whether it only takes an older posting away.
    @inline(__always) var isRemoval: Bool { bits & 0xFFFF == 0 }

    /// Whether its true numbers stand elsewhere. What stands there as asked for is no more than what stands
    /// there in any form.
    @inline(__always) var isSaturated: Bool { title == 0xFF || body == 0xFF }

    /// What it says, which is less than the truth where it is saturated.
    @inline(__always) var counts: Counts {
        Counts(title: title, body: body, exactTitle: exactTitle, exactBody: exactBody)
    }
}

/// How often a word stands in an article: in any of its forms, and as it was asked for.
struct Counts: Hashable, Sendable {
    var title: UInt32
    var body: UInt32
    var exactTitle: UInt32
    var exactBody: UInt32

    @inline(__always)
    init(title: UInt32, body: UInt32, exactTitle: UInt32, exactBody: UInt32) {
        self.title = title
        self.body = body
        self.exactTitle = exactTitle
        self.exactBody = exactBody
    }

    /// Of what has no other forms.
    @inline(__always)
    init(title: UInt32, body: UInt32) {
        self.init(title: title, body: body, exactTitle: title, exactBody: body)
    }

    /// The same as of another form than the one that was asked for.
    var asOtherForm: Counts { Counts(title: title, body: body, exactTitle: 0, exactBody: 0) }

    /// Of two that may stand for one and the same occurrence: the more frequent in each column.
    func larger(_ other: Counts) -> Counts {
        Counts(
            title: max(title, other.title), body: max(body, other.body),
            exactTitle: max(exactTitle, other.exactTitle), exactBody: max(exactBody, other.exactBody))
    }

    /// Of two that never stand for the same occurrence: both together.
    func adding(_ other: Counts) -> Counts {
        Counts(
            title: title &+ other.title, body: body &+ other.body,
            exactTitle: max(exactTitle, other.exactTitle), exactBody: max(exactBody, other.exactBody))
    }
}
