/// The postings of an index in one commit, as far as they are asked for: words, phrases, beginnings, words
/// near each other, all as lists of one kind.
///
/// A view belongs to the read transaction of its source, and to one thread. What it reads it leaves in the
/// cache.
public struct PostingsView<Source: BlockSource> {
    /// The segments, which are not looked at while all that is asked for is in the cache.
    private final class Segments {
        private let open: () throws -> Source
        private let revision: Int64
        private let cache: PostingsCache
        let doclists = KnownDoclists()
        private var opened: PostingsReader<Source>?
        private var openedFinder: TermFinder<Source>?

        init(_ open: @escaping () throws -> Source, revision: Int64, _ cache: PostingsCache) {
            self.open = open
            self.revision = revision
            self.cache = cache
        }

        func finder() throws -> TermFinder<Source> {
            if let openedFinder { return openedFinder }
            let finder = try TermFinder(reader(), revision: revision, cache)
            openedFinder = finder
            return finder
        }

        func reader() throws -> PostingsReader<Source> {
            if let opened { return opened }
            let reader = try PostingsReader(open())
            opened = reader
            return reader
        }
    }

    /// The most words that are made ready together.
    private static var preparedBound: Int { 16 }

    private let segments: Segments
    private let revision: Int64
    private let lengths: ArticleLengths
    private let cache: PostingsCache

    /// Looks at an index of two columns.
    ///
    /// - Parameters:
    ///   - source: The index; opened when something is to be read that is not in the cache.
    ///   - revision: The number of the commit that `source` reads; larger for a later one.
    ///   - lengths: Of the articles in that commit.
    ///   - cache: What was decoded before.
    public init(
        _ source: @autoclosure @escaping () throws -> Source, revision: Int64, lengths: ArticleLengths,
        cache: PostingsCache
    ) {
        segments = Segments(source, revision: revision, cache)
        self.revision = revision
        self.lengths = lengths
        self.cache = cache
    }

    /// The articles that have a pattern, and how often.
    ///
    /// - Parameter pattern: What to look for.
    /// - Returns: A list in which each article counts as often as the most frequent of the alternatives, and
    ///   as ``WordForms`` says where these are the terms of one word; of phrases near each other, as often as
    ///   the rarest of them.
    /// - Throws: ``PostingsError``, and what the source throws.
    /// - Complexity: O(*n*) in the postings of its terms when they are not in the cache.
    @_specialize(where Source == AnyBlocks)
    public func list(of pattern: SearchPattern) throws -> PostingList {
        let word = pattern.word
        // A word is the commonest pattern, and its list is in the cache under its own name.
        if pattern.column == nil {
            if let word { return try postings(of: word).list }
            if pattern.alternatives.count == 1 { return try list(of: pattern.alternatives[0]) }
        }
        return try derived(pattern) {
            let lists =
                try word.map { [try postings(of: $0).list] }
                ?? pattern.alternatives.map { try list(of: $0) }
            return try PostingList(
                ListJoin.mostFrequent(lists, in: pattern.column, checking: checkCancellation), lengths)
        }
    }

    /// Makes the lists of several words ready, which are asked for next: in less time than one after the
    /// other, where more than one of them is not in the cache.
    ///
    /// - Parameter patterns: What will be looked for; what is not one word takes no part.
    /// - Throws: ``PostingsError``, and what the source throws.
    @_specialize(where Source == AnyBlocks)
    public func prepare(_ patterns: [SearchPattern]) throws {
        // The lists of more words need not fit into the cache together.
        guard (2...Self.preparedBound).contains(patterns.count) else { return }
        var missing: [WordTerms] = []
        for word in patterns.compactMap(\.word) where !missing.contains(word) {
            if cache.value(.word(word)) == nil { missing.append(word) }
        }
        guard missing.count > 1 else { return }
        try makeLoader().forEach(of: missing) { cache.keep(.word($1), for: .word($0)) }
    }

    /// How many articles have any, or all, of some patterns: made once for a commit.
    ///
    /// - Parameters:
    ///   - patterns: The patterns.
    ///   - isOfAll: Whether an article must have all of them.
    /// - Returns: The count, if it is known.
    public func knownCount(of patterns: [SearchPattern], isOfAll: Bool) -> Int? {
        guard case .count(let count, revision)? = cache.value(.count(patterns, isOfAll: isOfAll)) else {
            return nil
        }
        return count
    }

    /// Keeps a count for ``knownCount(of:isOfAll:)``.
    ///
    /// - Parameters:
    ///   - count: How many articles.
    ///   - patterns: The patterns.
    ///   - isOfAll: Whether an article must have all of them.
    public func keep(count: Int, of patterns: [SearchPattern], isOfAll: Bool) {
        cache.keep(.count(count, revision: revision), for: .count(patterns, isOfAll: isOfAll))
    }

    /// What ``distances(of:among:within:in:)`` found before.
    func knownDistances(among words: [SearchPattern]) -> [UInt32: [UInt8]] {
        guard case .distances(let distances, revision)? = cache.value(.distances(words)) else { return [:] }
        return distances
    }

