/// Rules for a word that stands without quotes, which the lexer and the canonical text must see alike.
enum BareText {
    /// A name and a colon at the beginning of a word.
    struct FieldPrefix {
        /// The number of scalars of the name.
        let nameLength: Int
        /// The field of that name; `nil` if there is none.
        let field: SearchField?
        /// Whether a value follows the colon.
        let hasValue: Bool
    }

    /// What is appended to a word or a closing quote or bracket to change how it is matched.
    struct Suffix {
        let kind: Token.Kind
        /// The number of scalars, the sign included.
        let length: Int
    }

    /// The longest name that is looked at, well above those of all fields; it keeps the look constant in
    /// time.
    private static let longestName = 32

    /// The field prefix at the start of `scalars`, of a known field or of an unknown one with a value; `nil`
    /// where the colon is only punctuation, as in `http://` and `Reuters: `.
    static func fieldPrefix(_ scalars: ArraySlice<Unicode.Scalar>) -> FieldPrefix? {
        let name = scalars.prefix(longestName).prefix(while: \.isLetterOrMark)
        guard name.first?.isSearchable == true, name.endIndex < scalars.endIndex,
            scalars[name.endIndex] == ":"
        else {
            return nil
        }
        let value = scalars[(name.endIndex + 1)...]
        if let field = SearchField(named: name) {
            return FieldPrefix(nameLength: name.count, field: field, hasValue: isOperandStart(value))
        }
        guard let next = value.first, next.isWordCharacter || next.isQuote || next == "(" else { return nil }
        return FieldPrefix(nameLength: name.count, field: nil, hasValue: true)
    }

    /// Whether a sign or a field at the end of what stands before `scalars` would have something to act on.
    static func isOperandStart(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = scalars.first else { return false }
        if first == "&" { return scalars.dropFirst().first != "&" }
        return !first.isBlank && first != ")" && first != "|"
    }

    /// The `~`, `~2`, `^3` or `^0.5` at the start of `scalars`, and a `~x` or `^-1` that was meant to be one.
    static func suffix(_ scalars: ArraySlice<Unicode.Scalar>) -> Suffix? {
        guard let sign = scalars.first, sign == "~" || sign == "^" else { return nil }
        let rest = scalars.dropFirst()
        var value = rest.prefix { $0.isASCIIDigit || $0 == "." }
        while value.last == "." { value.removeLast() }
        if value.isEmpty || value.endIndex < rest.endIndex && rest[value.endIndex].isWordCharacter {
            // No number: whatever is glued to the sign stands in the place of one.
            value = rest.prefix { $0 != "~" && $0 != "^" && $0 != "*" }.withoutOuterPunctuationAtEnd
            while value.last == "." { value.removeLast() }
        }
        let length = 1 + value.count
        if sign == "^" { return Suffix(kind: .weight, length: length) }
        if value.isEmpty { return Suffix(kind: .slop(Lexer.plainDistance), length: length) }
        let isDecimal = value.allSatisfy { $0.isASCIIDigit || $0 == "." } && value.contains(".")
        let distance = isDecimal ? nil : Lexer.statedDistance(value) ?? Lexer.plainDistance
        return Suffix(kind: .slop(distance), length: length)
    }

    /// The suffix that ends `scalars`, if it stands behind a word with a letter or an asterisk: `10^6` and
    /// `5~10` are numbers, unless it may stand `behindNumber`, too.
    static func trailingSuffix(
        _ scalars: ArraySlice<Unicode.Scalar>, behindNumber: Bool = false
    ) -> Suffix? {
        guard let end = scalars.lastIndex(where: { !($0.isASCIIDigit || $0 == ".") }) else { return nil }
        var start = end
        if scalars[end] != "~", scalars[end] != "^" {
            guard let sign = scalars.lastIndex(of: "^"), isNumberLike(scalars[(sign + 1)...]) else {
                return nil
            }
            start = sign
        }
        let word = scalars[..<start]
        guard takesSuffix(word) || behindNumber && word.contains(where: \.isASCIIDigit) else { return nil }
        if scalars[start] == "^" {
            return Suffix(kind: .weight, length: scalars.count - (start - scalars.startIndex))
        }
        return suffix(scalars[start...])
    }

    /// A text without what is appended to it, and that, the last one first: two at most, as in `a~1^2`. A
    /// loop could be made to look at a long word again and again.
    static func withoutSuffixes(
        _ scalars: ArraySlice<Unicode.Scalar>, behindNumber: Bool = false
    ) -> (base: ArraySlice<Unicode.Scalar>, suffixes: [(kind: Token.Kind, text: ArraySlice<Unicode.Scalar>)])
    {
        var base = scalars
        var suffixes: [(kind: Token.Kind, text: ArraySlice<Unicode.Scalar>)] = []
        while suffixes.count < 2, let suffix = trailingSuffix(base, behindNumber: behindNumber) {
            suffixes.append((suffix.kind, base.suffix(suffix.length)))
            base = trimmed(base.dropLast(suffix.length))
        }
        return (base, suffixes)
    }

    /// Whether a word has a `^` with neither a weight behind it nor what was meant to be one, as `a^b` has.
    static func hasBrokenWeight(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let sign = scalars.lastIndex(of: "^") else { return false }
        return takesSuffix(scalars[..<sign]) && trailingSuffix(scalars) == nil
    }

