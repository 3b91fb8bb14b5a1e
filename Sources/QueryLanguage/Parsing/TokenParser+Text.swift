extension TokenParser {
    /// Reads the word in `range`, or the value of a filter; a repair names the `whole`, its prefixes
    /// included.
    mutating func bare(_ range: Range<Int>, _ context: Context, _ whole: Range<Int>) -> Query? {
        if source[range].elementsEqual("*:*".unicodeScalars) { return .everything }
        if let field = context.field, field.textField == nil {
            return filter(field, source[range], whole)
        }
        var base = BareText.trimmed(source[range])
        // Two rounds, for `a~1^2`; a loop could be made to look at a long word again and again.
        for _ in 0..<2 {
            guard let suffix = BareText.trailingSuffix(base) else { break }
            repairs.note(suffix.kind == .weight ? .weight : .fuzzy, whole)
            base = BareText.trimmed(base.dropLast(suffix.length))
        }
        let stem = base.prefix { $0 != "*" }
        if stem.endIndex == base.endIndex {
            return words(base, .word, whole, context)
        }
        if base[stem.endIndex...].allSatisfy({ $0 == "*" }) {
            return words(BareText.trimmed(stem), .prefix, whole, context)
        }
        let pieces = BareText.pieces(base) { $0 == "*" }
        guard !pieces.isEmpty else {
            repairs.note(.nothingToSearch, whole)
            return nil
        }
        repairs.note(.wildcard, whole)
        return Query.conjunction(pieces.compactMap { words($0, .word, whole, context) })
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
        // One kind of blank, and one between two words: the text is an equal one however it was typed.
        let parts = scalars.split { $0.isBlank || $0.isQuote || $0 == "*" }
        let text = BareText.trimmed(Array(parts.joined(separator: " ".unicodeScalars))[...])
        let kind: Words.Kind = text.contains(" ") ? .phrase : .word
        if scalars.contains("*"), text.contains(where: \.isWordCharacter) { repairs.note(.wildcard, whole) }
        switch next?.kind {
        case .asterisk where kind == .word:
            position += 1
            noteSuffixes()
            return words(text, .prefix, whole, context)
        case .slop(let distance?):
            return near(text, distance, token, context)
        default:
            noteSuffixes()
            return words(text, kind, whole, context)
        }
    }

    /// Reads `"a b"~n`.
    private mutating func near(
        _ text: ArraySlice<Unicode.Scalar>, _ distance: Int, _ token: Token, _ context: Context
    ) -> Query? {
        let suffix = next?.range ?? token.range
        position += 1
        noteSuffixes()
        let parts = BareText.pieces(text) { $0 == " " }
        guard parts.count > 1 else {
            repairs.note(.nearNeedsTwoWords, suffix)
            return words(text, text.contains(" ") ? .phrase : .word, context.whole(token.range), context)
        }
        let words = parts.map { Words(String(scalars: $0), isExact: context.isExact) }
        return .words(Words(near: words, distance: distance, field: context.field?.textField))
    }

    private mutating func words(
        _ text: ArraySlice<Unicode.Scalar>, _ kind: Words.Kind, _ range: Range<Int>, _ context: Context
    ) -> Query? {
        guard text.contains(where: \.isWordCharacter) else {
            repairs.note(.nothingToSearch, range)
            return nil
        }
        let field = context.field?.textField
        return .words(Words(String(scalars: text), kind: kind, isExact: context.isExact, field: field))
    }
}
