import Articles
import Foundation
import QueryLanguage
import SystemPackage
import TextAnalysis

/// A search that looks at every article and counts by hand: no index, no shortcut, nothing shared with the
/// engine but the analysis of texts.
struct HandSearch {
    struct Hit: Equatable {
        var id: Int64
        var relevance: Double
        var missing: [String]
    }

    private struct Article {
        var id: Int64
        var stored: Articles.Article
        var title: [Set<String>]
        var body: [Set<String>]
        var length: Int { title.count + body.count }
    }

    private let articles: [Article]
    private let averageLength: Double
    private let languages: Set<Language>
    private let analyzer: TextAnalyzer

    init(_ corpus: Corpus) {
        let analyzer = corpus.analyzer
        self.analyzer = analyzer
        articles = corpus.articles.enumerated().map { index, article in
            let analyzer = TextAnalyzer(language: article.language.flatMap { Language($0) })
            return Article(
                id: Int64(index + 1), stored: article, title: Self.positions(article.title, analyzer),
                body: Self.positions(article.body, analyzer))
        }
        languages = Set(articles.compactMap { $0.stored.language.flatMap { Language($0) } })
        averageLength = Double(articles.reduce(0) { $0 + $1.length }) / Double(articles.count)
    }

    /// All hits: those that match in full by relevance, and where there is room and reason, the partial ones.
    func hits(_ parsed: ParsedQuery, limit: Int = 1_000) -> (total: Int, hits: [Hit]) {
        guard let query = parsed.query else { return (0, []) }
        let full = articles.filter { matches(query, $0) }
        let fullIDs = Set(full.map(\.id))
        var hits =
            query.positiveWords.isEmpty
            ? full.sorted { (sortTime($0), $0.id) > (sortTime($1), $1.id) }.map {
                Hit(id: $0.id, relevance: 0, missing: [])
            }
            : ranked(full, query)
        let free = query.conjuncts.filter { !$0.isRestriction }
        if parsed.match == .all, full.count < limit, free.count >= 2 {
            let partial = articles.filter { article in
                !fullIDs.contains(article.id) && free.contains { matches($0, article) }
                    && query.conjuncts.allSatisfy { !$0.isRestriction || matches($0, article) }
            }
            hits += ranked(partial, query).map { hit in
                let lacking = free.filter { part in
                    articles.contains { $0.id == hit.id && !matches(part, $0) }
                }
                // Each once, however often it was typed.
                var missing: [Query] = []
                for part in lacking.map(Self.once) where !missing.contains(part) { missing.append(part) }
                return Hit(id: hit.id, relevance: hit.relevance, missing: missing.map(Self.text))
            }
        }
        return (full.count, Array(hits.prefix(limit)))
    }

    private func ranked(_ articles: [Article], _ query: Query) -> [Hit] {
        let weighed = query.positiveWords.flatMap(counted).map { words, factor in
            let n = Double(self.articles.count { matches(.words(words), $0) })
            return (words: words, idf: factor * log(1 + (Double(self.articles.count) - n + 0.5) / (n + 0.5)))
        }
        let times = Dictionary(uniqueKeysWithValues: articles.map { ($0.id, sortTime($0)) })
        func time(_ hit: Hit) -> Int64 { times[hit.id] ?? 0 }
        func sorted(_ hits: [Hit]) -> [Hit] {
            hits.sorted { ($0.relevance, time($0), $0.id) > ($1.relevance, time($1), $1.id) }
        }
        let byWords = sorted(articles.map { Hit(id: $0.id, relevance: relevance(weighed, $0), missing: []) })
        // Of the best by words, nearness counts as well.
        let near = nearness(of: query)
        let first = byWords.prefix(32).map { hit in
            guard let article = articles.first(where: { $0.id == hit.id }) else { return hit }
            return Hit(id: hit.id, relevance: hit.relevance + near(article), missing: [])
        }
        return sorted(first) + byWords.dropFirst(32)
    }

