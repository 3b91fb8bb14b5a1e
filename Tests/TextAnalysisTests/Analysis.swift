import TextAnalysis

/// One token as a test looks at it.
struct Token: Equatable {
    var term: String
    var range: Range<Int>
    var isColocated: Bool
}

/// The tokens of any bytes.
func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    TextAnalyzer().forEachToken(in: bytes.span) { term, range, isColocated in
        tokens.append(Token(term: string(term), range: range, isColocated: isColocated))
        return true
    }
    return tokens
}

/// The tokens of a text.
func tokens(of text: String) -> [Token] { tokens(of: Array(text.utf8)) }

/// The terms of a text in one line: a blank between positions, `|` before a term at the same position.
func line(_ text: String) -> String {
    tokens(of: text).reduce(into: "") { line, token in
        if !line.isEmpty { line += token.isColocated ? "|" : " " }
        line += token.term
    }
}

/// Whether a query for `query` finds `text`: one of its phrases stands in it, as FTS5 would see it.
func finds(_ query: String, in text: String) -> Bool {
    var positions: [Set<String>] = []
    for token in tokens(of: text) {
        if token.isColocated {
            positions[positions.count - 1].insert(token.term)
        } else {
            positions.append([token.term])
        }
    }
    return TextAnalyzer().queryPhrases(for: query).contains { phrase in
        positions.indices.contains { start in
            start + phrase.count <= positions.count
                && phrase.indices.allSatisfy { positions[start + $0].contains(phrase[$0]) }
        }
    }
}

/// A copy of a term.
func string(_ term: Span<UInt8>) -> String {
    String(decoding: term.indices.map { term[$0] }, as: UTF8.self)
}
