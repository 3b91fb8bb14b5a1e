extension Unicode.Scalar {
    /// Whether it opens a range of days: `[A TO B]`, `{A TO B}`.
    var opensDays: Bool { self == "[" || self == "{" }

    fileprivate var closesDays: Bool { self == "]" || self == "}" }
}

extension Lexer {
    /// Reads the value of `date:`, `after:` or `before:`, with the blanks that belong to it: those in quotes,
    /// in `[A TO B]` and in `last week`.
    mutating func lexDays() {
        let start = position
        var text = ""
        let isBracketed = source[start]?.opensDays == true
        if isBracketed {
            takeDay(into: &text)
            if text.unicodeScalars.count == 1 {
                skipBlanks()
                takeDay(into: &text)
            }
            takeEndOfRange(into: &text)
        } else {
            takeDay(into: &text)
            takeUnit(into: &text)
        }
        // Whatever stands here is taken, so that the lexer always moves on.
        emit(.days(text), start..<max(position, start + 1))
    }

    /// Takes text and quotations up to a blank or a bracket.
    private mutating func takeDay(into text: inout String) {
        while let scalar = source[position] {
            if scalar.isQuote {
                let (content, end) = quotation(from: position)
                text += String(scalars: source[content].map { $0.isQuote ? " " : $0 })
                position = end
            } else {
                let end = bareEnd(from: position)
                guard end > position else { return }
                text += String(scalars: source[position..<end])
                position = end
            }
        }
    }

    /// Takes ` TO B` and the bracket behind it.
    private mutating func takeEndOfRange(into text: inout String) {
        let start = position
        skipBlanks()
        let word = position..<min(position + 2, source.count)
        guard String(scalars: source[word]).uppercased() == "TO", source[word.upperBound]?.isBlank == true
        else {
            position = start
            takeClosing(into: &text)
            return
        }
        position = word.upperBound
        skipBlanks()
        text += " TO "
        takeDay(into: &text)
        takeClosing(into: &text)
    }

    /// Takes a closing bracket that stands behind a blank.
    private mutating func takeClosing(into text: inout String) {
        let start = position
        skipBlanks()
        if let scalar = source[position], scalar.closesDays, text.unicodeScalars.last?.closesDays != true {
            text.unicodeScalars.append(scalar)
            position += 1
        } else {
            position = start
        }
    }

    /// Takes the unit behind `last` or `this`.
    private mutating func takeUnit(into text: inout String) {
        guard ["last", "this"].contains(text.lowercased()) else { return }
        let start = position
        skipBlanks()
        let end = bareEnd(from: position)
        let longestUnit = 5
        let unit = position..<min(end, position + longestUnit)
        guard end == unit.upperBound, unit.lowerBound > start,
            ["week", "month", "year"].contains(String(scalars: source[unit]).lowercased())
        else {
            position = start
            return
        }
        text += " " + String(scalars: source[unit])
        position = end
    }

    private mutating func skipBlanks() {
        while source[position]?.isBlank == true { position += 1 }
    }
}
