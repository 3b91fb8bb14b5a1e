internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import Crypto
internal import FolderWatch
internal import SystemPackage

/// The bytes of a file, as far as the index does not have them already.
extension FileExaminer {
    /// Opens a file and has it read.
    func read(
        _ item: WorkItem, _ identity: FileIdentity, known: StoredFile?, movedFrom source: StoredFile?,
        owner: RegisteredFolder, _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        do {
            let content = try FileContent(item.path, followsSymbolicLinks: owner.followsSymbolicLinks)
            return try read(content, at: item, known: known, movedFrom: source, owner: owner, push)
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return try removeIfGone(item, push)
        } catch Errno.notSupported, Errno.tooManySymbolicLinkLevels {
            // Something else took the file's place between the two calls.
            return .unsettled
        } catch let error as Errno where Self.passing.contains(error) {
            return .unsettled
        } catch let error as Errno {
            return try fail(item, identity, known: known, owner: owner, because: error, push)
        }
    }

    /// Errors that say nothing of the file: it is looked at again a little later.
    private static let passing: Set<Errno> = [
        .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory, .ioError, .staleNFSFileHandle, .interrupted,
        .resourceTemporarilyUnavailable,
    ]

    /// Notes that a file cannot be read. What the index has of it stays.
    private func fail(
        _ item: WorkItem, _ identity: FileIdentity, known: StoredFile?, owner: RegisteredFolder,
        because error: Errno, _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let advice =
            error == .permissionDenied || error == .notPermitted
            ? "let the service's user read it" : "it is tried again when it changes, and at each start"
        let reason = "\(Self.unreadable)\(error); \(advice)"
        guard let known, known.state == .indexed else {
            return try refuse(item, owner, identity, reason, push)
        }
        if known.identity == identity, known.reason == reason { return .unchanged }
        return conclude(
            item, .kept(path: item.path, folder: owner.id, identity: identity, reason: reason), push)
    }

    private func read(
        _ content: FileContent, at item: WorkItem, known: StoredFile?, movedFrom source: StoredFile?,
        owner: RegisteredFolder, _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let isSmall = content.identity.byteCount <= limits.wholeFileByteCount
        let bytes = isSmall ? try content.wholeBytes() : nil
        let digest =
            if let bytes { Array(SHA256.hash(data: bytes)) } else { try content.digest(unless: isStopping) }
        if isStopping() { return .closed }
        let charset = digest.flatMap { store.charset(of: $0) }
        let computed = digest.flatMap {
            ContentHash(digest: $0, format: item.path.articleFormat, charset: charset)
        }
        guard let hash = computed, try content.isUnchanged() else { return .unsettled }
        if let bytes, Int64(bytes.count) != content.identity.byteCount { return .unsettled }
        if let source, let former = source.contentID, try store.lookUp({ try $0.hash(of: former) }) == hash {
            return conclude(
                item, .moved(from: source.path, to: item.path, folder: owner.id, identity: content.identity),
                push,
                if: .file(at: source.path, content.identity))
        }
        // The writer finds out by itself that a small new file is a copy; only what is worth it is asked
        // before.
        let before = isSmall && known == nil ? nil : try knownContent(hash, known: known)
        let assumption = known.map { Assumption.content($0.contentID, at: item.path) }
        if before?.isSame == true {
            if known?.identity == content.identity, known?.folder == owner.id, known?.awayWith == nil {
                return .unchanged
            }
            return conclude(
                item, .touched(path: item.path, folder: owner.id, identity: content.identity), push,
                if: assumption)
        }
        return try readArticles(
            of: content, bytes, at: item, hash: hash, charset: charset, known: known, before: before,
            if: before?.isIndexed == true ? .whole(hash) : assumption, owner: owner, push)
    }

    /// Has the articles of a file pushed, unless all of its bytes are in the index by another name.
    private func readArticles(
        of content: FileContent, _ bytes: [UInt8]?, at item: WorkItem, hash: ContentHash, charset: String?,
        known: StoredFile?, before: KnownContent?, if assumption: Assumption?, owner: RegisteredFolder,
        _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let preparer = preparers.take()
        defer { preparers.giveBack(preparer) }
        var shares = FileShares(
            path: item.path, folder: owner.id, identity: content.identity, hash: hash, preparer: preparer,
            assumption: assumption)
        if before?.isIndexed != true {
            do {
                let reader = FilePieceReader(
                    limits: limits.reading, confinedReader: confinedReader, isStopping: isStopping)
                try reader.read(
                    content, bytes, at: item.path, hash: hash, charset: charset, before: before?.pieces
                ) { piece in
                    guard let share = try shares.add(piece, unless: isStopping) else { return }
                    // A part of a file that is still being written would be of use to nobody.
                    guard try content.isUnchanged() else { throw FilePieceReader.ChangedWhileRead() }
                    guard !isStopping(), push(share) else { throw FileShares.Closed() }
                }
            } catch is FileShares.Closed {
                return .closed
            } catch is FilePieceReader.ChangedWhileRead {
                return .unsettled
            }
        }
        if let known, known.state == .refused, known.identity == content.identity,
            shares.refusal == known.reason
        {
            return .unchanged
        }
        return push(shares.finish()) ? .pushed : .closed
    }

    private struct KnownContent {
        /// Whether the path holds these bytes already.
        var isSame: Bool
        /// Whether some path holds these bytes already, all of them written.
        var isIndexed: Bool
        /// What the path held before, piece by piece; `nil` where that was read in another way.
        var pieces: ContentPieces?
    }

    private func knownContent(_ hash: ContentHash, known: StoredFile?) throws -> KnownContent {
        try store.lookUp { reader in
            let same = try reader.content(hash)
            let isWhole = same?.isComplete == true
            let isSame = isWhole && known?.state == .indexed && known?.contentID == same?.id
            guard !isWhole, let former = known?.contentID,
                try reader.hash(of: former)?.isRead(as: hash) == true
            else { return KnownContent(isSame: isSame, isIndexed: isWhole) }
            return KnownContent(
                isSame: isSame, isIndexed: isWhole, pieces: try reader.pieces(of: former))
        }
    }
}
