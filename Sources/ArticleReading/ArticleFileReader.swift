internal import Articles

/// Reads the articles of a file, in whatever format it is.
///
/// A file that cannot be read is one refusal; in a file of many articles each is refused by itself. Text is
/// never cut: what is larger than a limit is refused.
public struct ArticleFileReader: Sendable {
    /// What a file may cost.
    public let limits: ReadingLimits
    /// The set that somebody named for texts, web pages and XML, and for those in mails and archives that are
    /// not UTF-8; `nil` where what they seem to be in counts.
    private let charset: CharacterSet?

    /// Reads within the given limits.
    ///
    /// - Parameters:
    ///   - limits: What a file may cost.
    ///   - charset: The name of the character set that the file is read in, whatever it seems to be in; one
    ///     that nobody knows counts for nothing.
    public init(limits: ReadingLimits = ReadingLimits(), charset: String? = nil) {
        self.limits = limits
        self.charset = charset.flatMap { CharacterSet.declared($0) }
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
        if try readContainer(bytes, named: name, as: format, by: files, visit) { return }
        // Of the members of an archive each has a set of its own.
        let set = archive.map { $0.charset(for: bytes) } ?? charset
        guard let claim = named.claim, format == .text else {
            return try WholeFileReader.read(bytes, as: format, in: set, skip: skip, visit)
        }
        try WholeFileReader.read(bytes, as: format, in: set, skip: skip) { piece in
            try visit(piece.noting(Article.remark(onClaim: claim)))
        }
    }

    /// Reads what holds other files, or says itself which sets it is in; `false` for anything else.
    private func readContainer(
        _ bytes: [UInt8], named name: String, as format: FileFormat, by files: ArchiveReader,
        _ visit: (ReadPiece) throws -> Void
    ) throws -> Bool {
        switch format {
        case .archive: try files.read(bytes, named: name, visit)
        case .mail:
            let hash = SourceHash.of(bytes, in: 0..<bytes.count)
            try MailReader(files: files).readMail(bytes, fileHash: hash, visit)
        case .mailbox: try MailReader(files: files).readMailbox(bytes, visit)
        case .webArchive: try WebArchiveReader(files: files).read(bytes, visit)
        case .office, .pdf, .richText:
            let hash = SourceHash.of(bytes, in: 0..<bytes.count)
            let article = try readDocument(bytes, as: format, within: files)
            try visit(.article(article, ordinal: nil, sourceHash: hash))
        default: return false
        }
        return true
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
