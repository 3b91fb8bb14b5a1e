extension Unicode.Scalar {
    /// Whether it opens or closes a phrase.
    var isQuote: Bool { quoteFamily != nil }

    /// The family of the quotation marks to which it belongs.
    fileprivate var quoteFamily: QuoteFamily? {
        switch self {
        case "\"", "＂": .straight
        case "“", "”", "„", "‟": .curly
        case "«", "»": .angle
        default: nil
        }
    }
}

/// Quotation marks that are used together.
private enum QuoteFamily: Int {
    /// `"`, the same at both ends: a second one always closes.
    case straight
    /// `“…”`, `„…“`, `”…”`
    case curly
    /// `«…»`, `»…«`
    case angle
}

/// The marks of quotations that are not closed yet, one inside the other.
private struct OpenQuotes {
    private var marks: [Unicode.Scalar] = []
    /// How many of ``marks`` are of each family, so that a search for a partner that is not there costs
    /// nothing.
    private var familyCounts = [0, 0, 0]

    var isEmpty: Bool { marks.isEmpty }

    var innermost: Unicode.Scalar? { marks.last }

    func hasPartner(of mark: Unicode.Scalar) -> Bool {
        mark.quoteFamily.map { familyCounts[$0.rawValue] > 0 } ?? false
    }

    mutating func append(_ mark: Unicode.Scalar) {
        guard let family = mark.quoteFamily else { return }
        marks.append(mark)
        familyCounts[family.rawValue] += 1
    }

    /// Closes the innermost quotation of the mark's family and those inside it, or else the innermost of all.
    mutating func removePartner(of mark: Unicode.Scalar) {
        let hasPartner = hasPartner(of: mark)
        while let family = marks.popLast()?.quoteFamily {
            familyCounts[family.rawValue] -= 1
            if !hasPartner || family == mark.quoteFamily { return }
        }
    }
}

extension Lexer {
    /// Reads a phrase, or leaves out a quotation mark that can only be the end of one.
    mutating func lexQuote() {
        let start = position
        if !isValue, isStrayClosing(at: start) {
            repairs.note(.strayQuote, start..<start + 1)
            position += 1
            return
        }
        let (content, end) = quotation(from: start)
        emit(.quoted(content: content), start..<end)
        lexSuffixes()
    }

    /// The text between the quotation mark at `start` and its partner, and the end of both.
    ///
    /// Languages disagree on which mark opens and which closes, and people mix them. A mark of a family that
    /// is open closes it; any other opens a quotation inside this one if it stands as an opening mark does,
    /// before a letter and not behind one, and closes otherwise. Without a partner the quotation lasts to the
    /// end of the text, which is noted.
    mutating func quotation(from start: Int) -> (content: Range<Int>, end: Int) {
        var open = OpenQuotes()
        if let mark = source[start] { open.append(mark) }
        var index = start + 1
        while let mark = source[index], !open.isEmpty {
            if mark.isQuote {
                if closes(mark, at: index, in: open) {
                    open.removePartner(of: mark)
                } else {
                    open.append(mark)
                }
            }
            index += 1
        }
        guard open.isEmpty else {
            repairs.note(.unclosedQuote, start..<index)
            return (start + 1..<index, index)
        }
        return (start + 1..<index - 1, index)
    }

    private func closes(_ mark: Unicode.Scalar, at index: Int, in open: OpenQuotes) -> Bool {
        let onlyCloses = mark.quoteFamily == .straight || mark == "»" || mark == "”"
        if onlyCloses, open.hasPartner(of: mark) { return true }
        if mark == "“", open.innermost == "„" { return true }
        return !standsAsOpening(index)
    }

    private func standsAsOpening(_ index: Int) -> Bool {
        guard let next = source[index + 1], !next.isBlank else { return false }
        guard index > 0, let previous = source[index - 1] else { return true }
        return previous.isBlank || previous.isQuote || "([{-+!=:".unicodeScalars.contains(previous)
    }

    /// Whether the mark stands behind a word and before none, as the inch sign of `5"` does.
    private func isStrayClosing(at index: Int) -> Bool {
        guard let mark = source[index], mark != "«", mark != "„" else { return false }
        let next = source[index + 1]
        let endsWord = next.map { $0.isBlank || $0 == ")" || $0 == "." || $0.isOuterPunctuation } ?? true
        guard endsWord else { return false }
        if mark == "»" || mark == "”" { return true }
        guard index > 0, let previous = source[index - 1] else { return false }
        return !previous.isBlank && !previous.isQuote && !"([{-+!=:|&".unicodeScalars.contains(previous)
    }
}
