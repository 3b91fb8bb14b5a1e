internal import Articles

/// Reads JSON lines as they arrive: one article a line, in memory one line and one chunk at most.
struct JSONLinesReader {
    /// 1 MiB: enough for most lines that two chunks share, and not worth giving back.
    private static let keptCapacity = 1 << 20

    private let byteLimit: Int
    /// The set that somebody named for lines that are not UTF-8.
    private let charset: CharacterSet?
    private let skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool
    private let visit: (ReadPiece) throws -> Void

    /// The start of a line whose end has not arrived yet.
    private var pending: [UInt8] = []
    /// Whether the line is refused for its size already, and only its end is awaited.
    private var isPassingOver = false
    /// The number of the line that comes next or is pending, from 1.
    private var lineNumber = 1
    /// Where that line begins in the file.
    private var lineOffset: Int64 = 0
    private var pieceCount = 0
    /// The least certain of the sets that lines were guessed to be in.
    private var guess: GuessedCharset?

    /// Reads lines of at most `byteLimit` bytes.
    ///
    /// - Parameters:
    ///   - byteLimit: The most bytes of a line, without its end.
    ///   - charset: The set that somebody named for lines that are not UTF-8.
    ///   - skip: Whether the line with this number and hash needs no parsing.
    ///   - visit: Takes each piece.
    init(
        byteLimit: Int,
        charset: CharacterSet? = nil,
        skip: @escaping (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        visit: @escaping (ReadPiece) throws -> Void
    ) {
        self.byteLimit = byteLimit
        self.charset = charset
        self.skip = skip
        self.visit = visit
    }

    /// Takes the next bytes of the file and delivers the lines that they complete.
    ///
    /// - Throws: What `visit` throws.
    mutating func read(_ chunk: [UInt8]) throws {
        var start = 0
        while let lineFeed = chunk.firstIndex(of: 0x0A, in: start..<chunk.count) {
            try takePart(chunk, start..<lineFeed, isLast: true)
            lineNumber += 1
            lineOffset += 1
            start = lineFeed + 1
        }
        if start < chunk.count { try takePart(chunk, start..<chunk.count, isLast: false) }
    }

    /// Delivers a last line without an end.
    ///
    /// - Throws: A ``Refusal`` of a file in which there was none but blank lines; what `visit` throws.
    mutating func finish() throws {
        try takePart([], 0..<0, isLast: true)
        if pieceCount == 0 { throw Refusal(.noArticles) }
        if let guess { try visit(.charset(guess)) }
    }

    private mutating func takePart(_ chunk: [UInt8], _ part: Range<Int>, isLast: Bool) throws {
        if isPassingOver {
            lineOffset += Int64(part.count)
            isPassingOver = !isLast
        } else if pending.count + part.count > byteLimit {
            lineOffset += Int64(pending.count + part.count)
            pending = []
            isPassingOver = !isLast
            try deliver(.refusal(Refusal(.articleTooLarge(limit: byteLimit)), ordinal: lineNumber))
        } else if !isLast {
            pending += chunk[part]
        } else if pending.isEmpty {
            // The line lies within the chunk, as most do, and is read where it is.
            try deliverLine(chunk, part)
            lineOffset += Int64(part.count)
        } else {
            pending += chunk[part]
            var line: [UInt8] = []
            swap(&line, &pending)
            try deliverLine(line, 0..<line.count)
            lineOffset += Int64(line.count)
            if line.capacity <= Self.keptCapacity {
                line.removeAll(keepingCapacity: true)
                pending = line
            }
        }
    }

    private mutating func deliverLine(_ bytes: [UInt8], _ range: Range<Int>) throws {
        let line = bytes.trimmed(range)
        guard !line.isEmpty else { return }
        let hash = SourceHash.of(bytes, in: line)
        guard !skip(lineNumber, hash) else {
            return try deliver(.unchanged(ordinal: lineNumber, sourceHash: hash))
        }
        let fileOffset = lineOffset - Int64(range.lowerBound)
        let piece: ReadPiece
        do throws(Refusal) {
            let article = try readArticle(bytes, in: line, fileOffset: fileOffset)
            piece = .article(article, ordinal: lineNumber, sourceHash: hash)
        } catch {
            piece = .refusal(error, ordinal: lineNumber)
        }
        try deliver(piece)
    }

    /// A line that is not UTF-8 may be in another encoding, and each line in its own.
    private mutating func readArticle(
        _ bytes: [UInt8], in line: Range<Int>, fileOffset: Int64
    ) throws(Refusal) -> Article {
        do throws(Refusal) {
            try bytes.validateUTF8(in: line, fileOffset: fileOffset)
        } catch {
            let own = Array(bytes[line])
            let isNamed = charset?.decode(own).map { (try? $0.get()) != nil } ?? false
            guard let text = try? DecodedText(own, named: isNamed ? charset : nil) else { throw error }
            guess = GuessedCharset.leastCertain(guess, text.encoding.guess)
            let lineOffset = fileOffset + Int64(line.lowerBound)
            return try JSONArticle.read(text.bytes, in: text.start..<text.bytes.count, fileOffset: lineOffset)
        }
        return try JSONArticle.read(bytes, in: line, fileOffset: fileOffset)
    }

    private mutating func deliver(_ piece: ReadPiece) throws {
        pieceCount += 1
        try visit(piece)
    }
}
