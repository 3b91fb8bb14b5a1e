internal import ArticleReading
internal import Articles

/// Reads the frames of a confined reader, which may be in the hands of whoever wrote the file: nothing that
/// they say is taken for granted.
struct FrameReader {
    /// What was said is not what a reader says.
    struct Malformed: Error {}

    private var pending: [UInt8] = []
    /// Whether the reader said that it was done.
    private(set) var hasEnded = false
    private let byteLimit: Int

    /// Takes frames of at most so many bytes.
    init(byteLimit: Int) { self.byteLimit = byteLimit }

    /// Takes the next bytes and gives the pieces that they complete.
    mutating func read(_ bytes: [UInt8]) throws(Malformed) -> [ReadPiece] {
        pending += bytes
        var pieces: [ReadPiece] = []
        var position = 0
        while pending.count - position >= FrameWriter.headByteCount {
            let length = pending.number(at: position + 1)
            guard !hasEnded, length <= UInt64(byteLimit) else { throw Malformed() }
            let end = position + FrameWriter.headByteCount + Int(length)
            guard end <= pending.count else { break }
            let kind = pending[position]
            if kind == FrameWriter.end {
                hasEnded = true
            } else {
                pieces.append(try piece(kind, position + FrameWriter.headByteCount..<end))
            }
            position = end
        }
        if position > 0 { pending.removeFirst(position) }
        return pieces
    }

    private func piece(_ kind: UInt8, _ range: Range<Int>) throws(Malformed) -> ReadPiece {
        guard range.count >= 16 else { throw Malformed() }
        let stated = pending.number(at: range.lowerBound)
        guard stated <= UInt64(Int32.max) else { throw Malformed() }
        let ordinal = stated == 0 ? nil : Int(stated)
        let hash = pending.number(at: range.lowerBound + 8)
        let texts = try texts(range.lowerBound + 16..<range.upperBound)
        if kind != FrameWriter.charset, let member = texts.last ?? nil, !ReadPiece.isMember(member) {
            throw Malformed()
        }
        if kind == FrameWriter.refusal, texts.count == 3, let code = texts[0], let message = texts[1] {
            return .refusal(Refusal(.told(code: code, message: message)), ordinal: ordinal, member: texts[2])
        }
        if kind == FrameWriter.charset, texts.count == 2, let name = texts[0],
            let certainty = texts[1].flatMap({ Double($0) }), (0...1).contains(certainty)
        {
            return .charset(GuessedCharset(name: name, certainty: certainty))
        }
        guard kind == FrameWriter.article, texts.count == 10, let title = texts[0], let body = texts[1],
            !title.isEmpty
        else { throw Malformed() }
        var date: ArticleDate?
        if let text = texts[2] {
            date = ArticleDate(text)
            if date == nil { throw Malformed() }
        }
        let article = Article(
            title: title, body: body, date: date, place: texts[3], agency: texts[4], language: texts[5],
            guid: texts[6], url: texts[7], origin: texts[8])
        return .article(article, ordinal: ordinal, sourceHash: hash, member: texts[9])
    }

    private func texts(_ range: Range<Int>) throws(Malformed) -> [String?] {
        var texts: [String?] = []
        var position = range.lowerBound
        while position < range.upperBound {
            guard range.upperBound - position >= 8 else { throw Malformed() }
            let length = pending.number(at: position)
            position += 8
            if length == UInt64.max {
                texts.append(nil)
                continue
            }
            guard length <= UInt64(range.upperBound - position) else { throw Malformed() }
            texts.append(String(decoding: pending[position..<position + Int(length)], as: UTF8.self))
            position += Int(length)
        }
        return texts
    }
}

extension [UInt8] {
    fileprivate func number(at index: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[index + $1]) << (8 * UInt64($1)) }
    }
}
