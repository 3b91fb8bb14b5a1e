internal import Articles

/// Reads a document that is a zip archive of XML: one article.
struct OfficeDocumentReader {
    let limits: ReadingLimits
    let budget: UnpackingBudget

    /// The article of a whole document.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - kind: Which kind its name or its first bytes state; what is in it counts.
    /// - Returns: The article.
    /// - Throws: A ``Refusal`` of the whole document.
    func read(_ bytes: [UInt8], as kind: FileFormat.Document) throws(Refusal) -> Article {
        if ContentSignature.isCompound(bytes) {
            // Office puts an encrypted document into a file of the old kind.
            let mark = Array("EncryptedPackage".utf8).flatMap { [$0, 0] as [UInt8] }
            throw Refusal(
                bytes.contains(sequence: mark)
                    ? .encrypted(kind.name) : .unsupportedFormat("an old Office document"))
        }
        guard ContentSignature.isZip(bytes) else {
            throw Refusal(.damaged(kind.name, detail: "it begins like none"))
        }
        // Its parts may be whole without it; but then nobody has finished writing it.
        guard ZipEnd.isThere(in: bytes) else {
            throw Refusal(.damaged(kind.name, detail: "its end is missing"))
        }
        let parts = try DocumentParts(bytes, kind: kind.name, limits: limits, budget: budget)
        let article = try article(of: parts, as: kind)
        guard article.body.utf8.count <= limits.articleByteCount else {
            throw Refusal(.articleTooLarge(limit: limits.articleByteCount))
        }
        return article
    }

    private func article(of parts: DocumentParts, as kind: FileFormat.Document) throws(Refusal) -> Article {
        if parts.has("META-INF/container.xml") {
            var book = ElectronicBook(parts)
            return try book.article()
        }
        if parts.has("[Content_Types].xml") { return try WordDocument(parts).article() }
        if parts.has("content.xml") { return try OpenDocument(parts).article() }
        switch kind {
        case .word: return try WordDocument(parts).article()
        case .openDocument: return try OpenDocument(parts).article()
        case .book:
            var book = ElectronicBook(parts)
            return try book.article()
        }
    }
}

extension [UInt8] {
    /// Whether these bytes stand somewhere in a row.
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        guard let first = sequence.first else { return true }
        var position = 0
        while let found = firstIndex(of: first, in: position..<count) {
            if self[found...].starts(with: sequence) { return true }
            position = found + 1
        }
        return false
    }
}
