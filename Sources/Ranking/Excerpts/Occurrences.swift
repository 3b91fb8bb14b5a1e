internal import Postings
internal import Synchronization
internal import TextAnalysis

/// Where phrases stand in a text.
struct Occurrences {
    /// One phrase at one place.
    struct Occurrence: Equatable {
        /// The index of the phrase.
        var phrase: Int
        /// The bytes of each of its tokens, in order.
        var ranges: [Range<Int>]
    }

    /// The occurrences by where they begin.
    fileprivate(set) var all: [Occurrence] = []

    var isEmpty: Bool { all.isEmpty }

    fileprivate struct Token {
        var term: Int
        var position: Int
        var range: Range<Int>
    }

    fileprivate init() {}
}

/// Finds phrases in texts by analysing these as the index does. The more texts there are, the less each takes: most words
/// are none of the phrases, and of each that is found out once.
final class PhraseFinder: Sendable {
    /// The phrases in the numbers of their terms, those at each place in any order.
    private let phrases: [[[Int]]]
    private let byFirstTerm: [Int: [Int]]
    /// The terms of all phrases, and what is known of the words of texts.
    private let terms: Mutex<SoughtTerms>

    /// Makes a finder; the last term of a phrase may be a beginning.
    init(_ phrases: [TermPhrase]) {
        var terms = SoughtTerms()
        var numbered: [[[Int]]] = []
        var byFirstTerm: [Int: [Int]] = [:]
        var next = 0
        for phrase in phrases {
            let places = phrase.terms.indices.map { index in
                phrase.terms(at: index).map { term in
                    defer { next += 1 }
                    guard phrase.isPrefix, index == phrase.terms.count - 1 else {
                        return terms.insert(term, number: next)
                    }
                    terms.insert(beginning: term, number: next)
                    return next
                }
            }
            for first in places.first ?? [] { byFirstTerm[first, default: []].append(numbered.count) }
            numbered.append(places)
        }
        self.phrases = numbered
        self.byFirstTerm = byFirstTerm
        self.terms = Mutex(terms)
    }

    /// Where the phrases stand in a text.
    ///
    /// - Complexity: O(n) in the bytes of the text, for few phrases.
    func occurrences(in text: String, analyzer: TextAnalyzer) -> Occurrences {
        var found = Occurrences()
        let tokens = tokens(in: text, analyzer)
        var lastStarts: [Int: Int] = [:]
        for index in tokens.indices {
            for number in byFirstTerm[tokens[index].term] ?? []
            // Two terms at one place may begin the same phrase.
            where lastStarts[number] != tokens[index].position {
                if let ranges = Self.follow(phrases[number], from: index, in: tokens) {
                    lastStarts[number] = tokens[index].position
                    found.all.append(Occurrences.Occurrence(phrase: number, ranges: ranges))
                }
            }
        }
        return found
    }

    /// The tokens of a text that are terms of phrases.
    private func tokens(in text: String, _ analyzer: TextAnalyzer) -> [Occurrences.Token] {
        var tokens: [Occurrences.Token] = []
        guard !phrases.isEmpty else { return tokens }
        var text = text
        text.withUTF8 { bytes in
            let bytes = unsafe Span(_unsafeElements: bytes)
            terms.withLock { terms in
                analyzer.forEachToken(in: bytes, of: &terms) { term, position, range in
                    tokens.append(Occurrences.Token(term: term, position: position, range: range))
                }
            }
        }
        return tokens
    }

    /// The ranges of a phrase whose first term is the token at `start`; `nil` when the rest does not follow.
    private static func follow(
        _ phrase: [[Int]], from start: Int, in tokens: [Occurrences.Token]
    ) -> [Range<Int>]? {
        var ranges = [tokens[start].range]
        var index = start
        for (offset, terms) in phrase.enumerated().dropFirst() {
            let position = tokens[start].position + offset
            while index < tokens.count,
                tokens[index].position < position
                    || (tokens[index].position == position && !terms.contains(tokens[index].term))
            {
                index += 1
            }
            guard index < tokens.count, tokens[index].position == position else { return nil }
            ranges.append(tokens[index].range)
        }
        return ranges
    }
}
