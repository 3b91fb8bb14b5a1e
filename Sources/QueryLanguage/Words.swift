/// A piece of text to look for: a word, a phrase, the beginning or the middle of a word, or pieces near each
/// other.
///
/// The text is what was typed, without quotes and operators and without punctuation at its two ends, neither
/// folded nor cut into terms: `COVID-19`, `U.S.`, `don't` and `$5bn` each stand whole in one value. It has at
/// least one letter, number or currency sign. A "word" here is what was typed without a blank; it may well be
/// several terms, which then stand side by side in an article, as in a phrase.
public struct Words: Hashable, Sendable {
    /// How the text is to be looked for.
    public enum Kind: Hashable, Sendable {
        /// Text without a blank. A single word in quotes is one of these too.
        case word
        /// Text with blanks: its terms side by side, in order.
        case phrase
        /// The beginning of a term. Of a text that is several terms, the last one is the beginning.
        case prefix
        /// What stands anywhere in a term. Of a text that is several terms, the first ends with the first of
        /// them and the last begins with the last.
        case part
        /// Two or more parts, in any order, with at most `distance` terms between the end of the first and
        /// the start of the last of them, as in FTS5.
        ///
        /// The parts are of the other kinds and have no field of their own.
        case near(distance: Int, parts: [Words])
    }

    /// The text as typed; of parts near each other, their texts with a blank between.
    public let text: String
    /// How the text is to be looked for.
    public let kind: Kind
    /// Whether only the very words match (`=word`), not their other forms. Never set of
    /// ``Kind/near(distance:parts:)``, whose parts say it themselves.
    public let isExact: Bool
    /// The field that must hold the text; `nil` for any.
    public let field: TextField?
    /// How much it counts in the ranking beside a word without a weight: ``Words/leastWeight`` to
    /// ``Words/largestWeight``, in hundredths. It decides nothing about what matches.
    public let weight: Double
    /// The number whose groups of digits were typed with blanks between them, where this is one of the
    /// groups, as `000` is of `10 000`; `nil` of everything else. What has the number written as one has all
    /// of its groups.
    public let number: String?

    /// 0.01
    public static let leastWeight = 0.01
    /// 100
    public static let largestWeight = 100.0

    /// Makes a piece of text to look for.
    public init(
        _ text: String, kind: Kind = .word, isExact: Bool = false, field: TextField? = nil,
        weight: Double = 1, number: String? = nil
    ) {
        self.text = text
        self.kind = kind
        self.isExact = isExact
        self.field = field
        self.weight = weight
        self.number = number
    }
}

/// A field of an article that holds searched text.
public enum TextField: String, Hashable, Sendable, CaseIterable {
    /// The headline, `title:` in a query.
    case title
    /// The text below it, `body:` in a query.
    case body
}
