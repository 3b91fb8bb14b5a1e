/// The postings of an index in one commit, as far as they are asked for: words, phrases, beginnings, words
/// near each other, all as lists of one kind.
///
/// A view belongs to the read transaction of its source, and to one thread. What it reads it leaves in the
/// cache.
public struct PostingsView<Source: BlockSource> {
    /// The most words that are made ready together.
    private static var preparedBound: Int { 16 }

    let segments: OpenedSegments<Source>
    let revision: Int64
    let lengths: ArticleLengths
    let cache: PostingsCache

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
        segments = OpenedSegments(source, revision: revision, cache)
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

    /// The tokens of an article; 0 where there is none.
    ///
    /// - Parameter id: The article's number.
    /// - Returns: Those of its title and its body.
    public func length(of id: Int64) -> Int {
        let length = lengths[id]
        return length.title + length.body
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
    func list(of phrase: TermPhrase, at index: Int) throws -> PostingList {
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
    func postings(of word: WordTerms, isPlaced: Bool = false) throws -> WordPostings {
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

    func checkCancellation() throws { try segments.reader().source.checkCancellation() }
}
