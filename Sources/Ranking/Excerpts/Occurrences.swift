internal import Postings
internal import Synchronization
internal import TextAnalysis

/// Where phrases stand in a text.
struct Occurrences {
    /// One phrase at one place.
    struct Occurrence {
        /// The index of the phrase.
        var phrase: Int
        /// Which of the ``Occurrences/ranges`` are those of its tokens, in order.
        fileprivate(set) var tokens: Range<Int>
    }

    /// The occurrences by where they begin.
    fileprivate(set) var all: [Occurrence] = []
    /// The bytes of the tokens of all occurrences.
    fileprivate(set) var ranges: [Range<Int>] = []

    var isEmpty: Bool { all.isEmpty }

    /// The bytes of the first token of an occurrence.
    func first(of occurrence: Occurrence) -> Range<Int> { ranges[occurrence.tokens.lowerBound] }

    /// The bytes of the last token of an occurrence.
    func last(of occurrence: Occurrence) -> Range<Int> { ranges[occurrence.tokens.upperBound - 1] }

    /// The bytes of the tokens of some occurrences that follow each other, in order and apart from each
    /// other.
    func merged(_ occurrences: Range<Int>) -> [Range<Int>] {
        guard !occurrences.isEmpty else { return [] }
        var sorted = ranges[
            all[occurrences.lowerBound].tokens.lowerBound..<all[occurrences.upperBound - 1].tokens.upperBound]
        sorted.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var result: [Range<Int>] = []
        for range in sorted {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    fileprivate struct Token {
        var term: Int
        var position: Int
        var range: Range<Int>
    }

    fileprivate init() {}
}

/// Finds phrases in texts by analysing these as the index does.
final class PhraseFinder: Sendable {
    private static let stepsBetweenChecks = 1 << 14
    /// 20 MB and some 10 MB: of a text that is nothing but the words of the query the beginning is enough.
    private static let tokenBound = 1 << 19
    private static let occurrenceBound = 1 << 16
    /// Longer phrases are not looked for where they overlap themselves, as each place would keep as many
    /// ranges as the phrase has tokens.
    private static let overlappingCount = 8

    /// The phrases in the numbers of their terms, those at each place in any order.
    private let phrases: [[[Int]]]
    /// The phrases that begin with each term, by its number.
    private let byFirstTerm: [[Int]]
    /// The terms of all phrases, and what is known of the words of texts.
    private let terms: Mutex<SoughtTerms>

    /// Makes a finder; the last term of a phrase may be a beginning.
    ///
    /// - Parameters:
    ///   - phrases: What to find.
    ///   - followedCount: How many terms of a phrase are looked for, from its first one on.
    init(_ phrases: [TermPhrase], followedCount: Int = .max) {
        var terms = SoughtTerms()
        var numbered: [[[Int]]] = []
        var firsts: [(term: Int, phrase: Int)] = []
        var next = 0
        for phrase in phrases {
            let places = phrase.terms.indices.prefix(followedCount).map { index in
                phrase.terms(at: index).map { term in
                    defer { next += 1 }
                    guard phrase.isPrefix, index == phrase.terms.count - 1 else {
                        return terms.insert(term, number: next)
                    }
                    return terms.insert(beginning: term, number: next)
                }
            }
            for first in places.first ?? [] { firsts.append((first, numbered.count)) }
            numbered.append(places)
        }
        var byFirstTerm = [[Int]](repeating: [], count: next)
        for first in firsts { byFirstTerm[first.term].append(first.phrase) }
        self.phrases = numbered
        self.byFirstTerm = byFirstTerm
        self.terms = Mutex(terms)
    }

    /// Where the phrases stand in a text; of one that has them tens of thousands of times, in the beginning.
    ///
    /// - Throws: What `check` throws, which is called now and then.
    /// - Complexity: O(n) in the bytes of the text, for few phrases.
    func occurrences(
        in text: String, analyzer: TextAnalyzer, checking check: () throws -> Void
    ) rethrows -> Occurrences {
        var found = Occurrences()
        let tokens = tokens(in: text, analyzer)
        guard !tokens.isEmpty else { return found }
        // The position from which on each phrase may begin. Two terms at one place may begin the same one.
        var nextStarts = [Int](repeating: 0, count: phrases.count)
        var stepCount = 0
        for index in tokens.indices where found.all.count < Self.occurrenceBound {
            let position = tokens[index].position
            for number in byFirstTerm[tokens[index].term] where nextStarts[number] <= position {
                let start = found.ranges.count
                let isFound = Self.follow(phrases[number], from: index, in: tokens, to: &found.ranges)
                stepCount += 1 + found.ranges.count - start
                if stepCount > Self.stepsBetweenChecks {
                    try check()
                    stepCount = 0
                }
                guard isFound else {
                    found.ranges.removeSubrange(start...)
                    continue
                }
                let count = phrases[number].count
                nextStarts[number] = position + (count > Self.overlappingCount ? count : 1)
                found.all.append(
                    Occurrences.Occurrence(phrase: number, tokens: start..<found.ranges.count))
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
                    if tokens.count < Self.tokenBound {
                        tokens.append(Occurrences.Token(term: term, position: position, range: range))
                    }
                }
            }
        }
        return tokens
    }

    /// Adds the ranges of a phrase whose first term is the token at `start`; `false` when the rest does not
    /// follow, and then some may have been added.
    private static func follow(
        _ phrase: [[Int]], from start: Int, in tokens: [Occurrences.Token], to ranges: inout [Range<Int>]
    ) -> Bool {
        ranges.append(tokens[start].range)
        var index = start
        for offset in phrase.indices.dropFirst() {
            let position = tokens[start].position + offset
            while index < tokens.count,
                tokens[index].position < position
                    || (tokens[index].position == position && !phrase[offset].contains(tokens[index].term))
            {
                index += 1
            }
            guard index < tokens.count, tokens[index].position == position else { return false }
            ranges.append(tokens[index].range)
        }
        return true
    }
}
