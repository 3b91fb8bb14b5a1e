internal import TextAnalysis
internal import Postings

/// Where phrases stand in a text, found by analysing the text as the index does.
struct Occurrences {
    /// One phrase at one place.
    struct Occurrence: Equatable {
        /// The index of the phrase.
        var phrase: Int
        /// The bytes of each of its tokens, in order.
        var ranges: [Range<Int>]
    }

    /// The occurrences by where they begin.
    private(set) var all: [Occurrence] = []

    var isEmpty: Bool { all.isEmpty }

    private struct Token {
        var term: Int
        var position: Int
        var range: Range<Int>
    }

    /// Finds `phrases` in `text`; the last term of a phrase may be a beginning.
    ///
    /// - Complexity: O(n) in the bytes of the text, for few phrases.
    init(of phrases: [TermPhrase], in text: String, analyzer: TextAnalyzer) {
        let vocabulary = Vocabulary(phrases)
        var tokens: [Token] = []
        var position = -1
        var text = text
        text.withUTF8 { bytes in
            analyzer.forEachToken(in: unsafe Span(_unsafeElements: bytes)) { term, range, isColocated in
                if !isColocated { position += 1 }
                for match in vocabulary.matches(term) {
                    tokens.append(Token(term: match, position: position, range: range))
                }
                return true
            }
        }
        var lastStarts: [Int: Int] = [:]
        for index in tokens.indices {
            for number in vocabulary.phrases(beginningWith: tokens[index].term)
            // Two terms at one place may begin the same phrase.
            where lastStarts[number] != tokens[index].position {
                if let ranges = Self.follow(vocabulary.phrases[number], from: index, in: tokens) {
                    lastStarts[number] = tokens[index].position
                    all.append(Occurrence(phrase: number, ranges: ranges))
                }
            }
        }
    }

    /// The ranges of a phrase whose first term is the token at `start`; `nil` when the rest does not follow.
    private static func follow(_ phrase: [[Int]], from start: Int, in tokens: [Token]) -> [Range<Int>]? {
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

    /// The terms of all phrases, numbered, so that a text's tokens are compared once each.
    private struct Vocabulary {
        /// The phrases in numbers, those at each place in any order.
        private(set) var phrases: [[[Int]]] = []
        private var byFirstTerm: [Int: [Int]] = [:]
        private var whole: [[UInt8]: Int] = [:]
        private var beginnings: [(bytes: [UInt8], number: Int)] = []

        init(_ phrases: [TermPhrase]) {
            var next = 0
            for phrase in phrases {
                var places: [[Int]] = []
                for index in phrase.terms.indices {
                    var numbers: [Int] = []
                    for term in phrase.terms(at: index) {
                        let bytes = Array(term.utf8)
                        if phrase.isPrefix, index == phrase.terms.count - 1 {
                            beginnings.append((bytes, next))
                            numbers.append(next)
                            next += 1
                        } else if let known = whole[bytes] {
                            numbers.append(known)
                        } else {
                            whole[bytes] = next
                            numbers.append(next)
                            next += 1
                        }
                    }
                    places.append(numbers)
                }
                for first in places.first ?? [] { byFirstTerm[first, default: []].append(self.phrases.count) }
                self.phrases.append(places)
            }
        }

        func phrases(beginningWith term: Int) -> [Int] { byFirstTerm[term] ?? [] }

        func matches(_ term: Span<UInt8>) -> [Int] {
            var found: [Int] = []
            let bytes = unsafe term.withUnsafeBufferPointer { unsafe Array($0) }
            if let number = whole[bytes] { found.append(number) }
            for beginning in beginnings where bytes.starts(with: beginning.bytes) {
                found.append(beginning.number)
            }
            return found
        }
    }
}
