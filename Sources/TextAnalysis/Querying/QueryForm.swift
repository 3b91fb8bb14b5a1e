/// A term under which a word of a query is looked up, and how it comes from the word.
public struct QueryForm: Hashable, Sendable {
    /// How a term comes from the word that was asked for.
    public enum Kind: Hashable, Sendable {
        /// It is the word, folded.
        case exact
        /// It stands for the other forms of the word in a language.
        case stem(Language)
        /// It stands for the spellings of a name.
        case name
    }

    /// The term as the index has it.
    public let term: String
    /// How it comes from the word.
    public let kind: Kind

    /// Makes a form of its parts.
    public init(term: String, kind: Kind) {
        self.term = term
        self.kind = kind
    }
}

/// One position of a query: the word, and all terms that stand for it, the word itself first.
public struct QueryWord: Hashable, Sendable {
    /// The terms; what has any of them at a position has the word there. None is there twice.
    public let forms: [QueryForm]

    /// The word itself.
    public var term: String { forms.first?.term ?? "" }
}
