extension Query {
    /// The query with each run of characters that are written without blanks as pairs of characters, of which
    /// any will do.
    ///
    /// A question in Chinese is one run, which stands in no article as a whole; its pairs are the words of
    /// it, and some that are none, which hardly any article has.
    var splittingRuns: Query {
        switch self {
        case .everything, .filter, .not: self
        case .words(let words): .splitting(words)
        case .all(let children): Query.conjunction(children.map(\.splittingRuns)) ?? self
        case .any(let children): Query.disjunction(children.map(\.splittingRuns)) ?? self
        }
    }

    private static func splitting(_ words: Words) -> Query {
        guard words.mayHoldRun else { return .words(words) }
        var pieces: [String] = []
        // Each with the marks on it.
        var run: [String] = []
        var other: [Unicode.Scalar] = []
        func endRun() {
            if run.count == 1 { pieces.append(run[0]) }
            for (first, second) in zip(run, run.dropFirst()) { pieces.append(first + second) }
            run = []
        }
        func endOther() {
            // A comma between two runs is no word that anybody asked for.
            let text = BareText.trimmed(other[...])
            if text.contains(where: \.isSearchable) { pieces.append(String(scalars: text)) }
            other = []
        }
        for scalar in words.text.unicodeScalars {
            if scalar.isWrittenWithoutBlanks {
                endOther()
                run.append(String(scalar))
            } else if !run.isEmpty, scalar.isMark {
                run[run.count - 1].unicodeScalars.append(scalar)
            } else {
                endRun()
                other.append(scalar)
            }
        }
        endRun()
        endOther()
        guard pieces.count > 1 else { return .words(words) }
        return .any(pieces.map { .words(Words($0, field: words.field, weight: words.weight)) })
    }
}

extension Words {
    fileprivate var mayHoldRun: Bool {
        kind == .word && !isExact && text.unicodeScalars.contains(where: \.isWrittenWithoutBlanks)
    }

    /// Ways to ask for a run of characters that are written without blanks, which stands nowhere as a whole:
    /// as two words, those of more than one character first, and at last as its pairs, of which any will do.
    /// None of anything else.
    package var apart: [Query] {
        guard mayHoldRun, case .any = Query.words(self).splittingRuns else { return [] }
        let characters = text.map { String($0) }
        // A longer one is a sentence, of which no two words are enough.
        let longestCut = 12
        let isOneRun = text.unicodeScalars.allSatisfy { $0.isWrittenWithoutBlanks || $0.isMark }
        let places = isOneRun && characters.count <= longestCut ? Array(1..<characters.count) : []
        let (outer, inner) = (
            places.filter { $0 == 1 || $0 == characters.count - 1 },
            places.filter { $0 > 1 && $0 < characters.count - 1 }
        )
        let cuts = (inner + outer).map { place -> Query in
            .all(
                [characters[..<place], characters[place...]].map {
                    .words(Words($0.joined(), field: field, weight: weight))
                })
        }
        return cuts + [Query.words(self).splittingRuns]
    }
}

extension Unicode.Scalar {
    /// Han and kana, which the analysis takes apart into pairs.
    fileprivate var isWrittenWithoutBlanks: Bool {
        guard isSearchable else { return false }
        return switch value {
        case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
