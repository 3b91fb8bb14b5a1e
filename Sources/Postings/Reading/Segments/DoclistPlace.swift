/// Where the doclist of a term begins in a segment.
struct DoclistPlace: Hashable, Sendable {
    /// The segment.
    var segment: SegmentStructure.Segment
    /// The leaf that the term is on.
    var page: Int
    /// Behind the term.
    var offset: Int
    /// Where the doclist ends on that leaf.
    var end: Int
    /// Whether it may go on with the next leaf: no other term follows on this one.
    var isLastOnPage: Bool
}
