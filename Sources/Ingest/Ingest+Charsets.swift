internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import Crypto
internal import FolderWatch
internal import Synchronization
public import SystemPackage

/// Why a file is not read in the character set that somebody names.
public struct CharsetRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whether there is no such file in a watched folder.
    public let isMissing: Bool
    /// One line for a person.
    public let description: String
}

extension Ingest {
    /// Reads a file in a character set from now on, and returns when it is in the index so.
    ///
    /// The set belongs to the bytes: it counts for other files with the same ones, and no more when the file
    /// changes.
    ///
    /// - Parameters:
    ///   - path: A path in a watched folder.
    ///   - label: A name of the set; `nil` for what the bytes seem to be in.
    /// - Throws: ``CharsetRefusal`` where the file cannot be read so, and nothing is changed then;
    ///   `StoreError`; `CancellationError` when the pipeline ends or nobody waits any more, before anything
    ///   is changed.
    public func readAgain(_ path: FilePath, in label: String?) async throws {
        guard let owner = folders.owner(of: path) else {
            throw CharsetRefusal(
                isMissing: true,
                description: "'\(path.displayText)' is in no watched folder, or left alone there")
        }
        let charset = try label.map { label in
            guard let charset = ArticleFileReader.charset(named: label) else {
                throw CharsetRefusal(
                    isMissing: false,
                    description:
                        "nobody knows the character set '\(label)'; name one as windows-1251 or KOI8-R")
            }
            return charset
        }
        // The thread is no part of the task, and is told of its end.
        let isCancelled = Atomic(false)
        let reader = FilePieceReader(
            limits: limits.reading, confinedReader: confinedReader,
            isStopping: { [work] in work.isEnded || isCancelled.load(ordering: .relaxed) })
        let digest = try await withTaskCancellationHandler {
            try await onOwnThread("reread") {
                try Self.digest(
                    of: path, readableIn: charset, by: reader,
                    followsSymbolicLinks: owner.followsSymbolicLinks)
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
        let twins = try await store.read { reader in
            try reader.file(at: path)?.contentID.map { try reader.paths(of: $0) } ?? []
        }
        try Task.checkCancellation()
        try store.setCharset(charset, of: digest, now: WallClock.milliseconds)
        for path in [path] + twins.filter({ $0 != path }) { await readAgain(path) }
    }

    /// The SHA-256 of a file that gives articles when it is read in a set to its end.
    private static func digest(
        of path: FilePath, readableIn charset: String?, by reader: FilePieceReader, followsSymbolicLinks: Bool
    ) throws -> [UInt8] {
        do {
            let content = try FileContent(path, followsSymbolicLinks: followsSymbolicLinks)
            guard let digest = try content.digest(unless: reader.isStopping) else {
                if reader.isStopping() { throw CancellationError() }
                throw Self.changed(path)
            }
            if let charset,
                let objection = try objection(to: charset, of: content, at: path, digest, by: reader)
            {
                throw CharsetRefusal(
                    isMissing: false,
                    description: "'\(path.displayText)' cannot be read as \(charset): \(objection)")
            }
            return digest
        } catch is FileShares.Closed {
            throw CancellationError()
        } catch is FilePieceReader.ChangedWhileRead {
            throw Self.changed(path)
        } catch let error as Errno where [.isDirectory, .notSupported].contains(error) {
            throw CharsetRefusal(
                isMissing: false,
                description: "'\(path.displayText)' is a folder, or no file that holds text; name one file")
        } catch let error as Errno {
            throw CharsetRefusal(
                isMissing: error == .noSuchFileOrDirectory || error == .notDirectory,
                description: "'\(path.displayText)' cannot be read: \(error)")
        }
    }

    /// Why a file cannot be read in a set; `nil` where it gives articles.
    private static func objection(
        to charset: String, of content: FileContent, at path: FilePath, _ digest: [UInt8],
        by reader: FilePieceReader
    ) throws -> String? {
        let name = path.lastComponent?.string ?? ""
        let isSmall = content.identity.byteCount <= Int64(reader.limits.documentByteCount)
        let bytes =
            try isSmall
            ? content.wholeBytes() : content.chunk(at: 0, byteCount: ArticleFileReader.headByteCount)
        if let objection = ArticleFileReader.objection(to: charset, named: name, of: bytes) {
            return objection
        }
        guard let hash = ContentHash(digest: digest, format: path.articleFormat, charset: charset) else {
            return nil
        }
        var articleCount = 0
        var refusal: String?
        try reader.read(
            content, isSmall ? bytes : nil, at: path, hash: hash, charset: charset, before: nil
        ) { piece in
            if reader.isStopping() { throw CancellationError() }
            switch piece {
            case .article: articleCount += 1
            case .refusal(let reason, _, _): refusal = refusal ?? "\(reason)"
            case .unchanged, .charset: break
            }
        }
        return articleCount == 0 ? refusal ?? "it holds no article" : nil
    }

    private static func changed(_ path: FilePath) -> CharsetRefusal {
        CharsetRefusal(
            isMissing: false,
            description: "'\(path.displayText)' is being written; ask again when it is whole")
    }
}
