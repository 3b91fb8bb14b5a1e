import ArticleReading
import Articles
import Testing

/// Everything that a reader delivers of a file, but for the character set that it guessed.
func pieces(
    _ bytes: some Sequence<UInt8>,
    named name: String,
    chunkByteCount: Int? = nil,
    limits: ReadingLimits = ReadingLimits(),
    skip: (Int, UInt64) -> Bool = { _, _ in false }
) throws -> [ReadPiece] {
    let bytes = Array(bytes)
    var source = ByteArraySource(bytes, chunkByteCount: chunkByteCount)
    var pieces: [ReadPiece] = []
    try ArticleFileReader(limits: limits)
        .read(named: name, byteCount: Int64(bytes.count), from: &source, skip: skip) { piece in
            if case .charset = piece { return }
            pieces.append(piece)
        }
    return pieces
}

/// Everything that a reader delivers of a file of text.
func pieces(_ text: String, named name: String, limits: ReadingLimits = ReadingLimits()) throws -> [ReadPiece]
{
    try pieces(text.utf8, named: name, limits: limits)
}

/// The one article of a file.
func article(
    _ text: String, named name: String = "story.txt", sourceLocation: SourceLocation = #_sourceLocation
) throws -> Article {
    let pieces = try pieces(text, named: name)
    #expect(pieces.count == 1, sourceLocation: sourceLocation)
    return try #require(pieces.first?.article, "\(pieces)", sourceLocation: sourceLocation)
}

/// The reason for which a whole file is refused; `nil` where it is not.
func refusal(_ bytes: some Sequence<UInt8>, named name: String = "story.txt") throws -> Refusal.Reason? {
    let pieces = try pieces(bytes, named: name)
    guard pieces.count == 1, case .refusal(let refusal, ordinal: nil, _) = pieces[0] else { return nil }
    return refusal.reason
}

extension ReadPiece {
    /// The article, if this is one.
    var article: Article? {
        if case .article(let article, _, _, _) = self { article } else { nil }
    }

    /// Which one it is in its file, with a word for what it is: `3 article`.
    var outline: String {
        switch self {
        case .article(_, let ordinal, _, _): "\(ordinal ?? 0) article"
        case .refusal(let refusal, let ordinal, _): "\(ordinal ?? 0) \(refusal.code)"
        case .unchanged(let ordinal, _): "\(ordinal) unchanged"
        case .charset(let guess): guess.name
        }
    }

    /// The name that it goes by in its file.
    var member: String? {
        switch self {
        case .article(_, _, _, let member), .refusal(_, _, let member): member
        case .unchanged, .charset: nil
        }
    }

    /// The hash of the bytes that the article was read from.
    var sourceHash: UInt64? {
        switch self {
        case .article(_, _, let hash, _), .unchanged(_, let hash): hash
        case .refusal, .charset: nil
        }
    }
}
