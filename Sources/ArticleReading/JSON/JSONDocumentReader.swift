/// Reads a `.json` file: one object, or an array of them.
enum JSONDocumentReader {
    /// Delivers the articles of the bytes from `start` on.
    ///
    /// The whole file is checked first, so that a broken one gives a single refusal and no article.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, in UTF-8.
    ///   - start: Where the JSON begins, behind a byte order mark.
    ///   - fileHash: The hash of the file as it stands, for an article that is all of it.
    ///   - skip: Whether the element with this number and hash needs no reading.
    ///   - visit: Takes each piece.
    /// - Throws: A ``Refusal`` of the whole file, before any piece; what `visit` throws.
    static func read(
        _ bytes: [UInt8],
        from start: Int,
        fileHash: UInt64,
        skip: (_ ordinal: Int, _ sourceHash: UInt64) -> Bool,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        guard !bytes.trimmed(start..<bytes.count).isEmpty else { throw Refusal(.noText) }
        var scanner = JSONScanner(bytes, in: start..<bytes.count, fileOffset: 0)
        guard try scanner.peekKind() == .array else {
            let article = try JSONArticle.read(bytes, in: start..<bytes.count, fileOffset: 0)
            return try visit(.article(article, ordinal: nil, sourceHash: fileHash))
        }

        let elements = try elements(of: &scanner)
        guard !elements.isEmpty else { throw Refusal(.noArticles) }
        for (index, element) in elements.enumerated() {
            let hash = SourceHash.of(bytes, in: element)
            if skip(index + 1, hash) {
                try visit(.unchanged(ordinal: index + 1, sourceHash: hash))
                continue
            }
            let piece: ReadPiece
            do throws(Refusal) {
                let article = try JSONArticle.read(bytes, in: element, fileOffset: 0)
                piece = .article(article, ordinal: index + 1, sourceHash: hash)
            } catch {
                piece = .refusal(error, ordinal: index + 1)
            }
            try visit(piece)
        }
    }

    private static func elements(of scanner: inout JSONScanner) throws(Refusal) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        try scanner.expect("[")
        if !scanner.take("]") {
            repeat { elements.append(try scanner.skipValue()) } while scanner.take(",")
            try scanner.expect("]")
        }
        try scanner.expectEnd()
        return elements
    }
}
