internal import TextAnalysis

extension FuzzTarget {
    /// What makes terms of texts; the first byte chooses the language.
    static let analysis = FuzzTarget(name: "analysis") { bytes in
        guard let first = bytes.first else { return }
        let language: Language? =
            Int(first) < Stemmer.languages.count ? Stemmer.languages[Int(first)] : nil
        let text = Array(bytes.dropFirst())
        let tokens = tokens(of: text, TextAnalyzer(language: language))
        expectPromises(of: tokens, in: text)
        expect(
            tokens == Self.tokens(of: text, TextAnalyzer(language: language)),
            "what is remembered is as it was met first")
        expect(
            tokens.filter { $0.term[0] >= 0x20 } == Self.tokens(of: text, TextAnalyzer()),
            "the words are those of the text as a whole")
        _ = LanguageDetector().language(of: text.span)
        _ = TextAnalyzer().queryPhrases(
            for: String(decoding: text.prefix(256), as: UTF8.self), in: [.english, .russian, .kazakh])
    }

    private struct Token: Equatable {
        var term: [UInt8]
        var range: Range<Int>
        var isColocated: Bool
    }

    private static func tokens(of text: [UInt8], _ analyzer: TextAnalyzer) -> [Token] {
        var tokens: [Token] = []
        analyzer.forEachToken(in: text.span) { term, range, isColocated in
            tokens.append(
                Token(term: term.indices.map { term[$0] }, range: range, isColocated: isColocated))
            return true
        }
        return tokens
    }

    /// Holds tokens against what ``TextAnalyzer/forEachToken(in:_:)`` promises.
    private static func expectPromises(of tokens: [Token], in text: [UInt8]) {
        var start = 0
        var atPosition: Set<[UInt8]> = []
        for token in tokens {
            expect(
                (1...TextAnalyzer.maximumTermByteCount).contains(token.term.count), "a term is short")
            expect(String(validating: token.term, as: UTF8.self) != nil, "a term is UTF-8")
            expect(!token.range.isEmpty && token.range.upperBound <= text.count, "a term is written")
            if !token.isColocated {
                expect(token.range.lowerBound >= start, "positions are in order")
                start = token.range.lowerBound
                atPosition = []
            }
            expect(atPosition.insert(token.term).inserted, "a term stands once at a position")
        }
    }
}
