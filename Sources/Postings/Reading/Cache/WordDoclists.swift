/// The doclists of the terms of a word, as they were read, on their way to being one list of postings.
struct WordDoclists: Sendable {
    /// The doclist of one term in one segment. Nothing in it changes once it is read, so that two threads may
    /// look at it.
    final class Part: Sendable {
        let doclist: Doclist
        /// Where it is.
        let part: TermPart

        /// Reads it whole; `leaf` is the one that it begins on.
        convenience init(
            _ place: DoclistPlace, on leaf: borrowing LeafPage, superseded: SupersededArticles?,
            from source: some BlockSource
        ) throws {
            var doclist = Doclist()
            if place.isLastOnPage {
                try doclist.load(place, on: leaf, from: source)
            } else {
                try doclist.take(leaf, place)
            }
            try self.init(doclist, place, superseded: superseded)
        }

        /// Reads what begins on some leaves of a doclist that is known by these.
        convenience init(_ whole: TermPart, leaves: Range<Int>, from source: some BlockSource) throws {
            var doclist = Doclist()
            try doclist.load(whole, leaves: leaves, from: source)
            // What is the very last of these leaves need not be looked up.
            let following = leaves.upperBound < whole.leaves.count ? whole.leaves[leaves.upperBound] : nil
            try self.init(
                doclist, whole.place, superseded: whole.superseded, upTo: following.map { $0.firstID - 1 })
        }

        private init(
            _ doclist: consuming Doclist, _ place: DoclistPlace, superseded: SupersededArticles?,
            upTo last: UInt32? = nil
        ) throws {
            let leaves = try doclist.leaves()
            // Leaves are chosen by these, so that their order must be known before.
            guard zip(leaves, leaves.dropFirst()).allSatisfy({ $0.firstID < $1.firstID }) else {
                throw PostingsError(.damaged, row: doclist.row, "row ids that do not ascend")
            }
            let lastID = try last ?? DoclistDecoder.lastID(of: doclist)
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
            let leaves = part.leaves.range(with: ids)
            guard !leaves.isEmpty else { return PostingRun() }
            var run = try DoclistDecoder.run(
                of: doclist, leaves: leaves, ids: ids, isOtherForm: isOtherForm)
            if let superseded = part.superseded { run.remove(superseded) }
            return run
        }

        /// The leaves on which postings of some articles begin, by their places among the doclist's.
        static func leaves(of doclist: borrowing Doclist, with ids: ClosedRange<UInt32>) throws -> Range<Int>
        {
            try doclist.leaves().range(with: ids)
        }
    }

    /// Of each term what each segment has, the newest first.
    let doclists: [[Part]]
    private let forms: WordForms
    private let tellsForms: Bool

    init(_ doclists: [[Part]], forms: WordForms, tellsForms: Bool) {
        self.doclists = doclists
        self.forms = forms
        self.tellsForms = tellsForms
    }

    /// Of each term where each segment has it.
    var parts: [[TermPart]] { doclists.map { $0.map(\.part) } }

    /// 32 KB: less is decoded before the second core is awake.
    private static let dividedByteCount = 32 << 10
    /// As many leaves are decoded in about the time that it takes to wake it.
    private static let leastLeafCount = 4

    /// Ranges of articles, ascending, the postings of each of which fit into the processor's cache; one at
    /// least, and of what is worth it as many as give both cores something to do.
    var pieces: [ClosedRange<UInt32>] {
        let starts = doclists.joined().flatMap { $0.part.leaves.map(\.firstID) }
        let isDivided = byteCount >= Self.dividedByteCount
        let leafCount = isDivided ? max(Self.leastLeafCount, starts.count / 4) : ArticlePieces.leafCount
        return ArticlePieces.ranges(by: starts, leafCount: min(ArticlePieces.leafCount, leafCount))
    }

    /// About how many bytes the postings take, of which there are at most as many as half of them.
    var byteCount: Int { doclists.joined().reduce(0) { $0 + $1.doclist.byteCount } }

    /// The postings of some articles, none of them a removal.
    func run(of ids: ClosedRange<UInt32>) throws -> PostingRun {
        FormJoin.joined(
            try doclists.enumerated().map { index, parts in
                PostingRun.merged(
                    try parts.map { try $0.run(of: ids, isOtherForm: index > 0 && tellsForms) })
            }, of: forms)
    }
}

extension [TermPart.Leaf] {
    /// The leaves on which postings of some articles begin, by their places among these.
    func range(with ids: ClosedRange<UInt32>) -> Range<Int> {
        let first = Swift.max(0, partition { $0.firstID > ids.lowerBound } - 1)
        return first..<Swift.max(first, partition { $0.firstID > ids.upperBound })
    }

    /// The index of the first leaf that `isBehind` says of what it says of all after it.
    private func partition(by isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Doclist {
    /// The leaves on which ids stand in full, by article.
    fileprivate func leaves() throws -> [TermPart.Leaf] {
        try zip(fullIDPages, fullIDOffsets).map { page, offset in
            guard let id = fullID(at: offset) else {
                throw PostingsError(.outOfRange, row: row, "an article above 4 billion")
            }
            return TermPart.Leaf(page: page, firstID: id)
        }
    }
}
