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
                return postings(all, try list(read, behind: previous.list))
            }
        }
        let read = try read(word, in: reader.segments)
        return postings(read.parts, try list(read, behind: .empty))
    }

    /// A list with what was read behind another list, whose articles are all before it.
    private func list(_ doclists: WordDoclists, behind previous: PostingList) throws -> PostingList {
        var builder = PostingListBuilder(continuing: previous)
        var isLonger = false
        try doclists.forEachRun(reader.source.checkCancellation) { run in
            if !isLonger { builder.reserve(byteCount: doclists.byteCount) }
            isLonger = true
            try builder.append(run, lengths)
        }
        return isLonger ? PostingList(try builder.finished(lengths)) : previous
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
