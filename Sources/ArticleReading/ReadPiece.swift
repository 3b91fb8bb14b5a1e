public import Articles

/// One piece of a file, delivered in the order of the file.
///
/// An ordinal says which one it is in a file of many articles: the physical line, from 1, in JSON lines; the
/// number of the element, from 1, in a JSON array. It is `nil` where the file is one article, and for a
/// refusal of the whole file.
///
/// A member is the name of what the piece was read from in an archive or a mail, where it has a name that no
/// other piece of the file has: `sub/a.txt`, `b.jsonl#2`, `inner.zip#c.txt`. What it names is never opened.
///
/// A source hash is the XXH64 with seed 0 of the bytes that an article was read from: the whole file, a line
/// without the blanks around it, or an element of an array from its first byte to its last. The algorithm is
/// part of what the ledger keeps and does not change.
public enum ReadPiece: Sendable, Equatable {
    /// An article, and the hash of the bytes that it was read from.
    case article(Article, ordinal: Int?, sourceHash: UInt64, member: String? = nil)
    /// Something that gives no article, and why.
    case refusal(Refusal, ordinal: Int?, member: String? = nil)
    /// The character set that the file was read in, or a member, a mail or lines of it, where it was guessed;
    /// comes behind their pieces.
    case charset(GuessedCharset)
    /// An article that the caller chose to skip by its hash; it was not parsed.
    case unchanged(ordinal: Int, sourceHash: UInt64)
}

extension ReadPiece {
    /// Which one it is in its file; `nil` for that of a file of one.
    var ordinal: Int? {
        switch self {
        case .article(_, let ordinal, _, _), .refusal(_, let ordinal, _): ordinal
        case .unchanged(let ordinal, _): ordinal
        case .charset: nil
        }
    }

    /// The name that it has in an archive.
    var member: String? {
        switch self {
        case .article(_, _, _, let member), .refusal(_, _, let member): member
        case .unchanged, .charset: nil
        }
    }

    /// The piece, which says of an article where it is from.
    func noting(_ text: String) -> ReadPiece {
        guard case .article(var article, let ordinal, let hash, let member) = self else { return self }
        article.note(text)
        return .article(article, ordinal: ordinal, sourceHash: hash, member: member)
    }
}
