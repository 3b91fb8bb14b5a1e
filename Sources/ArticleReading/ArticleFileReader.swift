internal import Articles

/// Reads the articles of a file, in whatever format it is.
///
/// A file that cannot be read is one refusal; in a file of many articles each is refused by itself. Text is
/// never cut: what is larger than a limit is refused.
public struct ArticleFileReader: Sendable {
    /// What a file may cost.
    public let limits: ReadingLimits
    /// The set that somebody named for texts, web pages and XML, and for those in mails and archives that are not UTF-8;
    /// `nil` where what they seem to be in counts.
    private let charset: CharacterSet?

    /// Reads within the given limits.
    ///
    /// - Parameters:
    ///   - limits: What a file may cost.
    ///   - charset: The name of the character set that the file is read in, whatever it seems to be in; one that
    ///     nobody knows counts for nothing.
    public init(limits: ReadingLimits = ReadingLimits(), charset: String? = nil) {
        self.limits = limits
        self.charset = charset.flatMap { CharacterSet.declared($0) }
    }

    /// The usual name of a character set.
    ///
    /// - Parameter label: Any of its names: `cp1251`, `win1251`.
    /// - Returns: `windows-1251`; `nil` where nobody knows it.
    public static func charset(named label: String) -> String? { CharacterSet.declared(label)?.name }

    /// Why a file cannot be read in a character set; `nil` when it can.
    ///
    /// - Parameters:
    ///   - charset: The set, by its usual name.
    ///   - name: The file's name, whose extension states the format.
    ///   - bytes: The whole file.
    /// - Returns: One line for a person.
    public static func objection(to charset: String, named name: String, of bytes: [UInt8]) -> String? {
        let format = FileFormat(ofFile: name, head: Array(bytes.prefix(headByteCount)))
        switch format {
        case .office, .pdf, .richText, .unsupported:
            return
                "a document says itself which sets it is in; only texts, and mails and archives of them, are read in "
                + "one that somebody names"
        default: break
        }
        guard let set = CharacterSet.declared(charset) else { return "nobody knows such a set" }
        switch format {
        case .text, .markdown, .json, .page, .xml, .wireMessages: break
        // Of many texts each may be in another one.
        default: return nil
        }
        do throws(Refusal) {
            _ = try DecodedText(bytes, named: set)
            return nil
        } catch {
            return error.description
        }
    }

    /// How a file with this name is read, by one word. The same bytes under names of two words are read
    /// twice.
    ///
    /// - Parameter name: The file's name, whose extension states the format; folders before it do not matter.
    /// - Returns: `text`, `markdown`, `json`, `lines`, `page`, `xml`, `mail`, `mailbox`, `archive`, `document`,
    ///   `pdf`, `rich`, `warc`, or `other` for what is not read.
    public static func format(named name: String) -> String {
        switch FileFormat(named: name) {
        case .text: "text"
        case .markdown: "markdown"
        case .json: "json"
        case .jsonLines: "lines"
        case .page: "page"
        case .xml: "xml"
        case .mail: "mail"
        case .mailbox: "mailbox"
        case .archive: "archive"
        case .office: "document"
        case .pdf: "pdf"
        case .richText: "rich"
        case .webArchive: "warc"
        case .wireMessages: "text"
        case .unsupported: "other"
        }
    }

    /// The bytes from the start of a file that tell how it is read.
    public static var headByteCount: Int { ContentSignature.byteCount }

    /// Whether a file is read by parsers that a hostile file may overcome, so that it must be read in a process
    /// of its own. Plain and rich text, Markdown, JSON and JSON lines are not.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose extension states the format.
    ///   - head: The first ``headByteCount`` bytes of the file, or all.
    /// - Returns: Whether it is a web page, XML, a document, an archive or compressed, and not refused at first
    ///   sight.
    public static func needsConfinement(named name: String, head: [UInt8]) -> Bool {
        let format = FileFormat(ofFile: name, head: head)
        return format.isConfined && ContentSignature.refusal(of: head, as: format) == nil
    }

