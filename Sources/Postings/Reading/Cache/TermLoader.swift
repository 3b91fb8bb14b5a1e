/// Reads the postings of terms, and of those that were read before only what has changed.
struct TermLoader<Source: BlockSource> {
    let reader: PostingsReader<Source>
    let revision: Int64
    let lengths: ArticleLengths
    /// Of the fingerprints.
    let seed: UInt64

    private struct LoadedPart {
        var part: TermPart
        var run: PostingRun
    }

    /// The postings of a term, of which `previous` were read in an earlier state.
    ///
    /// Where segments were only added, they alone are read. After a merge all are, but only those are decoded
    /// whose bytes are others than before: comparing bytes takes a tenth of decoding them, and needs no trust in
    /// the numbers of segments, which are given again.
    func postings(of term: [UInt8], previous: TermPostings?) throws -> TermPostings {
        let key = [SegmentPage.termMark] + term
        var doclist = Doclist()
        var leaf = LeafPage()
        if let previous, let added = reader.structure.additions(since: previous.structure) {
            let parts = try added.compactMap { segment in
                try TermSearch.place(of: key, in: segment, leaf: &leaf, from: reader.source)
                    .map { try load($0, &doclist, previous: nil) }
            }
            if parts.isEmpty {
                return TermPostings(
                    structure: reader.structure, revision: revision, parts: previous.parts,
                    list: previous.list)
            }
            let all = parts.map(\.part) + previous.parts
            let old = previous.list.run(0..<previous.list.count)
            return try merged(all, parts.map(\.run), over: old)
        }
        let parts = try reader.segments.compactMap { segment in
            try TermSearch.place(of: key, in: segment, leaf: &leaf, from: reader.source)
                .map { try load($0, &doclist, previous: previous) }
        }
        return try merged(parts.map(\.part), parts.map(\.run), over: PostingRun())
    }

    /// Joins runs, the newest first, over what is older than all of them.
    private func merged(
        _ parts: [TermPart], _ runs: [PostingRun], over older: PostingRun
    ) throws -> TermPostings {
        let all = PostingRun.merged(runs + (older.isEmpty ? [] : [older]))
        let list = try PostingList(all)
        return TermPostings(
            structure: reader.structure, revision: revision, parts: Self.placed(parts, in: list), list: list)
    }

    /// Finds where each part stands in the list: those that no other part reaches into.
    private static func placed(_ parts: [TermPart], in list: PostingList) -> [TermPart] {
        var parts = parts
        let order = parts.indices.sorted { parts[$0].ids.lowerBound < parts[$1].ids.lowerBound }
        var reached: UInt32?
        for (number, index) in order.enumerated() {
            let ids = parts[index].ids
            let next = number + 1 < order.count ? parts[order[number + 1]].ids.lowerBound : nil
            let isAlone =
                reached.map { $0 < ids.lowerBound } ?? true && next.map { $0 > ids.upperBound } ?? true
            reached = max(reached ?? 0, ids.upperBound)
            parts[index].range = nil
            guard isAlone, !parts[index].hasRemovals else { continue }
            let start = list.index(of: ids.lowerBound, from: 0)
            let range = start..<start + parts[index].count
            guard range.upperBound <= list.count, list[range.upperBound - 1].id == ids.upperBound else {
                continue
            }
            parts[index].range = range
        }
        return parts
    }

    private func load(
        _ place: DoclistPlace, _ doclist: inout Doclist, previous: TermPostings?
    ) throws -> LoadedPart {
        try doclist.load(place, from: reader.source)
        let fingerprint = doclist.fingerprint(seed: seed)
        let known = previous?.parts.first {
            $0.fingerprint == fingerprint && $0.byteCount == doclist.byteCount && $0.range != nil
        }
        let run: PostingRun
        if let previous, let range = known?.range {
            run = previous.list.run(range)
        } else {
            run = try DoclistDecoder.run(of: doclist, lengths: lengths)
        }
        guard !run.isEmpty else {
            throw PostingsError(.damaged, row: doclist.row, "a term without an article")
        }
        return LoadedPart(
            part: TermPart(
                place: place, fingerprint: fingerprint, byteCount: doclist.byteCount,
                ids: run.firstID...run.lastID, count: run.postings.count, hasRemovals: run.hasRemovals,
                range: nil, leaves: try doclist.leaves()),
            run: run)
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
