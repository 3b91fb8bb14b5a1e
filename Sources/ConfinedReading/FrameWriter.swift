internal import ArticleReading
internal import Articles

/// Writes what a confined reader read as frames:
///
///     kind 1 byte 'A' article, 'R' refusal, 'C' character set, 'E' the end; without that the reader died
///     length 8 bytes of what follows, little-endian ordinal 8 bytes 0 where the file is one article, or all
///     of it is refused hash 8 bytes of the source of an article; 0 in a refusal texts each 8 bytes of
///     length, or all ones for none, and UTF-8
///
/// The texts of an article are title, body, date, place, agency, language, guid, url, origin and the piece's
/// member; those of a refusal its stable word, its line for people, and the member; those of a character set
/// its name and the certainty of the guess.
struct FrameWriter {
    private(set) var bytes: [UInt8] = []

    static let article = UInt8(ascii: "A")
    static let refusal = UInt8(ascii: "R")
    static let charset = UInt8(ascii: "C")
    static let end = UInt8(ascii: "E")
    /// Kind and length.
    static let headByteCount = 9

    mutating func append(_ piece: ReadPiece) {
        switch piece {
        case .article(let article, let ordinal, let hash, let member):
            append(
                kind: Self.article, ordinal: ordinal, hash: hash,
                [
                    article.title, article.body, article.date?.description, article.place, article.agency,
                    article.language, article.guid, article.url, article.origin, member,
                ])
        case .refusal(let refusal, let ordinal, let member):
            append(
                kind: Self.refusal, ordinal: ordinal, hash: 0, [refusal.code, refusal.description, member])
        case .charset(let guess):
            append(kind: Self.charset, ordinal: nil, hash: 0, [guess.name, String(guess.certainty)])
        case .unchanged: break
        }
    }

    mutating func appendEnd() { append(kind: Self.end, ordinal: nil, hash: 0, []) }

    /// The frames so far, which are then no longer kept.
    mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func append(kind: UInt8, ordinal: Int?, hash: UInt64, _ texts: [String?]) {
        var content: [UInt8] = []
        content.append(number: UInt64(ordinal ?? 0))
        content.append(number: hash)
        for text in texts {
            guard let text else {
                content.append(number: UInt64.max)
                continue
            }
            content.append(number: UInt64(text.utf8.count))
            content += text.utf8
        }
        bytes.append(kind)
        bytes.append(number: UInt64(content.count))
        bytes += content
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
