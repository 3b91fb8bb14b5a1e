internal import Articles
internal import Postings
internal import TextAnalysis

/// Where words stand in an article, found by analysing its text once more, as FTS5 tells an auxiliary
/// function of no two of them at a time.
struct WordPlaces {
    /// Of each word, in order.
    private(set) var positions: [[Position]]

    init(of words: [Leaf], in article: Article) {
        positions = words.map { _ in [] }
        // As the index has analysed it.
        let analyzer = TextAnalyzer(language: article.language.flatMap { Language($0) })
        var owners: [String: [Int]] = [:]
        for (number, word) in words.enumerated() {
            for phrase in word.phrases.joined() {
                for term in phrase.terms { owners[term, default: []].append(number) }
            }
        }
        for (column, text) in [(0, article.body), (1, article.title)] {
            var offset = -1
            analyzer.tokens(of: text).forEach { term, _, isColocated in
                if !isColocated { offset += 1 }
                let term = String(decoding: term.indices.map { term[$0] }, as: UTF8.self)
                let position = Position(column: column, offset: offset)
                for number in owners[term] ?? [] where positions[number].last != position {
                    positions[number].append(position)
                }
                return true
            }
        }
    }
}
