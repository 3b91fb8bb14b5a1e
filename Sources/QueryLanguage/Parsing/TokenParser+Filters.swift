internal import Articles

extension TokenParser {
    /// Reads the value of a field that is a filter.
    mutating func filter(
        _ field: SearchField, _ value: ArraySlice<Unicode.Scalar>, _ range: Range<Int>
    ) -> Query? {
        if field == .path {
            if value.contains(where: \.isQuote) { repairs.note(.quotesInside, range) }
            return .filter(.path(String(scalars: value.map { $0.isQuote ? " " : $0 })))
        }
        if field.takesDays {
            return days(String(scalars: value.map { $0.isQuote ? " " : $0 }), range, Context(field: field))
        }
        if value.contains(where: \.isQuote) { repairs.note(.quotesInside, range) }
        let parts = value.splitIntoWords { $0.isQuote || $0 == "*" }
        let text = BareText.trimmed(Array(parts.joined(separator: " ".unicodeScalars))[...])
        guard text.contains(where: \.isSearchable) else {
            repairs.note(.nothingToSearch, range)
            return nil
        }
        if value.contains("*") { repairs.note(.asteriskInField, range) }
        switch field {
        case .language: return language(String(scalars: text), range)
        case .place: return .filter(.place(String(scalars: text)))
        case .agency: return .filter(.agency(String(scalars: text)))
        default: return id(text, range)
        }
    }

    /// The value of a field that is a filter, without what is appended to it as to a word that ranks; a path
    /// may have all of that in it.
    mutating func valueAlone(
        _ field: SearchField, _ value: ArraySlice<Unicode.Scalar>, _ range: Range<Int>
    ) -> ArraySlice<Unicode.Scalar> {
        guard field != .path else { return value }
        // A place may be a number with such a sign behind it, as a word may be; an id and a day may not.
        let (alone, suffixes) = BareText.withoutSuffixes(
            value, behindNumber: field == .id || field.takesDays)
        for suffix in suffixes { repairs.note(suffix.kind == .weight ? .weight : .fuzzy, range) }
        return alone
    }

    /// Reads a path with asterisks that stands without quotes.
    mutating func pathParts(_ value: ArraySlice<Unicode.Scalar>, _ range: Range<Int>) -> Query? {
        let parts = value.split(separator: "*")
        repairs.note(parts.isEmpty ? .nothingToSearch : .asteriskInPath, range)
        return Query.conjunction(parts.map { .filter(.path(String(scalars: $0))) })
    }

    private mutating func language(_ value: String, _ range: Range<Int>) -> Query? {
        let value = value.lowercased()
        if let code = LanguageName.code(of: value) { return .filter(.language(code)) }
        let typed = String(value.prefix { $0 != "-" && $0 != "_" })
        let code = LanguageName.code(of: typed) ?? LanguageName.code(ofCountry: typed) ?? typed
        guard (2...3).contains(code.utf8.count), code.unicodeScalars.allSatisfy(\.isASCIILetter) else {
            repairs.note(.notALanguage, range)
            return nil
        }
        if code != value { repairs.note(.language(code: code), range) }
        return .filter(.language(code))
    }

    private mutating func id(_ digits: ArraySlice<Unicode.Scalar>, _ range: Range<Int>) -> Query? {
        guard digits.allSatisfy(\.isASCIIDigit), let number = Int64(String(scalars: digits)),
            let id = ArticleID(rawValue: number)
        else {
            repairs.note(.notAnArticleNumber, range)
            return nil
        }
        return .filter(.id(id))
    }

    /// Reads the value of a field that takes days.
    mutating func days(_ text: String, _ range: Range<Int>, _ context: Context) -> Query? {
        let reader = DaysReader(today: today)
        let text = String(
            scalars: valueAlone(context.field ?? .date, Array(text.unicodeScalars)[...], range))
        do throws(Unreadable) {
            let days =
                switch context.field {
                case .after: try reader.after(text)
                case .before: try reader.before(text)
                default: try reader.range(text)
                }
            if PeriodReader.hasTime(text) { repairs.note(.timeOfDay, range) }
            if days.isReversed { repairs.note(.reversedRange, range) }
            return .filter(.date(days.range))
        } catch {
            repairs.note(error.reason, range)
            return nil
        }
    }
}