    private static func takesSuffix(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        word.last == "*" || word.contains(where: \.properties.isAlphabetic)
    }

    /// Whether it is meant to be a number: `-1`, `,5`, `NaN`.
    private static func isNumberLike(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let longestNumber = 32
        guard scalars.count <= longestNumber else { return false }
        if ["nan", "inf", "infinity"].contains(String(scalars: scalars.drop(while: \.isSign)).lowercased()) {
            return true
        }
        return scalars.contains(where: \.isASCIIDigit)
            && scalars.allSatisfy { $0.isASCIIDigit || ".,+-".unicodeScalars.contains($0) }
    }

    /// The operator that a whole word is.
    static func operatorKind(_ scalars: ArraySlice<Unicode.Scalar>) -> Token.Kind? {
        guard let first = scalars.first, first == "O" || first == "A" || first == "N" else { return nil }
        if scalars.elementsEqual("OR".unicodeScalars) { return .or }
        if scalars.elementsEqual("AND".unicodeScalars) { return .and }
        if scalars.elementsEqual("NOT".unicodeScalars) { return .not }
        let isNear = scalars.starts(with: "NEAR".unicodeScalars)
        guard isNear || scalars.starts(with: "ADJ".unicodeScalars) else { return nil }
        let rest = scalars.dropFirst(isNear ? 4 : 3)
        if rest.isEmpty { return isNear ? .near(distance: Lexer.plainDistance) : nil }
        guard rest.first == "/" else { return nil }
        return .near(distance: Lexer.statedDistance(rest.dropFirst()) ?? Lexer.plainDistance)
    }

    /// `scalars` without the punctuation and, at the beginning, the signs that mean nothing at a word's ends.
    ///
    /// Full stops at the end go only where there are no others, as in `Almaty.` and not in `U.S.`
    static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var rest = scalars.drop { $0.isBlank || $0.isOuterPunctuation || $0.isSign }
        rest = rest.withoutOuterPunctuationAtEnd
        var core = rest
        while core.last == "." { core.removeLast() }
        return core.count < rest.count && !core.contains(".") ? core.withoutOuterPunctuationAtEnd : rest
    }

    /// Whether a weight behind the text, without quotes, would be read as one.
    static func canBeWeighed(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: \.properties.isAlphabetic)
    }

    /// Whether it is a word with a question mark in it and nothing but letters and numbers beside, as `te?t`,
    /// which means any letter to many.
    static func hasLetterMark(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard scalars.contains("?"), scalars.first != "?", scalars.last != "?" else { return false }
        return scalars.allSatisfy { $0 == "?" || $0 == "*" || $0.isWordCharacter }
    }

    /// Whether it is a text between two slashes, as `/re/`, which is a pattern to many.
    static func isPattern(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard scalars.count > 2, scalars.first == "/", scalars.last == "/" else { return false }
        let inner = scalars.dropFirst().dropLast()
        return !inner.contains("/") && inner.contains(where: \.isSearchable)
    }

    /// Whether the text can stand between two asterisks, where no quotes can.
    static func canBePart(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        text.contains(where: \.isSearchable) && canStand(String(scalars: text))
            && text.allSatisfy { $0.isWordCharacter || "-'’._&/@#".unicodeScalars.contains($0) }
    }

    /// The parts between separators, trimmed, without those that cannot be searched for.
    static func pieces(
        _ scalars: ArraySlice<Unicode.Scalar>, separatedBy isSeparator: (Unicode.Scalar) -> Bool
    ) -> [ArraySlice<Unicode.Scalar>] {
        scalars.split(whereSeparator: isSeparator).map(trimmed)
            .filter { $0.contains(where: \.isSearchable) }
    }

    /// Whether the text of a leaf reads as that text when it stands without quotes.
    ///
    /// The text has neither quotes nor asterisks, and is ``trimmed(_:)``, as those of all leaves.
    static func canStand(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)[...]
        if hasLetterMark(scalars) || isPattern(scalars) || hasBrokenWeight(scalars) { return false }
        if scalars.contains(where: { $0 == "(" || $0 == ")" || $0 == "|" }) { return false }
        if scalars.indices.contains(where: scalars.separatesWords) { return false }
        if scalars.indices.dropLast().contains(where: { scalars[$0] == "&" && scalars[$0 + 1] == "&" }) {
            return false
        }
        return operatorKind(scalars) == nil && trailingSuffix(scalars) == nil && fieldPrefix(scalars) == nil
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// Whether a blank stands at `index` that separates words.
    ///
    /// One without width does not between two letters: articles are read without it, so that what is pasted
    /// from one must be one word as well.
    func separatesWords(at index: Int) -> Bool {
        guard self[index].isBlank else { return false }
        guard self[index].isBlankWithoutWidth, index > startIndex, index + 1 < endIndex else { return true }
        return !self[index - 1].isWordCharacter || !self[index + 1].isWordCharacter
    }

    /// The pieces between blanks and other separators.
    func splitIntoWords(at isSeparator: (Unicode.Scalar) -> Bool) -> [ArraySlice] {
        indices.split { separatesWords(at: $0) || isSeparator(self[$0]) }.map { self[$0] }
    }

    fileprivate var withoutOuterPunctuationAtEnd: ArraySlice<Unicode.Scalar> {
        var rest = self
        while let last = rest.last, last.isBlank || last.isOuterPunctuation { rest.removeLast() }
        return rest
    }
}
