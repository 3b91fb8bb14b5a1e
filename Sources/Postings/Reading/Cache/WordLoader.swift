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
            let all = zip(read, previous.parts).map { added, older in added.map { $0.part } + older }
            guard let firstID = read.joined().map({ $0.part.ids.lowerBound }).min() else {
                return postings(all, previous.list)
            }
            if previous.list.count == 0 || firstID > previous.list.lastID {
                let later = try joined(read, of: word)
                return postings(
                    all, later.isEmpty ? previous.list : try previous.list.appending(later, lengths))
            }
        }
        let read = try read(word, in: reader.segments)
        return postings(
            read.map { parts in parts.map { $0.part } }, try PostingList(try joined(read, of: word), lengths))
    }

    private struct LoadedPart {
        var part: TermPart
        var run: PostingRun
    }

    private func joined(_ read: [[LoadedPart]], of word: WordTerms) throws -> PostingRun {
        try FormJoin.joined(
            read.map { parts in PostingRun.merged(parts.map { $0.run }) }, of: WordForms(word.terms),
            checking: reader.source.checkCancellation)
    }

    private func postings(_ parts: [[TermPart]], _ list: PostingList) -> WordPostings {
        WordPostings(structure: reader.structure, revision: revision, parts: parts, list: list)
    }

    /// What some segments, the newest first, have of each term.
    private func read(
        _ word: WordTerms, in segments: [SegmentStructure.Segment]
    ) throws -> [[LoadedPart]] {
        try word.terms.indices.map { try parts(of: word, at: $0, in: segments) }
    }

    /// What some segments have of a term.
    private func parts(
        of word: WordTerms, at index: Int, in segments: [SegmentStructure.Segment]
    ) throws -> [LoadedPart] {
        let key = [SegmentPage.termMark] + Array(word.terms[index].utf8)
        var doclist = Doclist()
        var leaf = LeafPage()
        return try segments.compactMap { segment -> LoadedPart? in
            guard let place = try TermSearch.place(of: key, in: segment, leaf: &leaf, from: reader.source)
            else { return nil }
            try doclist.load(place, from: reader.source)
            var run = try DoclistDecoder.run(of: doclist, isOtherForm: index > 0 && word.tellsForms)
            guard !run.isEmpty else {
                throw PostingsError(.damaged, row: doclist.row, "a term without an article")
            }
            let superseded = reader.source.supersededArticles(inSegment: segment.number)
            if let superseded {
                run.remove(superseded)
                guard !run.isEmpty else { return nil }
            }
            let part = TermPart(
                place: place, ids: run.firstID...run.lastID, leaves: try doclist.leaves(),
                superseded: superseded)
            return LoadedPart(part: part, run: run)
        }
    }
}

extension Doclist {
    /// The leaves on which ids stand in full, by article.
    fileprivate func leaves() throws -> [TermPart.Leaf] {
        try zip(fullIDPages, fullIDOffsets).map { page, offset in
            var offset = offset
            guard let id = Varint.read(bytes.span, at: &offset), id <= UInt64(UInt32.max) else {
                throw PostingsError(.outOfRange, row: row, "an article above 4 billion")
            }
            return TermPart.Leaf(page: page, firstID: UInt32(truncatingIfNeeded: id))
        }
    }
}
