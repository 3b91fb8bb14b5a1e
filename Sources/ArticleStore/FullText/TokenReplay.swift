internal import TextAnalysis

/// Tokens that were prepared off the writer's thread, waiting for FTS5 to ask for them on the writer's
/// connection.
///
/// FTS5 tokenizes what it is given inside the INSERT. The writer puts the title's and the body's tokens here
/// just before, and the tokenizer takes them back in the same order instead of analysing again.
final class TokenReplay {
    private var waiting: [TokenList] = []

    /// Offers the tokens of the texts that the next statement inserts, in the order of its columns.
    func offer(_ tokens: [TokenList]) {
        waiting = tokens.reversed()
    }

    /// Takes what was offered back, also when the statement failed before it asked.
    func clear() {
        waiting.removeAll()
    }

    /// The tokens for a text of `byteCount` bytes, when they are the next ones offered.
    func take(byteCount: Int) -> TokenList? {
        guard let next = waiting.last else { return nil }
        // The writer offers exactly what it binds; anything else would index one text under another.
        precondition(
            next.textByteCount == byteCount, "tokens were offered for another text than the one inserted")
        return waiting.popLast()
    }
}
