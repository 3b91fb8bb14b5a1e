extension TokenParser {
    /// Reads the word in `range`, or the value of a filter; a repair names the `whole`, its prefixes
    /// included.
    mutating func bare(_ range: Range<Int>, _ context: Context, _ whole: Range<Int>) -> Query? {
        if source[range].elementsEqual("*:*".unicodeScalars) { return .everything }
        if context.field == .path, source[range].contains("*") { return pathParts(source[range], whole) }
        if let field = context.field, field.textField == nil {
            return filter(field, valueAlone(field, source[range], whole), whole)
        }
        var base = source[range]
        if BareText.isPattern(base) {
            repairs.note(.pattern, whole)
            base = base.dropFirst().dropLast()
        }
        let (word, suffixes) = BareText.withoutSuffixes(BareText.trimmed(base))
        var factor = 1.0
        for suffix in suffixes {
            if suffix.kind == .weight {
                factor *= weight(suffix.text, whole)
            } else {
                repairs.note(.fuzzy, whole)
            }
        }
        return weighing(bareText(word, context, whole), by: factor, whole)
    }

    /// Reads a word from which what is appended has been taken.
    private mutating func bareText(
        _ base: ArraySlice<Unicode.Scalar>, _ context: Context, _ whole: Range<Int>
    ) -> Query? {
        if context.field == nil, base.elementsEqual("*".unicodeScalars), standsAlone(base) {
            return .everything
        }
        let stem = base.prefix { $0 != "*" }
        if BareText.hasBrokenWeight(base) { repairs.note(.notAWeight, whole) }
        if stem.endIndex == base.endIndex {
            if BareText.hasLetterMark(base) { repairs.note(.letterMark, whole) }
            return words(base, .word, whole, context)
        }
        if base[stem.endIndex...].allSatisfy({ $0 == "*" }) {
            if BareText.hasLetterMark(stem) { repairs.note(.letterMark, whole) }
            return words(BareText.trimmed(stem), .prefix, whole, context)
        }
        if stem.isEmpty {
            let opened = base.drop { $0 == "*" }
            var part = opened
            while part.last == "*" { part.removeLast() }
            let isClosed = part.count < opened.count
            if !part.contains("*"), BareText.canBePart(BareText.trimmed(part)) {
                if !isClosed { repairs.note(.ending, whole) }
                let text = BareText.trimmed(part)
                let place = source.utf8Range(base.startIndex..<base.endIndex).lowerBound
                partPlaces.merge([String(scalars: text): place]) { first, _ in first }
                return words(text, .part, whole, context)
            }
        }
        let pieces = BareText.pieces(base) { $0 == "*" }
        guard !pieces.isEmpty else {
            repairs.note(.nothingToSearch, whole)
            return nil
        }
        repairs.note(.wildcard, whole)
        return Query.conjunction(pieces.compactMap { words($0, .word, whole, context) })
    }

    /// Whether no quote and no bracket stands directly behind a word and would be glued to it.
    private func standsAlone(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        source[word.endIndex].map { !$0.isQuote && $0 != "(" } ?? true
    }

    /// Reads text in quotes and what is appended to it: a phrase, or the value of a filter.
    mutating func quoted(_ content: Range<Int>, _ token: Token, _ context: Context) -> Query? {
        let scalars = source[content]
        let whole = context.whole(token.range)
        if scalars.allSatisfy(\.isBlank), context.field != .path || scalars.isEmpty {
            repairs.note(.emptyQuotes, whole)
            noteSuffixes()
            return nil
        }
        if let field = context.field, field.textField == nil {
            let query = filter(field, scalars, whole)
            noteSuffixes()
            return query
        }
        return weighing(quotedText(scalars, token, context), whole)
    }

    /// Reads text in quotes that is searched for, and what is appended to it but a weight.
    private mutating func quotedText(
        _ scalars: ArraySlice<Unicode.Scalar>, _ token: Token, _ context: Context
    ) -> Query? {
        let whole = context.whole(token.range)
        // One kind of blank, and one between two words: the text is an equal one however it was typed.
        let parts = scalars.splitIntoWords { $0.isQuote || $0 == "*" }
        let text = BareText.trimmed(Array(parts.joined(separator: " ".unicodeScalars))[...])
        let kind: Words.Kind = text.contains(" ") ? .phrase : .word
        if scalars.contains("*"), text.contains(where: \.isSearchable) { repairs.note(.wildcard, whole) }
        switch next?.kind {
        case .asterisk where kind == .word:
            position += 1
            return words(text, .prefix, whole, context)
        case .slop(let distance?):
            return near(text, distance, token, context)
        default:
            return words(text, kind, whole, context)
        }
    }

    /// Reads `"a b"~n`.
    private mutating func near(
        _ text: ArraySlice<Unicode.Scalar>, _ distance: Int, _ token: Token, _ context: Context
    ) -> Query? {
        let suffix = next?.range ?? token.range
        position += 1
        let parts = BareText.pieces(text) { $0 == " " }
        guard parts.count > 1 else {
            repairs.note(.nearNeedsTwoWords, suffix)
            return words(text, text.contains(" ") ? .phrase : .word, context.whole(token.range), context)
        }
        let words = parts.map { Words(String(scalars: $0), isExact: context.isExact) }
        return .words(Words(near: words, distance: distance, field: context.field?.textField))
    }

    /// Reads the weights that are appended to a quote or a bracket, and names what else is.
    mutating func weighing(_ query: Query?, _ whole: Range<Int>) -> Query? {
        var factor = 1.0
        var range = whole
        while let token = next {
            guard token.kind == .weight else {
                let start = position
                noteSuffix()
                if position == start { break }
                continue
            }
            position += 1
            range = token.range
            factor *= weight(source[token.range], token.range)
        }
        return weighing(query, by: factor, range)
    }

    /// Multiplies the weights of the words in a query; a repair names `range`.
    private mutating func weighing(_ query: Query?, by factor: Double, _ range: Range<Int>) -> Query? {
        guard let query, factor != 1 else { return query }
        guard !query.isWithoutRanking else {
            repairs.note(.weight, range)
            return query
        }
        let (weighted, isWhole) = query.weighted(by: factor)
        if !isWhole { repairs.note(.weightOutOfRange, range) }
        return weighted
    }

    /// The number behind a `^`, 1 where it is none.
    private mutating func weight(_ suffix: ArraySlice<Unicode.Scalar>, _ range: Range<Int>) -> Double {
        guard let (weight, isAsTyped) = Words.weight(of: suffix.dropFirst()) else {
            repairs.note(.weight, range)
            return 1
        }
        if !isAsTyped { repairs.note(.weightOutOfRange, range) }
        return weight
    }

    private mutating func words(
        _ text: ArraySlice<Unicode.Scalar>, _ kind: Words.Kind, _ range: Range<Int>, _ context: Context
    ) -> Query? {
        guard text.contains(where: \.isSearchable) else {
            repairs.note(.nothingToSearch, range)
            return nil
        }
        let field = context.field?.textField
        return .words(Words(String(scalars: text), kind: kind, isExact: context.isExact, field: field))
    }
}
