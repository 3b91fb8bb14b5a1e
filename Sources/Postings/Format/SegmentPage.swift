/// Where FTS5 keeps what, in the rows of its `%_data` table.
///
/// Source: the comment at the head of `ext/fts5/fts5_index.c` in SQLite 3.40.
public enum SegmentPage {
    /// The row with the number of articles and their lengths.
    public static let totalsRow: Int64 = 1
    /// The row that lists the segments.
    public static let structureRow: Int64 = 10

    /// The row of a leaf.
    ///
    /// - Parameters:
    ///   - segment: The segment's number, from 1.
    ///   - page: The leaf's number in it, from 1.
    /// - Returns: Its row.
    public static func leafRow(segment: Int, page: Int) -> Int64 {
        Int64(segment) << 37 | Int64(page)
    }

    /// The row of a doclist index, of the term that is the last on a leaf; of one that does not fit one page,
    /// the row of its first one.
    ///
    /// - Parameters:
    ///   - segment: The segment's number.
    ///   - page: The leaf that the term is on; so many more of a later page of the index.
    ///   - level: 0 for what tells of leaves, 1 for what tells of those pages.
    /// - Returns: Its row.
    public static func doclistIndexRow(segment: Int, page: Int, level: Int = 0) -> Int64 {
        Int64(segment) << 37 | 1 << 36 | Int64(level) << 31 | Int64(page)
    }

    /// What FTS5 puts before each term of the main index, as prefix indexes would have other marks.
    static let termMark = UInt8(ascii: "0")
    /// After so many leaves in a row without a term, the doclist that fills them has an index.
    static let doclistIndexThreshold = 4
}
