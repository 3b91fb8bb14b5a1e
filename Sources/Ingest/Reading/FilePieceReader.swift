internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import ConfinedReading
internal import SystemPackage

/// Has the articles of an opened file read: here, or in a process of its own where foreign code parses it.
struct FilePieceReader {
    let limits: ReadingLimits
    /// `nil` where there is none: what needs it is refused.
    let confinedReader: ConfinedReader?
    /// Whether the pipeline is being closed.
    let isStopping: @Sendable () -> Bool

    /// The file is another one than what was hashed.
    struct ChangedWhileRead: Error {}

    /// Reads the pieces of a file: from memory, or from the file a second time, chunk by chunk, making sure
    /// then that the bytes are those that were hashed.
    func read(
        _ content: FileContent, _ bytes: [UInt8]?, at path: FilePath, hash: ContentHash,
        charset: String?, before: ContentPieces?,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        let name = path.lastComponent?.string ?? ""
        let reader = ArticleFileReader(limits: limits, charset: charset)
        let byteCount = content.identity.byteCount
        let head =
            try bytes.map { Array($0.prefix(ArticleFileReader.headByteCount)) }
            ?? content.chunk(at: 0, byteCount: ArticleFileReader.headByteCount)
        if ArticleFileReader.needsConfinement(named: name, head: head) {
            try readConfined(content, bytes, named: name, charset: charset, visit)
            return
        }
        let isUnchanged: (Int, UInt64) -> Bool = { before?.holds($1, at: Int64($0)) ?? false }
        if let bytes {
            var source = ByteArraySource(bytes)
            try reader.read(named: name, byteCount: byteCount, from: &source, skip: isUnchanged, visit)
            return
        }
        var source = FileContentSource(content)
        var isRefused = false
        try reader.read(named: name, byteCount: byteCount, from: &source, skip: isUnchanged) { piece in
            if case .refusal(_, nil, _) = piece { isRefused = true }
            try visit(piece)
        }
        guard try content.isUnchanged(), isRefused || source.digest == hash.digest else {
            throw ChangedWhileRead()
        }
    }

    /// Reads the pieces of a file in a process of its own, which gets the very bytes that were hashed, or the
    /// file itself where it is large; that this has not changed is looked at afterwards.
    private func readConfined(
        _ content: FileContent, _ bytes: [UInt8]?, named name: String, charset: String?,
        _ visit: (ReadPiece) throws -> Void
    ) throws {
        guard let confinedReader else {
            let refusal = Refusal(.readerFailed("this program has no reader for it"))
            return try visit(.refusal(refusal, ordinal: nil))
        }
        let held = try bytes.map(MemoryFile.init)
        let isRead = try confinedReader.read(
            named: name, held?.descriptor ?? content.descriptor, limits: limits, charset: charset,
            unless: isStopping
        ) { piece in
            guard try content.isUnchanged() else { throw ChangedWhileRead() }
            try visit(piece)
        }
        guard isRead else { throw FileShares.Closed() }
        withExtendedLifetime(held) {}
        guard try content.isUnchanged() else { throw ChangedWhileRead() }
    }
}
