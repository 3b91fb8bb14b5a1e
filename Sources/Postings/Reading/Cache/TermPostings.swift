/// The postings of one term in one state of the segments, and where each segment has its own.
final class TermPostings: Sendable {
    /// The segments that they were read from.
    let structure: SegmentStructure
    /// The revision that they were read in.
    let revision: Int64
    /// What each segment has, the newest first.
    let parts: [TermPart]
    /// All together.
    let list: PostingList

    init(structure: SegmentStructure, revision: Int64, parts: [TermPart], list: PostingList) {
        self.structure = structure
        self.revision = revision
        self.parts = parts
        self.list = list
    }

    /// The bytes of memory that they take, roughly.
    var byteCount: Int { list.byteCount + parts.reduce(256) { $0 + 160 + $1.leaves.count * 16 } }
}

/// The doclist of a term in one segment.
struct TermPart: Sendable {
    /// A leaf on which an id stands in full.
    struct Leaf: Sendable {
        var page: Int
        var firstID: UInt32
    }

    /// Where it begins.
    var place: DoclistPlace
    /// By which its bytes are known again.
    var fingerprint: UInt64
    var byteCount: Int
    /// The first and the last article in it, removals among them.
    var ids: ClosedRange<UInt32>
    var count: Int
    var hasRemovals: Bool
    /// Where its postings stand in the list, if they do so undisturbed.
    var range: Range<Int>?
    /// By article.
    var leaves: [Leaf]
}
