/// Queries drawn from the corpus itself, so that they meet what a made-up or a real one holds.
struct QuerySample {
    /// Words that stand alone between blanks and are ASCII letters: every tokenizer agrees on them.
    private var documentFrequencies: [String: Int] = [:]
    private var pairs: [(String, String)] = []
    /// Words that stand in a row, as many as a headline has.
    private var headlines: [[String]] = []
    private var sampledCount = 0
    private var random: SeededRandom

    /// Reads the first articles of a corpus.
    init(_ corpus: Corpus, articleCount: Int, seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        var source = try corpus.makeSource()
        while sampledCount < articleCount, let article = try source.next() {
            let words = Self.plainWords(article.text)
            for word in Set(words.compactMap(\.self)) { documentFrequencies[word, default: 0] += 1 }
            let adjacent = zip(words, words.dropFirst()).compactMap { first, second in
                first.flatMap { first in second.map { (first, $0) } }
            }
            if let headline = Self.headline(words, &random) { headlines.append(headline) }
            // A few from each article keep the list small and even.
            for _ in 0..<3 where !adjacent.isEmpty { pairs.append(adjacent[random.below(adjacent.count)]) }
            sampledCount += 1
        }
        guard sampledCount > 0 else {
            throw BenchmarkError("the corpus '\(corpus.description)' holds no article; give another --corpus")
        }
    }

    /// `count` queries of each kind, fewer where the corpus has not so many.
    mutating func classes(of count: Int) -> [QueryClass] {
        let ranked = documentFrequencies.filter { $0.key.count > 2 }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let frequent = ranked.prefix(100).map(\.key)
        let middling = ranked.filter { (sampledCount / 200...sampledCount / 20).contains($0.value) }.map(
            \.key)
        let rare = ranked.filter { $0.value == 1 }.map(\.key)
        let phrases = pairs.filter { $0.0.count > 2 && $0.1.count > 2 }
        return [
            words("rare word", from: rare, count),
            words("frequent word", from: frequent, count),
            two("two words AND", from: frequent, frequent, count) {
                .init(gazette: "\($0) \($1)", stock: "\($0) \($1)")
            },
            two("two words OR", from: frequent, middling, count) {
                .init(gazette: "\($0) OR \($1)", stock: "\($0) OR \($1)")
            },
            QueryClass(
                name: "three words OR",
                queries: (0..<(frequent.count < 3 ? 0 : count)).map { _ in
                    any(of: draw(frequent, 3))
                }),
            QueryClass(name: "headline, any of its words", queries: draw(headlines, count).map(any(of:))),
            QueryClass(
                name: "phrase",
                queries: draw(phrases, count).map {
                    .init(gazette: "\"\($0.0) \($0.1)\"", stock: "\"\($0.0) \($0.1)\"")
                }),
            QueryClass(
                name: "prefix",
                queries: draw(middling.filter { $0.count > 4 }, count).map {
                    .init(gazette: "\($0.prefix(4))*", stock: "\($0.prefix(4)) *")
                }),
        ]
    }

    private mutating func words(_ name: String, from words: [String], _ count: Int) -> QueryClass {
        QueryClass(name: name, queries: draw(words, count).map { .init(gazette: $0, stock: $0) })
    }

    private mutating func two(
        _ name: String, from first: [String], _ second: [String], _ count: Int,
        _ make: (String, String) -> QueryClass.Query
    ) -> QueryClass {
        let pairs = zip(draw(first, count), draw(second, count)).filter { $0.0 != $0.1 }
        return QueryClass(name: name, queries: pairs.map { make($0.0, $0.1) })
    }

    /// A query for any of some words.
    private func any(of words: [String]) -> QueryClass.Query {
        let text = words.joined(separator: " OR ")
        return .init(gazette: text, stock: text)
    }

    /// Eight different words in a row from an article, frequent ones among them.
    private static func headline(_ words: [String?], _ random: inout SeededRandom) -> [String]? {
        let plain = words.compactMap(\.self)
        guard plain.count > 20 else { return nil }
        let start = random.below(plain.count - 12)
        var different: [String] = []
        for word in plain[start..<start + 12] where !different.contains(word) && different.count < 8 {
            different.append(word)
        }
        return different
    }

    /// Different elements in a random order.
    private mutating func draw<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        Array(elements.shuffled(using: &random).prefix(count))
    }

    /// The words of a text in order, in lower case; `nil` for one that is more than ASCII letters.
    private static func plainWords(_ text: [UInt8]) -> [String?] {
        text.split { $0 == 0x20 || $0 == 0x0a }.map { word in
            let lower = word.map { $0 | 0x20 }
            guard word.allSatisfy({ (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) }) else {
                return nil
            }
            let text = String(decoding: lower, as: UTF8.self)
            // Operators of one query language or the other.
            return ["and", "or", "not", "near"].contains(text) ? nil : text
        }
    }
}