    /// What words of a query add to the relevance of an article where they stand near each other in it.
    private func nearness(of query: Query) -> (Article) -> Double {
        // Each once, however often it was typed, and none that stands beside its forms for the very word.
        var words: [(terms: Set<String>, factor: Double)] = []
        var beside: Set<Set<String>> = []
        for word in query.positiveWords where word.kind == .word && word.field == nil {
            let phrases = phrases(of: word)
            guard !phrases.isEmpty, phrases.allSatisfy({ $0.count == 1 }) else { continue }
            let terms = Set(phrases.map { $0[0][0] })
            if let index = words.firstIndex(where: { $0.terms == terms }) {
                words[index].factor += word.weight
            } else {
                words.append((terms, word.weight))
            }
            let exact = Set(spellings(of: word).filter { $0.count == 1 }.map { $0[0] })
            if exact != terms { beside.insert(exact) }
        }
        let candidates = words.filter { !beside.contains($0.terms) }.map { word in
            let n = Double(articles.count { !places(of: word.terms, $0).isEmpty })
            let idf = log(1 + (Double(articles.count) - n + 0.5) / (n + 0.5))
            return (terms: word.terms, weight: idf < 1.5 ? 0 : idf * word.factor)
        }
        return { article in
            let places = candidates.map { self.places(of: $0.terms, article) }
            var sum = 0.0
            for first in candidates.indices {
                for second in candidates.indices where (1...3).contains(second - first) {
                    let distances = places[first].flatMap { one in
                        places[second].filter { $0.isInTitle == one.isInTitle }.map {
                            abs($0.index - one.index)
                        }
                    }
                    let weight = min(candidates[first].weight, candidates[second].weight)
                    if let distance = distances.filter({ (1...8).contains($0) }).min() {
                        sum += 0.4 * weight / Double(distance)
                    }
                }
            }
            return sum
        }
    }

    private func places(of terms: Set<String>, _ article: Article) -> [(isInTitle: Bool, index: Int)] {
        let body = article.body.indices.filter { !article.body[$0].isDisjoint(with: terms) }
        let title = article.title.indices.filter { !article.title[$0].isDisjoint(with: terms) }
        return body.map { (false, $0) } + title.map { (true, $0) }
    }

    /// What a word counts as: itself with all its forms, and where there are others, a tenth more by itself.
    private func counted(_ words: Words) -> [(words: Words, factor: Double)] {
        let exact = Words(
            words.text, kind: words.kind, isExact: true, field: words.field, number: words.number)
        let hasForms = words.kind != .part && Set(phrases(of: words)) != Set(phrases(of: exact))
        return [(words, words.weight)] + (hasForms ? [(exact, 0.1 * words.weight)] : [])
    }

    private static func text(of part: Query) -> String {
        let part = once(part)
        guard case .words(let words) = part else { return part.description }
        return Query.words(Words(words.text, kind: words.kind, isExact: words.isExact, field: words.field))
            .description
    }

    /// The same without what stands twice beside itself.
    private static func once(_ part: Query) -> Query {
        switch part {
        case .everything, .words, .filter: return part
        case .not(let child): return .not(once(child))
        case .all(let children), .any(let children):
            var kept: [Query] = []
            for child in children.map(once) where !kept.contains(child) { kept.append(child) }
            if kept.count == 1 { return kept[0] }
            return if case .all = part { .all(kept) } else { .any(kept) }
        }
    }

    private func relevance(_ weighed: [(words: Words, idf: Double)], _ article: Article) -> Double {
        weighed.reduce(0) { sum, part in
            let f =
                4 * Double(frequency(part.words, article, .title))
                + Double(frequency(part.words, article, .body))
            let norm = 1.5 * (0.35 + 0.65 * Double(article.length) / averageLength)
            return sum + part.idf * f * 2.5 / (f + norm)
        }
    }

    private func frequency(_ words: Words, _ article: Article, _ field: TextField) -> Int {
        guard words.field == nil || words.field == field else { return 0 }
        if let count = known.frequencies[words]?[article.id]?[field] { return count }
        let frequency = countedFrequency(words, article, field)
        known.frequencies[words, default: [:]][article.id, default: [:]][field] = frequency
        return frequency
    }

    private func countedFrequency(_ words: Words, _ article: Article, _ field: TextField) -> Int {
        let positions = field == .title ? article.title : article.body
        // A word stands wherever one of the terms does that stand for it. A term of another language's stem,
        // or of a name, may stand at the same places: then the more frequent counts.
        let phrases = phrases(of: words)
        let counts = phrases.map { phrase in
            positions.indices.count { start in
                start + phrase.count <= positions.count
                    && phrase.enumerated().allSatisfy { index, terms in
                        let isBeginning = words.kind == .prefix && index == phrase.count - 1
                        return isBeginning
                            ? positions[start + index].contains { $0.utf8.starts(with: terms[0].utf8) }
                            : terms.contains { positions[start + index].contains($0) }
                    }
            }
        }
        guard phrases.allSatisfy({ $0.count == 1 && $0[0].count == 1 }), words.kind != .prefix else {
            return counts.max() ?? 0
        }
        let terms = phrases.map { $0[0][0] }
        return terms.indices.map { index in
            let isStem = terms[index].utf8.first == 1
            // The word that is its own stem has no stem of its own in the index.
            let own = isStem ? terms.firstIndex(of: String(terms[index].dropFirst(3))) : nil
            return counts[index] + (own.map { counts[$0] } ?? 0)
        }.max() ?? 0
    }

