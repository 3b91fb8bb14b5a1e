extension Lexer {
    /// Reads a word, an operator, or a field's name or value.
    mutating func lexBare() {
        if !isValue {
            if skipLeadingPunctuation() { return }
            if lexFieldPrefix() { return }
        }
        let start = position
        let end = bareEnd(from: start)
        if !isValue, let close = endOfAround(start..<end) {
            let stated = source[end + 1..<close - 1]
            noteDistance(stated, start..<close)
            emit(.near(distance: Self.statedDistance(stated) ?? Self.plainDistance), start..<close)
        } else if !isValue, let kind = BareText.operatorKind(source[start..<end]) {
            if case .near = kind {
                let slash = source[start..<end].firstIndex(of: "/")
                if let slash { noteDistance(source[slash + 1..<end], start..<end) }
                if source[start] == "A" { repairs.note(.adjacency, start..<end) }
            }
            emit(kind, start..<end)
        } else if currentField?.takesDays == true {
            lexDays()
        } else if currentField == .path {
            emit(.bare, start..<pathEnd(from: start))
        } else {
            emit(.bare, start..<end)
        }
    }

    /// The end of Google's `AROUND(5)`, if the word in `range` begins one.
    private func endOfAround(_ range: Range<Int>) -> Int? {
        guard source[range].elementsEqual("AROUND".unicodeScalars), source[range.upperBound] == "(" else {
            return nil
        }
        let end = bareEnd(from: range.upperBound + 1)
        return source[end] == ")" ? end + 1 : nil
    }

    /// The end of a word: a blank, a quote, a bracket, or an operator that needs no blank.
    func bareEnd(from start: Int) -> Int {
        var end = start
        while let scalar = source[end], !isBoundary(scalar, at: end) { end += 1 }
        return end
    }

    /// The end of a path, which may hold brackets in pairs.
    private func pathEnd(from start: Int) -> Int {
        var end = start
        var depth = 0
        while let scalar = source[end] {
            if scalar == "(" {
                depth += 1
            } else if scalar == ")", depth > 0 {
                depth -= 1
            } else if isBoundary(scalar, at: end) {
                break
            }
            end += 1
        }
        return end
    }

    private func isBoundary(_ scalar: Unicode.Scalar, at index: Int) -> Bool {
        switch scalar {
        case "(", ")", "|": true
        case "&": source[index + 1] == "&"
        default: scalar.isQuote || source.scalars[...].separatesWords(at: index)
        }
    }

    /// Moves over punctuation before a word, or behind a quote or bracket.
    ///
    /// Like that at the ends of a word it belongs to its neighbour and is not a piece of its own; standing
    /// alone it is, and is noted. So is a sign that means nothing here.
    ///
    /// - Returns: Whether the position moved.
    private mutating func skipLeadingPunctuation() -> Bool {
        let start = position
        let wasGlued = isGlued
        var end = start
        while let scalar = source[end], scalar.isOuterPunctuation || scalar.isSign { end += 1 }
        let isAtEnd = source[end].map { $0.isBlank || isBoundary($0, at: end) } ?? true
        if wasGlued, source[end] == ".", bareEnd(from: end) == end + 1 {
            // The full stop behind a quotation.
            end += 1
        }
        guard end > start else { return false }
        position = end
        let run = source[start..<end]
        if wasGlued {
            if run.contains(where: { $0.isSign && !$0.isOuterPunctuation }) {
                repairs.note(.misplacedSign, start..<end)
            }
        } else if isAtEnd, source[end]?.isQuote != true, source[end] != "(" {
            repairs.note(.nothingToSearch, start..<end)
        } else if run.contains(where: { $0.isSign && !$0.isOuterPunctuation }) {
            repairs.note(.misplacedSign, start..<end)
        }
        return true
    }

    /// Reads `~n`, `^n` and `*` directly behind a quote or a bracket.
    mutating func lexSuffixes() {
        while true {
            let start = position
            if source[start] == "*" {
                emit(.asterisk, start..<start + 1)
            } else if let suffix = BareText.suffix(source[start..<bareEnd(from: start)]) {
                let isBehindQuote = if case .quoted = tokens.last?.kind { true } else { false }
                emit(suffix.kind, start..<position + suffix.length)
                if isBehindQuote, suffix.length > 1, case .slop(.some) = suffix.kind {
                    noteDistance(source[start + 1..<position], start..<position)
                }
            } else {
                return
            }
        }
    }

    /// The distance that decimal digits state, ``QueryParser/distanceLimit`` at most.
    private static func distance(of digits: some Sequence<Unicode.Scalar>) -> Int {
        digits.reduce(0) { value, digit in
            min(value * 10 + Int(digit.value) - 0x30, QueryParser.distanceLimit)
        }
    }

    /// The distance that an operator states; `nil` where it is no whole number.
    static func statedDistance(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        text.isEmpty || !text.allSatisfy(\.isASCIIDigit) ? nil : distance(of: text)
    }

    /// Notes that what an operator states is no distance, or more than the largest one.
    private mutating func noteDistance(_ stated: ArraySlice<Unicode.Scalar>, _ range: Range<Int>) {
        guard Self.statedDistance(stated) != nil else {
            repairs.note(.nearDistance, range)
            return
        }
        let significant = stated.drop { $0 == "0" }
        let limit = String(QueryParser.distanceLimit).unicodeScalars
        if significant.count > limit.count
            || (significant.count == limit.count && limit.lexicographicallyPrecedes(significant))
        {
            repairs.note(.nearTooFar, range)
        }
    }
}
