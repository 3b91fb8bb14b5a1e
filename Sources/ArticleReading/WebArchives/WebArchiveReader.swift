internal import Articles

/// Reads what a crawler fetched (WARC, ISO 28500): each answer of a server that holds a text is an article.
///
/// Its framing is read here and not by libarchive, which leaves out every page whose address ends in a slash.
struct WebArchiveReader {
    /// Reads what was fetched as members of an archive are read.
    let files: ArchiveReader

    /// Delivers the articles of a file.
    ///
    /// - Throws: A ``Refusal`` of the whole file, before any piece; what `visit` throws.
    func read(_ bytes: [UInt8], _ visit: (ReadPiece) throws -> Void) throws {
        var numbering = PieceNumbering()
        var position = 0
        do {
            while let record = try WebRecord(bytes, at: position) {
                position = record.end
                guard record.mayHoldArticle else { continue }
                try files.budget.spendMember()
                let fetched: FetchedFile?
                do throws(Refusal) {
                    fetched = try record.file(of: bytes, unpacking: files)
                } catch {
                    if case .expandsTooMuch = error.reason { throw error }
                    try files.refuse(error, named: record.address, numbering: &numbering, visit)
                    continue
                }
                guard let fetched else { continue }
                try files.deliver(
                    fetched.bytes, named: fetched.name, shownAs: record.address, numbering: &numbering
                ) { piece in
                    guard case .article(var article, let ordinal, let hash, let member) = piece else {
                        return try visit(piece)
                    }
                    article.url = article.url ?? record.address
                    try visit(.article(article, ordinal: ordinal, sourceHash: hash, member: member))
                }
            }
        } catch let refusal as Refusal where numbering.count > 0 {
            return try visit(.refusal(refusal, ordinal: numbering.next()))
        }
        if numbering.count == 0 { throw Refusal(.noArticles) }
    }
}
