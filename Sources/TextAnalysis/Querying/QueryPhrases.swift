/// Collects the tokens of a part of a query and makes phrases of them.
struct QueryPhrases {
    /// One position of the text as asked.
    private struct Position {
        /// The term by which it is looked up: a bigram rather than its unigram.
        var term: String
        var isUnigram: Bool
        var isBigram = false
    }

    private struct Compound {
        var positions: Range<Int>
        var term: String
    }

    private var positions: [Position] = []
    private var compounds: [Compound] = []
    private var bases: [String] = []
    private var pieces: [String] = []

    /// How the words are written whose accents their terms have lost.
    private(set) var sources: [String: [UInt8]] = [:]

    /// The names in words that may have Turkish endings.
    private(set) var turkishNames: [String: QueryForms.TurkishSpelling] = [:]

    /// Adds the next token.
    mutating func add(_ kind: TokenKind, _ term: String, writtenAs source: Span<UInt8>) {
        if kind == .word { note(term, source) }
        switch kind {
        case .word, .unigram:
            positions.append(Position(term: term, isUnigram: kind == .unigram))
        case .bigram:
            positions[positions.count - 1].term = term
            positions[positions.count - 1].isBigram = true
        case .base:
            bases.append(term)
        case .piece:
            pieces.append(term)
        case .compound(let partCount):
            compounds.append(
                Compound(positions: positions.count - partCount..<positions.count, term: term))
        }
    }

    private mutating func note(_ term: String, _ source: Span<UInt8>) {
        if source.hasNonASCII { sources[term] = source.indices.map { source[$0] } }
        let bytes = Array(term.utf8)
        guard let name = TurkishName(in: bytes.span, writtenAs: source) else { return }
        turkishNames[term] = QueryForms.TurkishSpelling(
            name: QueryForms.Spelling(
                term: Array(bytes.prefix(name.byteCount)), source: name.written.map { source[$0] }),
            isCertain: name.isCertain)
    }

    /// The phrases, the plainest first, none twice.
    var alternatives: [[String]] {
        guard !positions.isEmpty else { return [] }
        var phrases = [phrase(joining: [])]
        if !compounds.isEmpty { phrases.append(phrase(joining: compounds)) }
        if positions.count == 1 {
            phrases += bases.map { [$0] }
            phrases += pieces.map { [String(positions[0].term.dropLast($0.count)), $0] }
        }
        return phrases
    }

    /// All positions in order, with the given compounds in place of their parts.
    private func phrase(joining compounds: [Compound]) -> [String] {
        var terms: [String] = []
        var next = 0
        for compound in compounds {
            terms += positions[next..<compound.positions.lowerBound].map(\.term)
            terms.append(compound.term)
            next = compound.positions.upperBound
        }
        terms += positions[next...].map(\.term)
        // The last bigram of a run holds its last sign too; the sign counts only where more follows it.
        if next < positions.count, positions.count > 1, let last = positions.last, last.isUnigram,
            !last.isBigram,
            positions[positions.count - 2].isBigram
        {
            terms.removeLast()
        }
        return terms
    }
}