    private func matches(_ query: Query, _ article: Article) -> Bool {
        switch query {
        case .everything: true
        case .words(let words): frequency(words, article, .title) + frequency(words, article, .body) > 0
        case .all(let children): children.allSatisfy { matches($0, article) }
        case .any(let children): children.contains { matches($0, article) }
        case .not(let child): !matches(child, article)
        case .filter(let filter): passes(filter, article)
        }
    }

    private func passes(_ filter: Filter, _ article: Article) -> Bool {
        switch filter {
        case .date(let range): article.stored.date.map { range.contains($0.day) } ?? false
        case .language(let language): article.stored.language == language
        case .id(let id): article.id == id.rawValue
        case .place(let text): article.stored.place?.lowercased() == text.lowercased()
        case .agency(let text): article.stored.agency?.lowercased() == text.lowercased()
        case .path(let text): Corpus.path(Int(article.id - 1)).string.contains(text)
        }
    }

    private func sortTime(_ article: Article) -> Int64 {
        article.stored.date?.secondsSinceEpoch ?? Corpus.start
    }

    /// The ways in which words may be written, each with the terms that may stand at each place.
    private func phrases(of words: Words) -> [[[String]]] {
        if let known = known.phrases[words] { return known }
        var phrases = spellings(of: words).map { $0.map { [$0] } }
        if words.kind == .part {
            phrases = alternatives(withPart: phrases.first?.map { $0[0] } ?? [])
        } else if words.kind == .word, !words.isExact {
            phrases = analyzer.queryPhrases(for: words.text, in: languages).flatMap { phrase in
                phrase.count == 1 ? phrase[0].forms.map { [[$0.term]] } : [phrase.map { [$0.term] }]
            }
            phrases += numbers(of: words).map { $0.map { [$0] } }
        } else if words.kind == .phrase, !words.isExact {
            phrases = analyzer.queryPhrases(for: words.text, in: languages).map { phrase in
                phrase.map { $0.forms.map(\.term) }
            }
        }
        known.phrases[words] = phrases
        return phrases
    }

    /// The ways in which words may be written, without other forms.
    private func spellings(of words: Words) -> [[String]] {
        analyzer.queryPhrases(for: words.text) + numbers(of: words)
    }

    /// A number in groups of digits, written as one, for each of the groups.
    private func numbers(of words: Words) -> [[String]] {
        words.number.map { Array(analyzer.queryPhrases(for: $0).dropFirst()) } ?? []
    }

    /// What has the part of a word, in any article.
    private func alternatives(withPart part: [String]) -> [[[String]]] {
        guard let first = part.first, let last = part.last else { return [] }
        let terms = Set(articles.flatMap { $0.title + $0.body }.joined()).filter {
            ($0.utf8.first ?? 0) >= 0x20
        }
        if part.count == 1 {
            let found = terms.filter { $0.utf8.contains(first.utf8) }
            return found.isEmpty ? [[[first]]] : found.map { [[$0]] }
        }
        var places = part.map { [$0] }
        places[0] = terms.filter { $0.utf8.reversed().starts(with: first.utf8.reversed()) }
        places[part.count - 1] = terms.filter { $0.utf8.starts(with: last.utf8) }
        return [places]
    }

    /// What was found out already: each query asks several times how often its words stand in each article.
    private final class Known {
        var phrases: [Words: [[[String]]]] = [:]
        var frequencies: [Words: [Int64: [TextField: Int]]] = [:]
    }
    private let known = Known()

    private static func positions(_ text: String, _ analyzer: TextAnalyzer) -> [Set<String>] {
        var positions: [Set<String>] = []
        analyzer.tokens(of: text).forEach { term, _, isColocated in
            let term = String(decoding: term.indices.map { term[$0] }, as: UTF8.self)
            if isColocated { positions[positions.count - 1].insert(term) } else { positions.append([term]) }
            return true
        }
        return positions
    }
}
