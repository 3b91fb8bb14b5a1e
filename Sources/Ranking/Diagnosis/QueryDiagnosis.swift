internal import ArticleStore
internal import Articles
internal import Postings
internal import QueryLanguage
internal import TextAnalysis

/// Finds out why a query found nothing: counts its parts, blames one, and looks for a query that finds
/// something.
struct QueryDiagnosis {
    /// 16 words and as many filters are counted: a person looks at no more.
    private static let partLimit = 16
    /// Six words have fifteen pairs.
    private static let pairedLimit = 6
    /// Two words at most are looked up among all others, each some tenths of a second in a large index.
    private static let spelledLimit = 2
    /// So many spellings of a word are tried in the query.
    private static let trialLimit = 8
    /// Of a word that stands somewhere fewer are tried, so that there is room for the words as they are.
    private static let mendingLimit = 4
    /// A spelling in ten times as many articles is likely the right one.
    private static let misspellingFactor = 10
    /// Canonical text has no dates that depend on the day.
    private static let parser = CalendarDay(year: 2_000, month: 1, day: 1).map { QueryParser(today: $0) }

    let parsed: ParsedQuery
    let analysed: AnalysedQuery
    let reader: IndexReader
    let view: PostingsView<AnyBlocks>
    let analyzer: TextAnalyzer
    let languages: [Language]?
    private var matcher: PostingsMatcher

    init(
        _ parsed: ParsedQuery, _ analysed: AnalysedQuery, reader: IndexReader,
        view: PostingsView<AnyBlocks>, analyzer: TextAnalyzer, languages: [Language]?
    ) {
        self.parsed = parsed
        self.analysed = analysed
        self.reader = reader
        self.view = view
        self.analyzer = analyzer
        self.languages = languages
        matcher = PostingsMatcher(analysed, reader: reader, view: view, analyzer: analyzer)
    }

    /// What is wrong.
    ///
    /// - Parameter hasPartialMatches: Whether articles with some of the words are shown: then only a word
    ///   that stands nowhere is worth telling.
    /// - Returns: The diagnosis; `nil` where there is nothing worth telling.
    /// - Throws: `PostingsError`, and what SQLite reports.
    mutating func make(hasPartialMatches: Bool) throws -> Diagnosis? {
        guard let query = analysed.query else { return Diagnosis(.nothingToSearch) }
        guard try reader.statistics().articleCount > 0 else { return Diagnosis(.emptyIndex) }
        let words = try countedWords(query)
        let unknown = try words.filter { try $0.count == 0 && !isOptional($0.words, in: query) }.map(\.words)
        if hasPartialMatches, unknown.isEmpty { return nil }
        var diagnosis = Diagnosis(.unknownWord)
        diagnosis.words = words.map { .init(text: text(of: $0.words), articleCount: $0.count) }
        let restrictions = query.conjuncts.filter { $0.isFilterOrExclusion }
        for restriction in restrictions.prefix(Self.partLimit) {
            diagnosis.restrictions.append(
                .init(
                    text: restriction.description,
                    articleCount: try matcher.articles(matching: restriction).count))
        }
        try addPairs(of: query, words, to: &diagnosis)
        if !unknown.isEmpty {
            diagnosis.toBlame = try unknown.flatMap { try blamed(in: $0, &diagnosis) }
            diagnosis.suggestion = try respelled(query, unknown)
        } else if try !blameRestrictions(restrictions, of: query, in: &diagnosis) {
            diagnosis.reason = .neverTogether
            let apart = diagnosis.pairs.first { $0.articleCount == 0 }?.texts
            diagnosis.toBlame = apart ?? diagnosis.words.map(\.text)
            // A word that hardly any article has may be misspelled as well.
            let rarest = words.sorted { $0.count < $1.count }.map(\.words)
            diagnosis.suggestion = try respelled(query, Array(rarest.prefix(1)))
        }
        return diagnosis
    }

    private func text(of words: Words) -> String { Query.words(words.weighing1).description }

    /// Each word that ranks, once, with the articles that have it.
    private mutating func countedWords(_ query: Query) throws -> [(words: Words, count: Int)] {
        var known: Set<Words> = []
        var counted: [(words: Words, count: Int)] = []
        for words in query.positiveWords
        where counted.count < Self.partLimit && known.insert(words.weighing1).inserted {
            counted.append((words, try matcher.list(of: words).count))
        }
        return counted
    }

