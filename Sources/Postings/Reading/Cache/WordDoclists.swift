/// The doclists of the terms of a word, as they were read, on their way to being one list of postings.
///
/// They are gone through piece by piece, each of which fits into the processor's cache with all that is made of it, two at
/// a time.
struct WordDoclists {
    /// The doclist of one term in one segment. Nothing in it changes once it is read, so that two threads may look at it.
    final class Part: Sendable {
        let doclist: Doclist
        /// Where it is.
        let part: TermPart

        /// Reads it.
        init(
            _ place: DoclistPlace, superseded: SupersededArticles?, from source: some BlockSource
        ) throws {
            var doclist = Doclist()
            try doclist.load(place, from: source)
            let leaves = try doclist.leaves()
            // Leaves are chosen by these, so that their order must be known before.
            guard zip(leaves, leaves.dropFirst()).allSatisfy({ $0.firstID < $1.firstID }) else {
                throw PostingsError(.damaged, row: doclist.row, "row ids that do not ascend")
            }
            let lastID = try DoclistDecoder.run(of: doclist, leaves: leaves.indices.suffix(1)).lastID
            guard let firstID = leaves.first?.firstID, doclist.byteCount > 0, lastID >= firstID else {
                throw PostingsError(.damaged, row: doclist.row, "a term without an article")
            }
            part = TermPart(place: place, ids: firstID...lastID, leaves: leaves, superseded: superseded)
            self.doclist = doclist
        }

        /// What it has of some articles.
        func run(of ids: ClosedRange<UInt32>, isOtherForm: Bool) throws -> PostingRun {
            // Segments of other times have other articles: most pieces have nothing of most of them.
            guard part.ids.overlaps(ids) else { return PostingRun() }
            let first = max(0, part.leaves.partition { $0.firstID > ids.lowerBound } - 1)
            let end = part.leaves.partition { $0.firstID > ids.upperBound }
            guard first < end else { return PostingRun() }
            var run = try DoclistDecoder.run(of: doclist, leaves: first..<end, isOtherForm: isOtherForm)
            run.keep(ids)
            if let superseded = part.superseded { run.remove(superseded) }
            return run
        }
    }

    /// Of each term what each segment has, the newest first.
    private let doclists: [[Part]]
    private let forms: WordForms
    private let tellsForms: Bool

    init(_ doclists: [[Part]], forms: WordForms, tellsForms: Bool) {
        self.doclists = doclists
        self.forms = forms
        self.tellsForms = tellsForms
    }

    /// Of each term where each segment has it.
    var parts: [[TermPart]] { doclists.map { $0.map(\.part) } }

    /// 16 leaves of 8 KB of the longest doclist: some 20,000 postings.
    private static let pieceLeafCount = 16

    /// The postings of the word, by article.
    ///
    /// - Parameter check: Called between two pieces.
    /// - Returns: Their run, none of them a removal.
    /// - Throws: ``PostingsError``, and what `check` throws.
    func run(_ check: () throws -> Void) throws -> PostingRun {
        let pieces = pieces
        guard pieces.count > 1 else { return try run(of: 0...UInt32.max) }
        var all = PostingRun()
        all.postings.reserveCapacity(doclists.joined().reduce(0) { max($0, $1.doclist.byteCount) } / 4)
        for index in stride(from: 0, to: pieces.count, by: 2) {
            try check()
            guard index + 1 < pieces.count else {
                all.append(try run(of: pieces[index]))
                continue
            }
            let (first, second) = TwoCores.results { number in
                Result { try run(of: pieces[index + number]) }
            }
            all.append(try first.get())
            all.append(try second.get())
        }
        return all
    }

    /// The postings of some articles.
    private func run(of ids: ClosedRange<UInt32>) throws -> PostingRun {
        FormJoin.joined(
            try doclists.enumerated().map { index, parts in
                PostingRun.merged(
                    try parts.map { try $0.run(of: ids, isOtherForm: index > 0 && tellsForms) })
            }, of: forms)
    }

    /// All articles in ranges, each of about as many postings.
    private var pieces: [ClosedRange<UInt32>] {
        let longest = doclists.joined().max { $0.part.leaves.count < $1.part.leaves.count }?.part.leaves ?? []
        var pieces: [ClosedRange<UInt32>] = []
        var first: UInt32 = 0
        for index in stride(from: Self.pieceLeafCount, to: longest.count, by: Self.pieceLeafCount)
        where longest[index].firstID > first {
            pieces.append(first...longest[index].firstID - 1)
            first = longest[index].firstID
        }
        return pieces + [first...UInt32.max]
    }
}

extension [TermPart.Leaf] {
    /// The index of the first leaf that `isBehind` says of what it says of all after it.
    fileprivate func partition(by isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension PostingRun {
    /// Takes out what is of other articles.
    fileprivate mutating func keep(_ ids: ClosedRange<UInt32>) {
        guard !isEmpty, !ids.contains(firstID) || !ids.contains(lastID) else { return }
        let kept = postings.drop { Posting(bits: $0).id < ids.lowerBound }
            .prefix { Posting(bits: $0).id <= ids.upperBound }
        postings = Array(kept)
        exact = exact.filter { ids.contains($0.key) }
    }

    /// Puts postings of later articles behind.
    fileprivate mutating func append(_ later: PostingRun) {
        postings += later.postings
        exact.merge(later.exact) { _, newer in newer }
        hasRemovals = hasRemovals || later.hasRemovals
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