    func keep(_ distances: [UInt32: [UInt8]], among words: [SearchPattern]) {
        cache.keep(.distances(distances, revision: revision), for: .distances(words))
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
        let key = PostingsCache.Key.set(name)
        if case .set(let set, revision)? = cache.value(key) { return set }
        let set = try make()
        cache.keep(.set(set, revision: revision), for: key)
        return set
    }

    private func list(of alternative: SearchPattern.Alternative) throws -> PostingList {
        switch alternative {
        case .phrase(let phrase):
            guard phrase.terms.count == 1, phrase.others.isEmpty else {
                return try derived(SearchPattern([alternative])) { try near([phrase], distance: nil) }
            }
            return try list(of: phrase, at: 0)
        case .near(let phrases, let distance):
            return try derived(SearchPattern([alternative])) { try near(phrases, distance: distance) }
        }
    }

    /// The articles with any of the terms that may stand at a place of a phrase.
    private func list(of phrase: TermPhrase, at index: Int) throws -> PostingList {
        guard phrase.isPrefix, index == phrase.terms.count - 1 else {
            return try postings(of: WordTerms(phrase.terms(at: index))).list
        }
        let term = phrase.terms[index]
        return try derived(SearchPattern([.phrase(TermPhrase([term], isPrefix: true))])) {
            try PrefixPostings(reader: segments.reader(), lengths: lengths).list(of: Array(term.utf8))
        }
    }

    private func derived(_ pattern: SearchPattern, _ make: () throws -> PostingList) throws -> PostingList {
        let key = PostingsCache.Key.pattern(pattern)
        if case .list(let list, revision)? = cache.value(key) { return list }
        let list = try make()
        cache.keep(.list(list, revision: revision), for: key)
        return list
    }

    /// The postings of a word, and the segments that they are in if `isPlaced`.
    private func postings(of word: WordTerms, isPlaced: Bool = false) throws -> WordPostings {
        var previous: WordPostings?
        if case .word(let postings)? = cache.value(.word(word)) { previous = postings }
        // A merge moves postings and changes none.
        if let previous, previous.revision == revision, !isPlaced { return previous }
        let reader = try segments.reader()
        if let previous, previous.structure == reader.structure { return previous }
        let postings = try makeLoader().postings(of: word, previous: previous)
        cache.keep(.word(postings), for: .word(word))
        return postings
    }

    private func makeLoader() throws -> WordLoader<Source> {
        WordLoader(
            finder: try segments.finder(), revision: revision, lengths: lengths, known: segments.doclists)
    }

    /// The doclists of a word that were read whole just now; `nil` where they are to be read.
    func knownDoclists(of word: WordTerms) -> [[WordDoclists.Part]]? {
        segments.doclists.doclists(of: word)?.filter { !$0.isEmpty }
    }

    private func checkCancellation() throws { try segments.reader().source.checkCancellation() }

    /// The articles in which all phrases stand, near each other if a distance is given.
    private func near(_ phrases: [TermPhrase], distance: Int?) throws -> PostingList {
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
        // Each reads leaves of its own, so that one that is asked for many times is looked for once.
        var matchers: [PhraseStarts] = []
        var numbers: [TermPhrase: Int] = [:]
        let matcherNumbers = try phrases.map { phrase in
            if let number = numbers[phrase] { return number }
            matchers.append(try makeStarts(phrase, candidates))
            numbers[phrase] = matchers.count - 1
            return matchers.count - 1
        }
        var near = distance.map { NearMatcher(termCounts: phrases.map(\.terms.count), distance: $0) }
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
            var starts = matcherNumbers.map { found[$0] }
            if near?.keepNear(&starts) != false {
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

    /// Tells where a word stands; `nil` of a pattern that is not one word.
    func positionElement(of pattern: SearchPattern) throws -> PositionElement? {
        try pattern.word.map { try positionElement(of: $0) }
    }

    private func positionElement(of word: WordTerms) throws -> PositionElement {
        let postings = try postings(of: word, isPlaced: true)
        let source = try segments.reader().source
        return AnyPositions.of(postings.parts.filter { !$0.isEmpty }.map { TermPositions($0, from: source) })
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

extension SearchPattern {
    /// Whether the list of this pattern also tells how often another one stands in each article: that of the
    /// word as it was asked for, which is the first of its forms.
    ///
    /// - Parameter other: The other pattern.
    /// - Returns: Whether it does.
    public func tellsOccurrences(of other: SearchPattern) -> Bool {
        guard column == other.column, other.alternatives.count == 1, alternatives.count > 1, let word else {
            return false
        }
        return word.tellsForms && alternatives[0] == other.alternatives[0]
    }
}

extension SearchPattern {
    /// How the terms of a word count together; `nil` where something else than one word is looked for.
    public var forms: WordForms? { word.map { WordForms($0.terms) } }
}