    /// How the bytes of a text are read; `nil` for what is no text, and for JSON lines, each of which is read
    /// by itself.
    ///
    /// It is what reading the same bytes comes to, each time: nothing about an encoding has to be remembered.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose extension states the format.
    ///   - bytes: The whole file.
    /// - Returns: The encoding, and how it is known.
    public static func encoding(named name: String, of bytes: [UInt8]) -> TextEncoding? {
        let head = Array(bytes.prefix(ContentSignature.byteCount))
        let format = FileFormat(ofFile: name, head: head)
        if case .unsupported = format { return nil }
        if format == .page {
            return (try? DecodedText(bytes, declared: PageArticle.declaredEncoding(of: bytes)))?.encoding
        }
        guard format != .jsonLines, format != .richText, format != .wireMessages, !format.isConfined,
            ContentSignature.refusal(of: head, as: format) == nil
        else { return nil }
        return (try? DecodedText(bytes))?.encoding
    }

    /// Reads a whole file and delivers what is in it, in its order.
    ///
    /// JSON lines are read as they arrive, with one line and one chunk in memory; every other format is held
    /// whole, up to its limit. A refusal of the whole file comes alone, and the rest of its bytes is not
    /// asked for.
    ///
    /// - Parameters:
    ///   - name: The file's name, whose extension states the format; folders before it do not matter.
    ///   - byteCount: The file's size where it is known, so that a file beyond its limit is refused unread.
    ///   - source: The bytes.
    ///   - skip: Whether the article with this ordinal and source hash is known already and needs no
    ///     parsing; it is asked for JSON lines and for the elements of a JSON array.
    ///   - visit: Takes each piece; what it throws ends the reading.
    /// - Throws: What `source` and `visit` throw, and nothing else; a ``Refusal`` that `source` throws
    ///   refuses the file.
    public func read(
        named name: String,
        byteCount: Int64?,
        from source: inout some ByteSource,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool = { _, _ in false },
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        do {
            try readPieces(named: name, byteCount: byteCount, from: &source, within: nil, skip: skip) {
                piece in
                do { try visit(piece) } catch { throw VisitorError(error: error) }
            }
        } catch let refusal as Refusal {
            try visit(.refusal(refusal, ordinal: nil))
        } catch let stopped as VisitorError {
            throw stopped.error
        }
    }

    /// Reads a member of an archive.
    ///
    /// - Throws: A ``Refusal`` of the whole member, before any piece; what `visit` throws.
    func read(
        named name: String, from source: inout some ByteSource, within archive: ArchiveReader,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        try readPieces(
            named: name, byteCount: nil, from: &source, within: archive, skip: { _, _ in false }, visit)
    }

    /// Keeps a refusal that a visitor throws apart from one of the file.
    private struct VisitorError: Error {
        let error: any Error
    }

    private func readPieces(
        named name: String,
        byteCount: Int64?,
        from source: inout some ByteSource,
        within archive: ArchiveReader?,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let named = FileFormat(named: name)
        if case .unsupported(let formatName) = named {
            throw Refusal(byteCount == 0 ? .emptyFile : .unsupportedFormat(formatName))
        }
        let statedLimit = limit(of: named)
        if let byteCount, byteCount > Int64(statedLimit.byteCount), named != .jsonLines {
            throw statedLimit.refusal
        }

        var bytes = try source.nextChunk() ?? []
        while bytes.count < ContentSignature.byteCount, let chunk = try source.nextChunk() { bytes += chunk }
        guard !bytes.isEmpty else { throw Refusal(.emptyFile) }
        let head = Array(bytes.prefix(ContentSignature.byteCount))
        let format = FileFormat(ofFile: name, head: head)
        if let refusal = ContentSignature.refusal(of: head, as: format) { throw refusal }

        if format == .jsonLines {
            let set = archive.map(\.charset) ?? charset
            try readLines(beginningWith: bytes, from: &source, in: set, skip: skip, visit)
            return
        }
        let (limit, tooLarge) = limit(of: format)
        if let byteCount, byteCount > bytes.capacity { bytes.reserveCapacity(Int(byteCount)) }
        while bytes.count <= limit, let chunk = try source.nextChunk() { bytes += chunk }
        guard bytes.count <= limit else { throw tooLarge }

        let files =
            archive
            ?? ArchiveReader(
                limits: limits, depth: 1, budget: UnpackingBudget(limits, packedByteCount: bytes.count),
                charset: charset)
        switch format {
        case .archive: return try files.read(bytes, named: name, visit)
        case .mail:
            let hash = SourceHash.of(bytes, in: 0..<bytes.count)
            return try MailReader(files: files).readMail(bytes, fileHash: hash, visit)
        case .mailbox: return try MailReader(files: files).readMailbox(bytes, visit)
        case .webArchive: return try WebArchiveReader(files: files).read(bytes, visit)
        case .office, .pdf, .richText:
            let hash = SourceHash.of(bytes, in: 0..<bytes.count)
            let article = try readDocument(bytes, as: format, within: files)
            return try visit(.article(article, ordinal: nil, sourceHash: hash))
        default:
            // Of the members of an archive each has a set of its own.
            let set = archive.map { $0.charset(for: bytes) } ?? charset
            guard let claim = named.claim, format == .text else {
                return try Self.readWhole(bytes, as: format, in: set, skip: skip, visit)
            }
            try Self.readWhole(bytes, as: format, in: set, skip: skip) { piece in
                try visit(piece.noting(Article.remark(onClaim: claim)))
            }
        }
    }

