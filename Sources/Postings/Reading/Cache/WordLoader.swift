/// Reads the postings of words, and of those that were read before only what has changed.
struct WordLoader<Source: BlockSource> {
    let finder: TermFinder<Source>
    let revision: Int64
    let lengths: ArticleLengths
    private var reader: PostingsReader<Source> { finder.reader }

    init(_ finder: TermFinder<Source>, revision: Int64, lengths: ArticleLengths) {
        self.finder = finder
        self.revision = revision
        self.lengths = lengths
    }

    /// The postings of a word, of which `previous` were read in an earlier state.
    ///
    /// Where segments were only added, they alone are read, and where these hold later articles alone, they are put
    /// behind what is there. After a merge all are read.
    func postings(of word: WordTerms, previous: WordPostings?) throws -> WordPostings {
        if let previous, let added = reader.structure.additions(since: previous.structure) {
            // They are the first of the reader's.
            let read = try read(word, inNewest: added.count { $0.firstPage > 0 })
            let all = zip(read.parts, previous.parts).map { added, older in added + older }
            guard let firstID = read.parts.joined().map({ $0.ids.lowerBound }).min() else {
                return postings(all, previous.list)
            }
            if previous.list.count == 0 || firstID > previous.list.lastID {
                return postings(all, try list(read, behind: previous.list))
            }
        }
        let read = try read(word)
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

    /// What the segments, or only the newest of them, have of each term, the newest first.
    private func read(_ word: WordTerms, inNewest newestCount: Int = .max) throws -> WordDoclists {
        WordDoclists(
            try word.terms.map { term in
                try finder.map(term, inNewest: newestCount) { place, leaf, superseded in
                    try WordDoclists.Part(place, on: leaf, superseded: superseded, from: reader.source)
                }
            }, forms: WordForms(word.terms), tellsForms: word.tellsForms)
    }
}
