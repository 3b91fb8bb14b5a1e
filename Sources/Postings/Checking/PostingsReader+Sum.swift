extension PostingsReader {
    /// The sum of all entries of the index, which are read one and all.
    ///
    /// - Throws: ``PostingsError`` where what FTS5 has stored is damaged, and what the source throws.
    public func entrySum() throws -> EntrySum {
        // Of a type that is known here, for which the loops over terms and postings are compiled.
        let reader = PostingsReader<AnyBlocks>(AnyBlocks(source), structure: structure)
        var sum = EntrySum()
        let merged = MergedDoclists()
        var doclist = Doclist()
        try reader.forEachTerm(from: []) { term, cursors, holders in
            let places: UInt64
            if holders.count == 1 {
                // So it is with most terms, and then nothing is to be merged.
                let holder = holders[0]
                try cursors[holder].load(&doclist)
                places = try DoclistCursor.placeSum(
                    of: doclist, without: source.supersededArticles(inSegment: cursors[holder].segment.number)
                )
            } else {
                merged.reset()
                for holder in holders {
                    let superseded = source.supersededArticles(inSegment: cursors[holder].segment.number)
                    try merged.add(without: superseded) { try cursors[holder].load(&$0) }
                }
                places = try merged.placeSum()
            }
            sum.add(EntrySum.number(ofTerm: term.span), placeSum: places)
        }
        return sum
    }
}
