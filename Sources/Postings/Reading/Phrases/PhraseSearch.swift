/// Finds a phrase whose words were not read before, and reads of them only what it takes.
///
/// Words of which single articles alone are looked at are not read whole: of `the economic impact of`, most
/// leaves of `of` are passed over. No word's list is packed.
struct PhraseSearch<Source: BlockSource> {
    let finder: TermFinder<Source>
    private var source: Source { finder.reader.source }

    init(_ finder: TermFinder<Source>) { self.finder = finder }

    /// A place of the phrase, whose doclists are found.
    private struct Place {
        let number: Int
        let words: [String]
        let terms: [[FoundDoclist]]

        var leafCount: Int { terms.joined().reduce(0) { $0 + $1.part.leaves.count } }

        /// About how many articles have it, rarely more.
        var articleBound: Int { terms.joined().reduce(0) { $0 + $1.articleBound } }
    }

    /// 16: hardly an article has so many words in a row by chance, and of a passage that somebody quotes the
    /// rest is looked up in the few that have. Read whole, each word more would cost as much as all before
    /// it.
    private static var readWholeBound: Int { 16 }

    /// 512 KB of doclists at a time, so that the second core has something to do soon.
    private static var chunkLeafCount: Int { 64 }

    /// The articles with a phrase without a last term that may go on.
    ///
    /// - Parameter phrase: The phrase.
    /// - Returns: How often it stands in each.
    /// - Throws: ``PostingsError``, and what the source throws.
    /// - Complexity: O(*n*) in the postings of its rarest words, and those leaves of the others that have an
    ///   article of these.
    func run(of phrase: TermPhrase) throws -> PostingRun {
        var places: [Place] = []
        // A passage has most of its words many times.
        var known: [String: [FoundDoclist]] = [:]
        for number in phrase.terms.indices {
            let words = phrase.terms(at: number)
            let terms = try words.map { term in
                if let doclists = known[term] { return doclists }
                let doclists = try doclists(of: term)
                known[term] = doclists
                return doclists
            }.filter { !$0.isEmpty }
            guard !terms.isEmpty else { return PostingRun() }
            places.append(Place(number: number, words: words, terms: terms))
        }
        places.sort { ($0.leafCount, $0.number) < ($1.leafCount, $1.number) }
        let readCount = Self.countReadWhole(places)
        var followers = followers(of: places[readCount...])
        var run = PostingRun()
        // What is found is looked up in the other places at once: the second core goes on meanwhile, and
        // where a phrase of the most frequent words begins is not kept of all the archive's articles
        // together.
        try scan(Array(places[..<readCount])) { found in
            var matches = found
            for index in followers.indices where !matches.ids.isEmpty {
                matches = try followers[index].keep(matches, checking: source.checkCancellation)
            }
            matches.append(to: &run)
        }
        return run
    }

    /// One for each of the words, however often it stands in the phrase.
    private func followers(of places: ArraySlice<Place>) -> [PhraseFollower] {
        var followers: [PhraseFollower] = []
        var indices: [[String]: Int] = [:]
        for place in places {
            if let index = indices[place.words] {
                followers[index].numbers.append(place.number)
            } else {
                indices[place.words] = followers.count
                followers.append(
                    PhraseFollower(place.number, place.terms.map { $0.map(\.part) }, from: source))
            }
        }
        return followers
    }

    /// How many of the places, the rarest first, are gone through from end to end: the others have so many
    /// leaves that fewer articles than these are left to be looked up in them.
    private static func countReadWhole(_ places: [Place]) -> Int {
        let articleBound = places[0].articleBound
        var count = 1
        var leafCount = places[0].leafCount
        for place in places.dropFirst() {
            // Few of the articles that have two words have them in a row.
            let bound = count == 1 ? articleBound : min(articleBound, max(64, 2 * leafCount))
            guard count < readWholeBound, place.leafCount <= bound else { break }
            leafCount += place.leafCount
            count += 1
        }
        return count
    }

    /// What each segment has of a term, the newest first.
    private func doclists(of term: String) throws -> [FoundDoclist] {
        try source.checkCancellation()
        return try finder.map(term) { place, leaf, superseded in
            try FoundDoclist(place, on: leaf, superseded: superseded, from: source)
        }
    }

    /// Goes through doclists from end to end, chunk by chunk, and through the pieces of each on two cores,
    /// while the next chunk is read; `use` is given what is found, by article.
    private func scan(_ places: [Place], _ use: (PhraseMatches) throws -> Void) throws {
        let starts = places.flatMap { $0.terms.joined().flatMap { $0.part.leaves.map(\.firstID) } }
        var chunks = ArticlePieces.ranges(by: starts, leafCount: Self.chunkLeafCount)[...]
        try TwoCores.forEachResult(of: { () throws -> [Piece]? in
            guard let chunk = chunks.popFirst() else { return nil }
            let scan = PhraseScan(
                places: try places.map { place in
                    PhraseScan.Place(
                        number: place.number,
                        terms: try place.terms.map { term in
                            try term.compactMap { try $0.read(chunk, from: source) }
                        })
                })
            return ArticlePieces.ranges(of: chunk, by: starts).map { Piece(scan: scan, ids: $0) }
        }) { piece in
            Result { try piece.scan.matches(in: piece.ids) }
        } use: { found throws -> Void in
            try source.checkCancellation()
            try use(try found.get())
        }
    }
}

/// Some articles in which a phrase is looked for.
private struct Piece: Sendable {
    let scan: PhraseScan
    let ids: ClosedRange<UInt32>
}

/// A doclist of a term: read where it is short, else known by its leaves.
private struct FoundDoclist {
    let part: TermPart
    private let whole: WordDoclists.Part?

    /// About how many articles are in it, were an entry four bytes: most are longer, none is shorter than
    /// two.
    var articleBound: Int { (whole?.doclist.byteCount ?? part.leaves.count * 8_000) / 4 + 1 }

    init(
        _ place: DoclistPlace, on leaf: borrowing LeafPage, superseded: SupersededArticles?,
        from source: some BlockSource
    ) throws {
        if let leaves = try DoclistIndex.leaves(of: place, on: leaf, from: source) {
            // What is the last of it would have to be looked up.
            part = TermPart(place: place, ids: 0...UInt32.max, leaves: leaves, superseded: superseded)
            whole = nil
        } else {
            let read = try WordDoclists.Part(place, on: leaf, superseded: superseded, from: source)
            part = read.part
            whole = read
        }
    }

    /// What it has of some articles, and of others beside them; `nil` where it has none of these.
    func read(_ ids: ClosedRange<UInt32>, from source: some BlockSource) throws -> WordDoclists.Part? {
        if let whole { return whole.part.ids.overlaps(ids) ? whole : nil }
        let leaves = part.leaves.range(with: ids)
        return leaves.isEmpty ? nil : try WordDoclists.Part(part, leaves: leaves, from: source)
    }
}
