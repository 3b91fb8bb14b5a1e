/// The postings of an index in one commit, as far as they are asked for: words, phrases, beginnings, words near
/// each other, all as lists of one kind.
///
/// A view belongs to the read transaction of its source, and to one thread. What it reads it leaves in the cache.
public struct PostingsView<Source: BlockSource> {
    private let reader: PostingsReader<Source>
    private let revision: Int64
    private let lengths: ArticleLengths
    private let cache: PostingsCache

    /// Looks at an index of two columns.
    ///
    /// - Parameters:
    ///   - source: The index.
    ///   - revision: The number of the commit that `source` reads; larger for a later one.
    ///   - lengths: Of the articles in that commit.
    ///   - cache: What was decoded before.
    /// - Throws: ``PostingsError``, and what `source` throws.
    public init(
        _ source: Source, revision: Int64, lengths: ArticleLengths, cache: PostingsCache
    ) throws {
        reader = try PostingsReader(source)
        self.revision = revision
        self.lengths = lengths
        self.cache = cache
    }

    /// The articles that have a pattern, and how often.
    ///
    /// - Parameter pattern: What to look for.
    /// - Returns: A list in which each article counts as often as the most frequent of the alternatives; of
    ///   phrases near each other, as often as the rarest of them.
    /// - Throws: ``PostingsError``, and what the source throws.
    /// - Complexity: O(*n*) in the postings of its terms when they are not in the cache.
    public func list(of pattern: SearchPattern) throws -> PostingList {
        // A word is the commonest pattern, and its list is in the cache under its own name.
        if pattern.column == nil, pattern.alternatives.count == 1 {
            return try list(of: pattern.alternatives[0])
        }
        return try derived("pattern \(pattern)") {
            let lists = try pattern.alternatives.map { try list(of: $0) }
            try reader.source.checkCancellation()
            return try PostingList(ListJoin.mostFrequent(lists, in: pattern.column))
        }
    }

    /// The tokens of an article; 0 where there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Those of its title and its body.
    public func length(of id: Int64) -> Int {
        let length = lengths[id]
        return length.title + length.body
    }

    /// A set of articles that is made once for a commit.
    ///
    /// - Parameters:
    ///   - name: What it is a set of.
    ///   - make: Makes it, if it is not in the cache.
    /// - Returns: The set.
    /// - Throws: What `make` throws.
    public func set(_ name: String, _ make: () throws -> ArticleIDs) rethrows -> ArticleIDs {
        let key = PostingsCache.Key.derived("set \(name)")
        if case .set(let set, revision)? = cache.value(key) { return set }
        let set = try make()
        cache.keep(.set(set, revision: revision), for: key)
        return set
    }

    private func list(of alternative: SearchPattern.Alternative) throws -> PostingList {
        switch alternative {
        case .phrase(let phrase):
            guard phrase.terms.count == 1, phrase.others.isEmpty else {
                return try derived("phrase \(phrase)") { try near([phrase], distance: nil) }
            }
            return try list(ofElement: phrase.terms[0], isPrefix: phrase.isPrefix)
        case .near(let phrases, let distance):
            return try derived("near \(distance) \(phrases)") { try near(phrases, distance: distance) }
        }
    }

    private func list(ofElement term: String, isPrefix: Bool) throws -> PostingList {
        guard isPrefix else { return try postings(of: term).list }
        return try derived("prefix \(term)") {
            try PrefixPostings(reader: reader, lengths: lengths).list(of: Array(term.utf8))
        }
    }

    /// The articles with any of the terms that may stand at a place of a phrase.
    private func list(of phrase: TermPhrase, at index: Int) throws -> PostingList {
        let terms = phrase.terms(at: index)
        guard terms.count > 1 else {
            return try list(
                ofElement: terms[0], isPrefix: phrase.isPrefix && index == phrase.terms.count - 1)
        }
        return try derived("any \(terms)") {
            try PostingList(ListJoin.mostFrequent(terms.map { try postings(of: $0).list }, in: nil))
        }
    }

