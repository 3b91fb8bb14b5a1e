/// Phrases, and phrases near each other, as lists.
extension PostingsView {
    /// The articles in which all phrases stand, near each other if a distance is given.
    func near(_ phrases: [TermPhrase], distance: Int?) throws -> PostingList {
        // One that is asked for many times is found once, and is near itself.
        var asked: Set<TermPhrase> = []
        let phrases = phrases.filter { asked.insert($0).inserted }
        if distance == nil, phrases.count == 1, !phrases[0].isPrefix {
            return try PostingList(PhraseSearch(segments.finder()).run(of: phrases[0]), lengths)
        }
        // A word that is asked for many times has one list.
        var lists: [PostingList] = []
        var known: Set<[String]> = []
        for phrase in phrases {
            for index in phrase.terms.indices {
                let isBeginning = phrase.isPrefix && index == phrase.terms.count - 1
                guard isBeginning || known.insert(phrase.terms(at: index)).inserted else { continue }
                lists.append(try list(of: phrase, at: index))
            }
        }
        let candidates = Intersection.ids(lists)
        var run = PostingRun()
        for slice in try slices(of: candidates, phrases) {
            try match(slice, phrases, distance: distance, &run)
        }
        return try PostingList(run, lengths)
    }

    private func match(
        _ candidates: [UInt32], _ phrases: [TermPhrase], distance: Int?, _ run: inout PostingRun
    ) throws {
        var matchers = try phrases.map { try makeStarts($0, candidates) }
        let near = distance.map {
            NearMatcher(
                termCounts: phrases.map(\.terms.count), distance: $0, checking: checkCancellation)
        }
        var found = matchers.map { _ in [Position]() }
        // What was looked at since the last check: of thousands of phrases an article takes as long as
        // thousands of articles.
        var lookCount = 0
        try checkCancellation()
        for index in candidates.indices {
            var isFound = true
            for number in matchers.indices where isFound {
                lookCount += 1
                if lookCount >= 1_024 {
                    try checkCancellation()
                    lookCount = 0
                }
                try matchers[number].find(candidates, at: index, into: &found[number])
                isFound = !found[number].isEmpty
            }
            guard isFound else { continue }
            lookCount += phrases.count
            var starts = found
            if try near?.keepNear(&starts) != false {
                // Of phrases near each other, the rarest counts.
                var title = UInt32.max
                var body = UInt32.max
                for positions in starts {
                    let titleCount = UInt32(positions.count(where: \.isInTitle))
                    title = min(title, titleCount)
                    body = min(body, UInt32(positions.count) - titleCount)
                }
                run.append(candidates[index], Counts(title: title, body: body))
            }
        }
    }

    private func makeStarts(_ phrase: TermPhrase, _ candidates: [UInt32]) throws -> PhraseStarts {
        PhraseStarts(
            try phrase.terms.enumerated().map { index, term in
                guard phrase.isPrefix, index == phrase.terms.count - 1 else {
                    return try positionElement(of: WordTerms(phrase.terms(at: index)))
                }
                let prefix = PrefixPostings(reader: try segments.reader(), lengths: lengths)
                return KeyPositions(
                    try prefix.keys(of: Array(term.utf8), in: ArticleIDs(sorted: candidates)))
            })
    }

    /// Cuts the candidates so that the positions of each beginning fit in memory for one piece at a time.
    private func slices(of candidates: [UInt32], _ phrases: [TermPhrase]) throws -> [[UInt32]] {
        let prefixes = try phrases.filter { $0.isPrefix && ($0.terms.count > 1 || phrases.count > 1) }.map {
            try list(of: $0, at: $0.terms.count - 1)
        }
        guard !prefixes.isEmpty else { return [candidates] }
        var slices: [[UInt32]] = []
        var start = 0
        var keyCount = 0
        for index in candidates.indices {
            for prefix in prefixes {
                guard let counts = prefix.counts(of: candidates[index]) else { continue }
                keyCount += Int(counts.title) + Int(counts.body)
            }
            if keyCount > PrefixPostings<Source>.defaultKeyBound {
                slices.append(Array(candidates[start...index]))
                start = index + 1
                keyCount = 0
            }
        }
        slices.append(Array(candidates[start...]))
        return slices
    }
}
