/// Reads the postings of words, and of those that were read before only what has changed.
struct WordLoader<Source: BlockSource> {
    let reader: PostingsReader<Source>
    let revision: Int64
    let lengths: ArticleLengths

    /// The postings of a word, of which `previous` were read in an earlier state.
    ///
    /// Where segments were only added, they alone are read, and where these hold later articles alone, they are put
    /// behind what is there. After a merge all are read.
    func postings(of word: WordTerms, previous: WordPostings?) throws -> WordPostings {
        if let previous, let added = reader.structure.additions(since: previous.structure) {
            let read = try read(word, in: added)
            let all = zip(read.parts, previous.parts).map { added, older in added + older }
            guard let firstID = read.parts.joined().map({ $0.ids.lowerBound }).min() else {
                return postings(all, previous.list)
            }
            if previous.list.count == 0 || firstID > previous.list.lastID {
                let later = try read.run(reader.source.checkCancellation)
                return postings(
                    all, later.isEmpty ? previous.list : try previous.list.appending(later, lengths))
            }
        }
        let read = try read(word, in: reader.segments)
        return postings(
            read.parts, try PostingList(try read.run(reader.source.checkCancellation), lengths))
    }

    private func postings(_ parts: [[TermPart]], _ list: PostingList) -> WordPostings {
        WordPostings(structure: reader.structure, revision: revision, parts: parts, list: list)
    }

    /// What some segments, the newest first, have of each term.
    private func read(_ word: WordTerms, in segments: [SegmentStructure.Segment]) throws -> WordDoclists {
        WordDoclists(
            try word.terms.map { try doclists(of: $0, in: segments) }, forms: WordForms(word.terms),
            tellsForms: word.tellsForms)
    }

    /// What some segments have of a term.
    private func doclists(
        of term: String, in segments: [SegmentStructure.Segment]
    ) throws -> [WordDoclists.Part] {
        let key = [SegmentPage.termMark] + Array(term.utf8)
        var leaf = LeafPage()
        return try segments.compactMap { segment in
            guard let place = try TermSearch.place(of: key, in: segment, leaf: &leaf, from: reader.source)
            else { return nil }
            return try WordDoclists.Part(
                place, superseded: reader.source.supersededArticles(inSegment: segment.number),
                from: reader.source)
        }
    }
}