    private func derived(_ name: String, _ make: () throws -> PostingList) throws -> PostingList {
        let key = PostingsCache.Key.derived(name)
        if case .list(let list, revision)? = cache.value(key) { return list }
        let list = try make()
        cache.keep(.list(list, revision: revision), for: key)
        return list
    }

    private func postings(of term: String) throws -> TermPostings {
        let term = Array(term.utf8)
        var previous: TermPostings?
        if case .term(let postings)? = cache.value(.term(term)) { previous = postings }
        if let previous, previous.structure == reader.structure { return previous }
        let loader = TermLoader(reader: reader, revision: revision, lengths: lengths, seed: cache.seed)
        let postings = try loader.postings(of: term, previous: previous)
        cache.keep(.term(postings), for: .term(term))
        return postings
    }

    /// The articles in which all phrases stand, near each other if a distance is given.
    private func near(_ phrases: [TermPhrase], distance: Int?) throws -> PostingList {
        let lists = try phrases.flatMap { phrase in
            try phrase.terms.indices.map { try list(of: phrase, at: $0) }
        }
        let candidates = Intersection.ids(lists)
        var run = PostingRun()
        for slice in try slices(of: candidates, phrases) {
            try match(slice, phrases, distance: distance, &run)
        }
        return try PostingList(run)
    }

    private func match(
        _ candidates: [UInt32], _ phrases: [TermPhrase], distance: Int?, _ run: inout PostingRun
    ) throws {
        var matchers = try phrases.map { try makeStarts($0, candidates) }
        var near = distance.map { NearMatcher(termCounts: phrases.map(\.terms.count), distance: $0) }
        var starts = phrases.map { _ in [Position]() }
        for index in candidates.indices {
            if index.isMultiple(of: 1_024) { try reader.source.checkCancellation() }
            var isFound = true
            for number in matchers.indices where isFound {
                try matchers[number].find(candidates, at: index, into: &starts[number])
                isFound = !starts[number].isEmpty
            }
            if isFound, near?.keepNear(&starts) != false {
                // Of phrases near each other, the rarest counts.
                var counts = Counts(title: .max, body: .max, length: lengths.table[candidates[index]].total)
                for positions in starts {
                    let title = UInt32(positions.count(where: \.isInTitle))
                    counts.title = min(counts.title, title)
                    counts.body = min(counts.body, UInt32(positions.count) - title)
                }
                run.append(candidates[index], counts)
            }
        }
    }

    private func makeStarts(_ phrase: TermPhrase, _ candidates: [UInt32]) throws -> PhraseStarts {
        PhraseStarts(
            try phrase.terms.enumerated().map { index, term in
                guard phrase.isPrefix, index == phrase.terms.count - 1 else {
                    let elements = try phrase.terms(at: index).map {
                        TermPositions(try postings(of: $0), from: reader.source)
                    }
                    return elements.count == 1 ? elements[0] : AnyPositions(elements)
                }
                let prefix = PrefixPostings(reader: reader, lengths: lengths)
                return KeyPositions(
                    try prefix.keys(of: Array(term.utf8), in: ArticleIDs(sorted: candidates)))
            })
    }

    /// Cuts the candidates so that the positions of each beginning fit in memory for one piece at a time.
    private func slices(of candidates: [UInt32], _ phrases: [TermPhrase]) throws -> [[UInt32]] {
        let prefixes = try phrases.filter { $0.isPrefix && ($0.terms.count > 1 || phrases.count > 1) }.map {
            try list(ofElement: $0.terms[$0.terms.count - 1], isPrefix: true)
        }
        guard !prefixes.isEmpty else { return [candidates] }
        var slices: [[UInt32]] = []
        var start = 0
        var keyCount = 0
        for index in candidates.indices {
            for prefix in prefixes {
                guard let posting = prefix.posting(of: candidates[index]) else { continue }
                let counts = prefix.counts(of: posting)
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
