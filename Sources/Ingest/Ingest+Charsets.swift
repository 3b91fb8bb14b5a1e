internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import Crypto
internal import FolderWatch
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
    /// The set belongs to the bytes: it counts for other files with the same ones, and no more when the file changes.
    ///
    /// - Parameters:
    ///   - path: A path in a watched folder.
    ///   - label: A name of the set; `nil` for what the bytes seem to be in.
    /// - Throws: ``CharsetRefusal`` where the file cannot be read so, and nothing is changed then; ``StoreError``.
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
        let digest = try await onOwnThread("reread") { [limits] in
            try Self.digest(
                of: path, readableIn: charset, limit: limits.reading.documentByteCount,
                followsSymbolicLinks: owner.followsSymbolicLinks)
        }
        let twins = try await store.read { reader in
            try reader.file(at: path)?.contentID.map { try reader.paths(of: $0) } ?? []
        }
        try store.setCharset(charset, of: digest, now: WallClock.milliseconds)
        for path in [path] + twins.filter({ $0 != path }) { await readAgain(path) }
    }

    private static func digest(
        of path: FilePath, readableIn charset: String?, limit: Int, followsSymbolicLinks: Bool
    ) throws -> [UInt8] {
        do {
            let content = try FileContent(path, followsSymbolicLinks: followsSymbolicLinks)
            guard content.identity.byteCount <= Int64(limit) else {
                throw CharsetRefusal(
                    isMissing: false,
                    description: "'\(path.displayText)' is larger than \(limit) bytes; raise document-bytes")
            }
            let bytes = try content.wholeBytes()
            let name = path.lastComponent?.string ?? ""
            if let charset, let objection = ArticleFileReader.objection(to: charset, named: name, of: bytes) {
                throw CharsetRefusal(
                    isMissing: false,
                    description: "'\(path.displayText)' cannot be read as \(charset): \(objection)")
            }
            return Array(SHA256.hash(data: bytes))
        } catch let error as Errno {
            throw CharsetRefusal(
                isMissing: error == .noSuchFileOrDirectory || error == .notDirectory,
                description: "'\(path.displayText)' cannot be read: \(error)")
        }
    }
}