    /// The word that stands nowhere, or those of a phrase, which are counted as well; the phrase, where each
    /// of its words stands somewhere.
    private func blamed(in words: Words, _ diagnosis: inout Diagnosis) throws -> [String] {
        guard let parts = PhraseParts(words) else { return [text(of: words)] }
        var missing: [String] = []
        for (word, count) in zip(parts.words, try counts(of: parts.words)) {
            let part = Diagnosis.Part(text: text(of: word), articleCount: count)
            if count == 0, !missing.contains(part.text) { missing.append(part.text) }
            if !diagnosis.words.contains(part), diagnosis.words.count < Self.partLimit {
                diagnosis.words.append(part)
            }
        }
        return missing.isEmpty ? [text(of: words)] : missing
    }

    /// How many articles have each of some words, which need not be in the query.
    private func counts(of words: [Words]) throws -> [Int] {
        let own = try AnalysedQuery(
            .all(words.map { .words($0) }), analyzer: analyzer, languages: languages,
            checking: reader.checkCancellation)
        return try words.map { words in
            try reader.checkCancellation()
            return try own.leaf(of: words).map { try view.list(of: $0.pattern).count } ?? 0
        }
    }

    /// Whether the query can match without the word, as one that stands beside an OR.
    private func isOptional(_ words: Words, in query: Query) throws -> Bool {
        try !query.conjuncts.contains { part in
            if part == .words(words) { return true }
            // Of alternatives that all stand nowhere, all are to blame.
            let alternatives = part.positiveWords
            return try alternatives.contains(words) && alternatives.allSatisfy { try countOf($0) == 0 }
        }
    }

    private func countOf(_ words: Words) throws -> Int {
        try reader.checkCancellation()
        return try analysed.leaf(of: words).map { try view.list(of: $0.pattern).count } ?? 0
    }

    private mutating func addPairs(
        of query: Query, _ counted: [(words: Words, count: Int)], to diagnosis: inout Diagnosis
    ) throws {
        let together = counted.map(\.words).filter { query.conjuncts.contains(.words($0)) }
            .prefix(Self.pairedLimit)
        for (index, first) in together.enumerated() {
            for second in together.dropFirst(index + 1) {
                let count = try matcher.articles(matching: .all([.words(first), .words(second)])).count
                diagnosis.pairs.append(
                    .init(texts: [text(of: first), text(of: second)], articleCount: count))
            }
        }
    }

    /// Blames filters and exclusions, where the words alone would find something.
    private mutating func blameRestrictions(
        _ restrictions: [Query], of query: Query, in diagnosis: inout Diagnosis
    ) throws -> Bool {
        guard !restrictions.isEmpty else { return false }
        let others = query.conjuncts.filter { !$0.isFilterOrExclusion }
        let without = try matcher.articles(matching: others.joined).count
        guard without > 0 else { return false }
        diagnosis.reason = .restrictions
        var best: (left: Query, count: Int)?
        for (index, restriction) in restrictions.prefix(Self.partLimit).enumerated() {
            let left = (others + restrictions[..<index] + restrictions[(index + 1)...]).joined
            let count = try matcher.articles(matching: left).count
            guard count > 0 else { continue }
            diagnosis.toBlame.append(restriction.description)
            if count > best?.count ?? 0 { best = (left, count) }
        }
        if diagnosis.toBlame.isEmpty {
            diagnosis.toBlame = restrictions.prefix(Self.partLimit).map(\.description)
            best = (others.joined, without)
        }
        // That there are articles at all need not be suggested.
        if let best, best.left != .everything {
            diagnosis.suggestion = try inTime { try suggestion(best.left) }
        }
        return true
    }

    /// What `find` finds; `nil` once the time is over: what was counted is worth telling without it.
    private func inTime(_ find: () throws -> Diagnosis.Suggestion?) throws -> Diagnosis.Suggestion? {
        do {
            return try find()
        } catch is ReadDeadline.Passed {
            return nil
        }
    }

