/// What the analysis makes of a text.
public struct Analysis: Codable, Hashable, Sendable {
    /// One token.
    public struct Token: Codable, Hashable, Sendable {
        /// What a term is.
        public enum Kind: String, Codable, Hashable, Sendable {
            /// The word as it was written, folded.
            case word
            /// What the forms of a word share in a language.
            case stem
            /// What the spellings of a name share.
            case name
        }

        /// Its place among the words of the text, from 0; the stem and the name of a word stand at its place.
        public var position: Int
        /// The bytes of the text that it was written in: begin, and end.
        public var range: [Int]
        /// What it is.
        public var kind: Kind
        /// The term.
        public var term: String
        /// The language of a stem, ISO 639-1, or `null`.
        @ExplicitNull public var language: String?

        /// Makes a token.
        public init(position: Int, range: [Int], kind: Kind, term: String, language: String?) {
            self.position = position
            self.range = range
            self.kind = kind
            self.term = term
            self.language = language
        }
    }

    /// ``WireFormat/version``.
    public var formatVersion: Int
    /// The language of the text, ISO 639-1, or `null` where it has too few letters to tell.
    @ExplicitNull public var language: String?
    /// How certain that is, from 0 to 1, or `null`.
    @ExplicitNull public var certainty: Double?
    /// The tokens, in the order of the text.
    public var tokens: [Token]

    /// Makes an analysis without tokens.
    public init(language: String?, certainty: Double?) {
        formatVersion = WireFormat.version
        tokens = []
        self.language = language
        self.certainty = certainty
    }
}
