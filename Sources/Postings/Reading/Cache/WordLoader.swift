/// Reads the postings of words, and of those that were read before only what has changed.
struct WordLoader<Source: BlockSource> {
    let finder: TermFinder<Source>
    let revision: Int64
    let lengths: ArticleLengths
    /// Gets the doclists that are read whole.
    let known: KnownDoclists
    private var reader: PostingsReader<Source> { finder.reader }

    /// What was read of a word, on its way to being a list.
    private struct Reading {
        let word: WordTerms
        let doclists: WordDoclists
        /// Of each term where each segment has it, those among them of which nothing was read.
        let parts: [[TermPart]]
        /// What all of it is put behind.
        let previous: PostingList
    }

    /// The postings of a word, of which `previous` were read in an earlier state.
    ///
    /// Where segments were only added, they alone are read, and where these hold later articles alone, they
    /// are put behind what is there. After a merge all are read.
    func postings(of word: WordTerms, previous: WordPostings?) throws -> WordPostings {
        if let previous, let added = reader.structure.additions(since: previous.structure) {
            // They are the first of the reader's.
            let read = try read(word, inNewest: added.count { $0.firstPage > 0 })
            let all = zip(read.parts, previous.parts).map { added, older in added + older }
            guard let firstID = read.parts.joined().map({ $0.ids.lowerBound }).min() else {
                return postings(all, previous.list)
            }
            if previous.list.count == 0 || firstID > previous.list.lastID {
                return try postings(
                    of: Reading(word: word, doclists: read, parts: all, previous: previous.list))
            }
        }
        return try postings(of: try readWhole(word))
    }

    /// Reads words whole and calls `visit` with the postings of each: while one is read, those before it are
    /// decoded.
    func forEach(of words: [WordTerms], _ visit: (WordTerms, WordPostings) -> Void) throws {
        var rest = words[...]
        try makeLists({ try rest.popFirst().map(readWhole) }, visit)
    }

    private func postings(of reading: Reading) throws -> WordPostings {
        var reading: Reading? = reading
        var made: WordPostings?
        try makeLists({ reading.take() }) { made = $1 }
        guard let made else { preconditionFailure("a word of which no list was made") }
        return made
    }

    /// Makes the list of what `next` returns, until that is `nil`, one after the other.
    private func makeLists(
        _ next: () throws -> Reading?, _ visit: (WordTerms, WordPostings) -> Void
    ) throws {
        var readings: [Reading] = []
        var lists = ListRow(lengths)
        try TwoCores.forEachResult(of: { () throws -> [WordPiece]? in
            guard let reading = try next() else { return nil }
            readings.append(reading)
            return WordPiece.pieces(of: reading.doclists, behind: reading.previous)
        }) { piece in
            Result { MadePiece(run: try piece.doclists.run(of: piece.ids), piece: piece) }
        } use: { made throws -> Void in
            try reader.source.checkCancellation()
            guard let list = try lists.append(try made.get()) else { return }
            let reading = readings.removeFirst()
            visit(reading.word, postings(reading.parts, list))
        }
    }

    private func postings(_ parts: [[TermPart]], _ list: PostingList) -> WordPostings {
        WordPostings(structure: reader.structure, revision: revision, parts: parts, list: list)
    }

    private func readWhole(_ word: WordTerms) throws -> Reading {
        let doclists = try read(word)
        known.keep(doclists, of: word)
        return Reading(word: word, doclists: doclists, parts: doclists.parts, previous: .empty)
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

/// Some articles of a word.
private struct WordPiece: Sendable {
    let doclists: WordDoclists
    let ids: ClosedRange<UInt32>
    /// What the first piece of the word is put behind; `nil` of later ones.
    let previous: PostingList?
    let isLast: Bool

    /// The pieces of a word, one at least.
    static func pieces(of doclists: WordDoclists, behind previous: PostingList) -> [WordPiece] {
        let pieces = doclists.pieces
        return pieces.enumerated().map { number, ids in
            WordPiece(
                doclists: doclists, ids: ids, previous: number == 0 ? previous : nil,
                isLast: number == pieces.count - 1)
        }
    }
}

/// The postings of some articles of a word.
private struct MadePiece: Sendable {
    let run: PostingRun
    let piece: WordPiece
}

/// Packs the pieces of words as they come, word after word.
private struct ListRow {
    private let lengths: ArticleLengths
    private var builder: PostingListBuilder?
    private var previous = PostingList.empty

    init(_ lengths: ArticleLengths) { self.lengths = lengths }

    /// Appends a piece; returns the list with the last one of its word.
    mutating func append(_ made: MadePiece) throws(PostingsError) -> PostingList? {
        if let previous = made.piece.previous { self.previous = previous }
        if !made.run.isEmpty {
            if builder == nil {
                builder = PostingListBuilder(continuing: previous)
                builder?.reserve(byteCount: made.piece.doclists.byteCount)
            }
            try builder?.append(made.run, lengths)
        }
        guard made.piece.isLast else { return nil }
        defer { builder = nil }
        return try (builder?.finished(lengths)).map { PostingList($0) } ?? previous
    }
}
