/// The postings of a word in one state of the segments: of one term, or of several as of one word; and where
/// each segment has those of each term.
final class WordPostings: Sendable {
    /// The segments that they were read from.
    let structure: SegmentStructure
    /// The revision that they were read in.
    let revision: Int64
    /// Of each term what each segment has, the newest first.
    let parts: [[TermPart]]
    /// All together.
    let list: PostingList

    init(structure: SegmentStructure, revision: Int64, parts: [[TermPart]], list: PostingList) {
        self.structure = structure
        self.revision = revision
        self.parts = parts
        self.list = list
    }

    /// The bytes of memory that they take, roughly.
    var byteCount: Int {
        list.byteCount
            + parts.reduce(256) { sum, parts in parts.reduce(sum + 32) { $0 + 128 + $1.leaves.count * 16 } }
    }
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
    /// The first and the last article in it, removals among them.
    var ids: ClosedRange<UInt32>
    /// By article.
    var leaves: [Leaf]
    /// The articles of which nothing in it counts.
    var superseded: SupersededArticles?
}
