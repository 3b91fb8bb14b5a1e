internal import Articles

/// Reads files that are in memory as a whole, and no containers: texts, JSON, pages, XML and messages.
enum WholeFileReader {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - format: Its format.
    ///   - named: The set that somebody named for it.
    ///   - skip: Whether an element of a JSON array is known already and needs no parsing.
    ///   - visit: Takes each piece.
    /// - Throws: ``Refusal``, and what `visit` throws.
    static func read(
        _ bytes: [UInt8],
        as format: FileFormat,
        in named: CharacterSet?,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let hash = SourceHash.of(bytes, in: 0..<bytes.count)
        switch format {
        case .page:
            let (article, guess) = try PageArticle.read(bytes, in: named)
            try visit(.article(article, ordinal: nil, sourceHash: hash))
            if let guess { try visit(.charset(guess)) }
        case .wireMessages: try WireMessagesReader.read(bytes, in: named, fileHash: hash, visit)
        case .xml: try NewsXMLReader.read(bytes, in: named, fileHash: hash, visit)
        default:
            let text = try DecodedText(bytes, named: named)
            try refuseOtherFormats(in: text, than: format)
            try read(text, as: format, fileHash: hash, skip: skip, visit)
            if let guess = text.encoding.guess { try visit(.charset(guess)) }
        }
    }

    private static func read(
        _ text: DecodedText, as format: FileFormat, fileHash: UInt64,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool, _ visit: (ReadPiece) throws -> Void
    ) throws {
        if format == .json {
            return try JSONDocumentReader.read(
                text.bytes, from: text.start, fileHash: fileHash, skip: skip, visit)
        }
        let article =
            try format == .markdown
            ? MarkdownArticle.read(text.bytes, from: text.start)
            : TextArticle.read(text.bytes, from: text.start)
        try visit(.article(article, ordinal: nil, sourceHash: fileHash))
    }

    /// Refuses what is seen to be another format only once its encoding is known.
    private static func refuseOtherFormats(in text: DecodedText, than format: FileFormat) throws(Refusal) {
        if text.encoding.name != CharacterSet.utf8.name,
            let refusal = ContentSignature.refusal(
                of: Array(text.bytes.prefix(ContentSignature.byteCount)), as: format)
        {
            throw refusal
        }
        let head = Array(text.bytes.dropFirst(text.start).prefix(ContentSignature.byteCount))
        if format == .text, ContentSignature.markup(in: head) != nil {
            throw Refusal(.unsupportedFormat("markup in \(text.encoding.name)"))
        }
    }
}