    private func readDocument(
        _ bytes: [UInt8], as format: FileFormat, within files: ArchiveReader
    ) throws(Refusal) -> Article {
        switch format {
        case .pdf: return try PDFArticle.read(bytes, limits: limits)
        case .richText: return try RichTextReader.read(bytes)
        case .office(let kind):
            return try OfficeDocumentReader(limits: limits, budget: files.budget).read(bytes, as: kind)
        default: throw Refusal(.unsupportedFormat("this"))
        }
    }

    /// The most bytes of a file of a format that is read whole, and the refusal of a larger one.
    private func limit(of format: FileFormat) -> (byteCount: Int, refusal: Refusal) {
        switch format {
        case .json:
            (limits.documentByteCount, Refusal(.documentTooLarge(limit: limits.documentByteCount)))
        case .page, .xml, .mail, .richText:
            (
                limits.documentByteCount,
                Refusal(.fileTooLarge(key: "document-bytes", limit: limits.documentByteCount))
            )
        // Pictures are most of a large document.
        case .archive, .mailbox, .webArchive, .office, .pdf:
            (
                limits.archiveByteCount,
                Refusal(.fileTooLarge(key: "archive-bytes", limit: limits.archiveByteCount))
            )
        default: (limits.articleByteCount, Refusal(.articleTooLarge(limit: limits.articleByteCount)))
        }
    }

    /// Reads a file that is in memory as a whole.
    private static func readWhole(
        _ bytes: [UInt8],
        as format: FileFormat,
        in named: CharacterSet?,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let fileHash = SourceHash.of(bytes, in: 0..<bytes.count)
        if format == .page {
            let (article, guess) = try PageArticle.read(bytes, in: named)
            try visit(.article(article, ordinal: nil, sourceHash: fileHash))
            if let guess { try visit(.charset(guess)) }
            return
        }
        if format == .wireMessages {
            return try WireMessagesReader.read(bytes, in: named, fileHash: fileHash, visit)
        }
        if format == .xml { return try NewsXMLReader.read(bytes, in: named, fileHash: fileHash, visit) }
        let text = try DecodedText(bytes, named: named)
        if text.encoding.name != CharacterSet.utf8.name,
            let refusal = ContentSignature.refusal(
                of: Array(text.bytes.prefix(ContentSignature.byteCount)), as: format)
        {
            throw refusal
        }
        // Markup in an encoding that only its letters tell.
        let head = Array(text.bytes.dropFirst(text.start).prefix(ContentSignature.byteCount))
        if format == .text, ContentSignature.markup(in: head) != nil {
            throw Refusal(.unsupportedFormat("markup in \(text.encoding.name)"))
        }
        if format == .json {
            try JSONDocumentReader.read(
                text.bytes, from: text.start, fileHash: fileHash, skip: skip, visit)
        } else {
            let article =
                try format == .markdown
                ? MarkdownArticle.read(text.bytes, from: text.start)
                : TextArticle.read(text.bytes, from: text.start)
            try visit(.article(article, ordinal: nil, sourceHash: fileHash))
        }
        if let guess = text.encoding.guess { try visit(.charset(guess)) }
    }

    private func readLines(
        beginningWith head: [UInt8],
        from source: inout some ByteSource,
        in charset: CharacterSet?,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        try withoutActuallyEscaping(skip) { skip in
            try withoutActuallyEscaping(visit) { visit in
                var lines = JSONLinesReader(
                    byteLimit: limits.articleByteCount, charset: charset, skip: skip, visit: visit)
                try lines.read(head)
                while let chunk = try source.nextChunk() { try lines.read(chunk) }
                try lines.finish()
            }
        }
    }
}
