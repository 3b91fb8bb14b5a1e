internal import ArticleReading
internal import Articles

extension FuzzTarget {
    /// A reader of files by the name that such a file has. Bytes that are of another format are read as that,
    /// as in a watched folder.
    static let readers: [FuzzTarget] = [
        ("text", "a.txt"), ("dateline", "a.txt"), ("markdown", "a.md"), ("html", "a.html"), ("feed", "a.rss"),
        ("nitf", "a.nitf"), ("newsml", "a.newsml"), ("iptc7901", "a.txt"), ("json", "a.json"),
        ("jsonlines", "a.jsonl"), ("mail", "a.eml"), ("mailbox", "a.mbox"), ("pdf", "a.pdf"),
        ("docx", "a.docx"),
        ("odt", "a.odt"), ("epub", "a.epub"), ("rtf", "a.rtf"), ("zip", "a.zip"), ("tar", "a.tar"),
        ("gzip", "a.txt.gz"), ("warc", "a.warc"),
    ].map { name, file in FuzzTarget(name: name) { read($0, named: file) } }

    /// What tells the character set of a text.
    static let charset = FuzzTarget(name: "charset") { bytes in
        _ = ArticleFileReader.encoding(named: "a.txt", of: bytes)
    }

    /// Small enough for an input to take milliseconds, large enough for each limit to be reached.
    private static let limits = {
        var limits = ReadingLimits(articleByteCount: 1 << 18, documentByteCount: 1 << 18)
        limits.memberByteCount = 1 << 18
        limits.memberCount = 64
        return limits
    }()

    /// Reads a file and holds what comes out against what the reader promises.
    private static func read(_ bytes: [UInt8], named name: String) {
        var source = ByteArraySource(bytes)
        var pieceCount = 0
        var ordinals: Set<Int> = []
        do {
            try ArticleFileReader(limits: limits)
                .read(named: name, byteCount: Int64(bytes.count), from: &source) { piece in
                    if case .charset = piece { return }
                    pieceCount += 1
                    let ordinal: Int?
                    switch piece {
                    case .article(let article, let number, _, let member):
                        ordinal = number
                        expect(!article.title.isEmpty || !article.body.isEmpty, "an article has words")
                        expect(member.map(ReadPiece.isMember) ?? true, "a member has a name")
                    case .refusal(let refusal, let number, let member):
                        ordinal = number
                        expect(
                            !refusal.description.isEmpty && !refusal.code.isEmpty, "a refusal says why")
                        expect(member.map(ReadPiece.isMember) ?? true, "a member has a name")
                    case .unchanged, .charset: ordinal = nil
                    }
                    if let ordinal { expect(ordinals.insert(ordinal).inserted, "numbers stand once") }
                }
        } catch {
            preconditionFailure("nothing but the source and the visitor throws: \(error)")
        }
        expect(pieceCount > 0, "each file ends as articles or as a refusal")
    }
}