    /// A query as it will be read once it is asked, where groups of digits may be one number; `nil` where it
    /// finds nothing.
    private func suggestion(_ query: Query) throws -> Diagnosis.Suggestion? {
        let text = query.text(for: parsed.match)
        let again = try AnalysedQuery(
            Self.parser?.parse(text, match: parsed.match).query, analyzer: analyzer, languages: languages,
            parts: analysed.parts, checking: reader.checkCancellation)
        guard let query = again.query else { return nil }
        var matcher = PostingsMatcher(again, reader: reader, view: view, analyzer: analyzer)
        let count = try matcher.articles(matching: query).count
        return count > 0 ? .init(query: text, articleCount: count) : nil
    }

    /// The query with other spellings of some of its words, if one finds something.
    private func respelled(_ query: Query, _ wrong: [Words]) throws -> Diagnosis.Suggestion? {
        try inTime { try firstThatFinds(query, wrong) }
    }

    private func firstThatFinds(_ query: Query, _ wrong: [Words]) throws -> Diagnosis.Suggestion? {
        guard wrong.count <= Self.spelledLimit else { return nil }
        var attempts = [query]
        for words in wrong {
            let others = try others(than: words)
            attempts = attempts.flatMap { attempt in others.map { attempt.replacing(words, by: $0) } }
        }
        for attempt in attempts.prefix(Self.trialLimit * 2) {
            if let suggestion = try suggestion(attempt) { return suggestion }
        }
        return nil
    }

    /// What may have been meant by words that stand nowhere, the likeliest first.
    private func others(than words: Words) throws -> [Query] {
        guard let parts = PhraseParts(words) else {
            return try spellings(of: words).map { .words($0) } + words.apart
        }
        let counts = try counts(of: parts.words)
        guard counts.count(where: { $0 == 0 }) <= Self.spelledLimit else { return [] }
        let choices = try zip(parts.words, counts).map { $1 == 0 ? try spellings(of: $0) : [$0] }
        let mended = counts.contains(0) ? nil : try mended(parts, counts)
        return parts.attempts(mended ?? choices, limit: Self.trialLimit)
            + (mended == nil ? [] : parts.attempts(choices, limit: Self.trialLimit))
    }

    /// The words of a phrase, with other spellings of the one that the fewest articles have, where those are
    /// so much more frequent that it may be a misspelling that others made as well; `nil` without such.
    private func mended(_ parts: PhraseParts, _ counts: [Int]) throws -> [[Words]]? {
        guard let rarest = counts.indices.min(by: { counts[$0] < counts[$1] }) else { return nil }
        let spellings = try spellings(of: parts.words[rarest])
        let others = zip(spellings, try self.counts(of: spellings))
            .filter { $1 >= Self.misspellingFactor * counts[rarest] }.map(\.0).prefix(Self.mendingLimit)
        guard !others.isEmpty else { return nil }
        return parts.words.indices.map { $0 == rarest ? Array(others) : [parts.words[$0]] }
    }

    /// A word in other spellings.
    private func spellings(of words: Words) throws -> [Words] {
        guard words.kind == .word,
            let term = analyzer.queryPhrases(for: words.text).first, term.count == 1
        else { return [] }
        let terms = try PostingsReader(AnyBlocks(reader.segments()))
        return try Spellings(of: term[0], in: terms, view: view).best.prefix(Self.trialLimit).map {
            Words($0, kind: .word, isExact: words.isExact, field: words.field, weight: words.weight)
        }
    }
}

extension Words {
    /// The same without a weight, for people.
    fileprivate var weighing1: Words { Words(text, kind: kind, isExact: isExact, field: field) }
}

extension [Query] {
    /// All of the parts as one query.
    fileprivate var joined: Query { count == 1 ? self[0] : isEmpty ? .everything : .all(self) }
}

extension Query {
    /// Whether it restricts by something else than words that must be there.
    fileprivate var isFilterOrExclusion: Bool { isRestriction && positiveWords.isEmpty }

    /// The query with something else in the place of some words, wherever they must or may stand.
    fileprivate func replacing(_ words: Words, by other: Query) -> Query {
        switch self {
        case .everything, .not, .filter: self
        case .words(let found): found == words ? other : self
        case .all(let children): Query.conjunction(children.map { $0.replacing(words, by: other) }) ?? self
        case .any(let children): Query.disjunction(children.map { $0.replacing(words, by: other) }) ?? self
        }
    }
}
