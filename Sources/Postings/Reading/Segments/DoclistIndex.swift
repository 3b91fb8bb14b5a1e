/// FTS5's table of contents of a doclist of many leaves: which article each leaf begins with.
///
///     0  (leaf) (its first article)  (delta of the next leaf's first article, or 0 without one) …
///
/// All numbers but the first byte are varints. A table of several pages has a 1 in the place of the 0; the
/// pages follow each other in the numbers of their rows, and a root on the next level, of the same form, has
/// an entry for each of them.
enum DoclistIndex {
    /// The leaves of the doclist at `place` that an article begins on.
    ///
    /// - Parameters:
    ///   - place: Where the doclist begins.
    ///   - leaf: The leaf that it begins on.
    ///   - source: What to read from.
    /// - Returns: The leaves in their order; `nil` for a doclist without a table, as short ones are, and for
    ///   one whose table has more than two levels, which would be of gigabytes.
    /// - Throws: ``PostingsError``, and what `source` throws.
    static func leaves(
        of place: DoclistPlace, on leaf: borrowing LeafPage, from source: some BlockSource
    ) throws -> [TermPart.Leaf]? {
        guard place.isLastOnPage else { return nil }
        let (segment, page) = (place.segment.number, place.page)
        var record: [UInt8] = []
        guard try source.readBlock(SegmentPage.doclistIndexRow(segment: segment, page: page), into: &record)
        else { return nil }
        var leaves: [TermPart.Leaf] = []
        if place.offset < place.end {
            var offset = place.offset
            let first = try number(leaf.bytes.span, at: &offset, leaf.row)
            leaves.append(TermPart.Leaf(page: page, firstID: first))
        }
        var pageCount = 1
        if record.first != 0 {
            let root = SegmentPage.doclistIndexRow(segment: segment, page: page, level: 1)
            guard try source.readBlock(root, into: &record), record.first == 0 else { return nil }
            pageCount = try entries(record, root).count
        }
        for next in page..<page + pageCount {
            let row = SegmentPage.doclistIndexRow(segment: segment, page: next)
            if pageCount > 1, try !source.readBlock(row, into: &record) {
                throw PostingsError(.damaged, row: row, "a page of a doclist index is missing")
            }
            // The term's own leaf may be the first that is listed.
            leaves += try entries(record, row).filter { $0.page > page }
        }
        guard zip(leaves, leaves.dropFirst()).allSatisfy({ $0.firstID < $1.firstID && $0.page < $1.page }),
            leaves.last?.page ?? 0 <= place.segment.lastPage
        else { throw PostingsError(.damaged, row: leaf.row, "a doclist index that cannot be") }
        return leaves
    }

    /// The entries of a page that stand for an article.
    private static func entries(_ record: [UInt8], _ row: Int64) throws(PostingsError) -> [TermPart.Leaf] {
        var offset = 1
        var page = Int(try number(record.span, at: &offset, row))
        var id = try number(record.span, at: &offset, row)
        var entries = [TermPart.Leaf(page: page, firstID: id)]
        while offset < record.count {
            let delta = try number(record.span, at: &offset, row)
            page += 1
            guard delta > 0 else { continue }
            let (sum, overflow) = id.addingReportingOverflow(delta)
            guard !overflow else { throw PostingsError(.outOfRange, row: row, "an article above 4 billion") }
            id = sum
            entries.append(TermPart.Leaf(page: page, firstID: id))
        }
        return entries
    }

    private static func number(
        _ bytes: Span<UInt8>, at offset: inout Int, _ row: Int64
    ) throws(PostingsError) -> UInt32 {
        guard let number = Varint.read(bytes, at: &offset), let number = UInt32(exactly: number) else {
            throw PostingsError(.damaged, row: row, "a number of a doclist index")
        }
        return number
    }
}
