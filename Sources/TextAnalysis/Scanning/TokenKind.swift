/// What a token is to its text, and so how a query uses it.
enum TokenKind: Equatable {
    /// A word, a number, a sign or a pair of clusters, at a position of its own.
    case word
    /// A single ideographic sign, at a position of its own.
    case unigram
    /// An ideographic sign with the next one, beside its unigram.
    case bigram
    /// The word inside the word before it: without the possessive (`Kazakhstan's`) or the article
    /// (`l'homme`).
    case base
    /// A part of the word before it that finds it, and that does not stand for it in a query (`O'Brien`).
    case piece
    /// The last `partCount` words written as one (`COVID-19`, `10 000`), beside the last of them.
    case compound(partCount: Int)

    /// Whether it stands at the position of the token before it.
    var isColocated: Bool { self != .word && self != .unigram }
}
