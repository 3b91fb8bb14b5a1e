extension PostingsReader {
    /// The sum of all entries of the index, which are read one and all.
    ///
    /// - Throws: ``PostingsError`` where what FTS5 has stored is damaged, and what the source throws.
    public func entrySum() throws -> EntrySum {
        // Of a type that is known here, for which the loops over terms and postings are compiled.
        try PostingsReader<AnyBlocks>(AnyBlocks(source), structure: structure).sumOfEntries()
    }
}

extension PostingsReader<AnyBlocks> {
    fileprivate func sumOfEntries() throws -> EntrySum {
        let hasSuperseded = segments.contains { source.supersededArticles(inSegment: $0.number) != nil }
        var sum = EntrySum()
        let merged = MergedDoclists()
        var doclist = Doclist()
        try forEachTerm(from: []) { term, cursors, holders in
            var places = PlaceSums(mayHaveArticlesTwice: hasSuperseded)
            for holder in holders where !places.mayHaveArticlesTwice {
                try cursors[holder].load(&doclist)
                try places.add(doclist)
            }
            let number = EntrySum.number(ofTerm: term.span)
            guard places.mayHaveArticlesTwice else {
                sum.add(number, placeSum: places.sum)
                return true
            }
            merged.reset()
            for holder in holders {
                let superseded = source.supersededArticles(inSegment: cursors[holder].segment.number)
                try merged.add(without: superseded) { try cursors[holder].load(&$0) }
            }
            sum.add(number, placeSum: try merged.placeSum())
            return true
        }
        return sum
    }
}

/// The sums of a term's doclists in several segments, one after the other, the newest first.
///
/// Newer segments mostly have newer articles alone, with larger ids. Then there is nothing to merge, and
/// nothing to be kept of one doclist while the next is read.
private struct PlaceSums {
    private(set) var sum: UInt64 = 0
    /// Whether ids of one doclist stand among those of another, so that an entry may count no more.
    private(set) var mayHaveArticlesTwice: Bool
    private var lowestID = Int64.max

    init(mayHaveArticlesTwice: Bool) { self.mayHaveArticlesTwice = mayHaveArticlesTwice }

    /// Adds the doclist of an older segment.
    mutating func add(_ doclist: borrowing Doclist) throws {
        guard let (sum, ids) = try DoclistCursor.placeSum(of: doclist) else { return }
        mayHaveArticlesTwice = ids.upperBound >= lowestID
        lowestID = ids.lowerBound
        self.sum &+= sum
    }
}
