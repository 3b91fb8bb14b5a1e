internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import ConfinedReading
internal import Crypto
internal import FolderWatch
internal import SystemPackage

/// Looks at what stands at a path and says what the index must do about it. Works on a reader's thread and
/// blocks.
struct FileExaminer: Sendable {
    /// What came of looking.
    enum Verdict {
        /// Nothing is to be done.
        case unchanged
        /// Changes were pushed; the last one concludes the path.
        case pushed
        /// The file changed while it was read: look again later.
        case unsettled
        /// The pipeline is being closed.
        case closed
    }

    let store: ArticleStore
    let folders: FolderRegistry
    let limits: IngestLimits
    var confinedReader: ConfinedReader?
    /// Whether the pipeline is being closed, asked between the chunks of a large file.
    let isStopping: @Sendable () -> Bool
    /// The revision of the index when this run began.
    let firstRevision: Revision
    /// Has another path looked at: events name one path of a file, and it may have others.
    var queue: @Sendable (FilePath) -> Void = { _ in }
    let forgotten: ForgottenFiles
    let preparers = PreparerPool()

    /// How the reason begins when reading failed for a cause whose end the file's identity does not show.
    static let unreadable = "cannot be read: "

    /// Looks at a path.
    ///
    /// - Parameters:
    ///   - item: The path.
    ///   - push: Hands over a change; `false` when the pipeline is being closed.
    /// - Returns: What came of it.
    /// - Throws: ``StoreError`` when the index cannot be asked.
    func examine(_ item: WorkItem, push: (ReadyChange) -> Bool) throws -> Verdict {
        guard let owner = folders.owner(of: item.path) else {
            // A name that the rules leave alone now is as good as gone; a folder that is configured no more
            // is not.
            guard folders.isWithin(item.path) else { return .unchanged }
            return try remove(item, "left alone by the folder's rules", push)
        }
        let kind: FileKind
        do {
            kind = try FileKind(at: item.path, followsSymbolicLinks: owner.followsSymbolicLinks)
        } catch .noSuchFileOrDirectory, .notDirectory {
            return try removeIfGone(item, push)
        } catch {
            // What is in the index stays: only a deletion takes it out.
            let known = try store.lookUp { try $0.file(at: item.path) }
            if known?.state == .indexed { return .unchanged }
            return try refuse(item, owner, nil, "\(Self.unreadable)\(error)", push)
        }
        switch kind {
        case .folder(let identity):
            guard Self.isAbove(identity, item.path) else {
                return try remove(item, "a folder has taken its place", push)
            }
            return try refuse(
                item, owner, nil, "a symbolic link to a folder that holds it, which is not followed", push)
        case .symbolicLink:
            return try refuse(
                item, owner, nil, "a symbolic link; links are followed only in folders configured so", push)
        case .other(let special):
            return try refuse(item, owner, nil, "a \(special.rawValue), which is never opened", push)
        case .file(let identity):
            let verdict = try examine(item, identity, owner: owner, push)
            // Its other names may be on their way into the index with the identity they had before, and this
            // one is not in yet for whoever looks at them: neither has the other looked at. Once it is in, it
            // is looked at again, and so are they.
            if case .pushed = verdict, Self.hasOtherNames(item.path) { queue(item.path) }
            return verdict
        }
    }

    /// Whether the file at a path has more names than this one.
    private static func hasOtherNames(_ path: FilePath) -> Bool {
        ((try? Stat(path))?.linkCount ?? 0) > 1
    }

    private func examine(
        _ item: WorkItem, _ identity: FileIdentity, owner: RegisteredFolder, _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let (known, twins): (StoredFile?, [StoredFile]) = try store.lookUp { reader in
            guard try reader.knows(item.path, identity) else { return (nil, []) }
            return (try reader.file(at: item.path), try reader.files(ofInode: identity))
        }
        queueOthers(twins.filter { $0.path != item.path && $0.identity != identity })
        if let old = known?.identity, old.inode != identity.inode || old.device != identity.device {
            try queueOthers(of: old, besides: item.path)
        }
        if let known, known.identity == identity, try !keepForgotten(known, at: item.path, owner, push) {
            return .closed
        }
        if let known, known.identity == identity, known.folder == owner.id, known.awayWith == nil,
            !item.isForced
        {
            if known.state == .refused, known.reason == ArticleStore.forgottenReason { return .unchanged }
            if known.state == .indexed, known.reason == nil,
                !mayHideChange(identity, since: identity.changeTime)
            {
                return .unchanged
            }
            // What an earlier run refused is read again once: limits may have been raised since, and formats
            // added.
            let isRecent = known.revision > firstRevision
            if known.state == .refused, isRecent, known.reason?.hasPrefix(Self.unreadable) != true {
                return .unchanged
            }
        }
        let source = formerFile(at: item.path, identity, among: twins)
        if let source, identity.hasTellingTime, !mayHideChange(identity, since: identity.modificationTime) {
            return conclude(
                item, .moved(from: source.path, to: item.path, folder: owner.id, identity: identity), push,
                if: .file(at: source.path, identity))
        }
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
    }

    /// Sees to it that the ledger knows of a file that the index says was forgotten, as the file is still what it was then. A
    /// ledger that cannot be written now is told at the next scan.
    ///
    /// - Returns: `false` when the pipeline is being closed.
    private func keepForgotten(
        _ known: StoredFile, at path: FilePath, _ owner: RegisteredFolder, _ push: (ReadyChange) -> Bool
    ) throws -> Bool {
        guard forgotten.isDue(known, at: path), !isStopping(),
            let content = try? FileContent(path, followsSymbolicLinks: owner.followsSymbolicLinks),
            content.identity == known.identity, let bytes = try? content.wholeBytes(),
            Int64(bytes.count) == content.identity.byteCount, (try? content.isUnchanged()) == true
        else { return true }
        let hash = SourceHash.of(bytes, in: 0..<bytes.count)
        let articles: [Int64]
        do {
            articles = try store.noteForgotten(bytesWith: hash, now: WallClock.milliseconds)
        } catch let error as StoreError where error.mayPass {
            return true
        }
        forgotten.note(path)
        return articles.isEmpty
            || push(ReadyChange(change: .forgotten(articles: articles), byteCount: 0, concludes: nil))
    }

    /// Errors that say nothing of the file: it is looked at again a little later.
    private static let passing: Set<Errno> = [
        .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory, .ioError, .staleNFSFileHandle, .interrupted,
        .resourceTemporarilyUnavailable,
    ]

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
        let preparer = preparers.take()
        defer { preparers.giveBack(preparer) }
        var shares = FileShares(
            path: item.path, folder: owner.id, identity: content.identity, hash: hash, preparer: preparer,
            assumption: before?.isIndexed == true ? .whole(hash) : assumption)
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

    /// Where a file was before, when it is the same file, read in the same way, and no longer there.
    private func formerFile(
        at path: FilePath, _ identity: FileIdentity, among twins: [StoredFile]
    ) -> StoredFile? {
        twins.first { file in
            guard file.path != path, file.state == .indexed, file.identity?.isSameFile(as: identity) == true,
                file.path.articleFormat == path.articleFormat
            else { return false }
            do throws(Errno) {
                // A hard or a followed link is still where it was: two paths of one file, not a move.
                let follows = folders.owner(of: file.path)?.followsSymbolicLinks ?? false
                let kind = try FileKind(at: file.path, followsSymbolicLinks: follows)
                guard let there = kind.identity else { return true }
                return there.inode != identity.inode || there.device != identity.device
            } catch {
                // A path that may not be looked at is not one at which nothing stands.
                return error == .noSuchFileOrDirectory || error == .notDirectory
            }
        }
    }

    /// Whether a small file may have been written once more since it was read, and look the same. Small files
    /// are compared by their bytes then; reading a large one takes longer than that.
    private func mayHideChange(_ identity: FileIdentity, since time: Int64) -> Bool {
        identity.byteCount <= limits.wholeFileByteCount && FileIdentity.isFresh(time)
    }
}

/// What the index is told about a path that holds no article.
extension FileExaminer {
    /// Removes a path at which nothing stands, unless its file system may be away.
    private func removeIfGone(_ item: WorkItem, _ push: (ReadyChange) -> Bool) throws -> Verdict {
        guard let known = try store.lookUp({ try $0.file(at: item.path) }), known.state != .deleted else {
            return .unchanged
        }
        if !item.isProvenGone, let device = known.identity?.device {
            guard known.awayWith == nil, let owner = folders.owner(of: item.path), owner.exists,
                let nearest = Self.nearestFolder(of: item.path), nearest.device == device
            else {
                return .unchanged
            }
            let stored = try store.lookUp { try $0.fileSystems(in: owner.id) }[device]
            let isOther = stored.map { (try? FileSystemIdentity(holding: nearest.path).description) != $0 }
            // It is for a scan to say what stands there now.
            if isOther == true { return .unchanged }
        }
        if let identity = known.identity { try queueOthers(of: identity, besides: item.path) }
        return conclude(item, .removed(path: item.path, reason: nil), push)
    }

    /// Has the other names of a file looked at that has lost one: that changes the inode, and with it all of
    /// them.
    private func queueOthers(of identity: FileIdentity, besides path: FilePath) throws {
        queueOthers(try store.lookUp { try $0.files(ofInode: identity) }.filter { $0.path != path })
    }

    /// Has paths looked at, as far as they are there: one that is not may be half of a move, and its new
    /// place comes first.
    private func queueOthers(_ twins: [StoredFile]) {
        for twin in twins {
            guard let there = try? FileKind(at: twin.path, followsSymbolicLinks: true).identity,
                there.inode == twin.identity?.inode, there.device == twin.identity?.device
            else { continue }
            queue(twin.path)
        }
    }

    /// The deepest folder on the way to a path that is there.
    private static func nearestFolder(of path: FilePath) -> (path: FilePath, device: UInt64)? {
        var folder = path.removingLastComponent()
        while true {
            if let identity = try? FileKind(at: folder, followsSymbolicLinks: true).identity {
                return (folder, identity.device)
            }
            guard folder.removeLastComponent() else { return nil }
        }
    }

    /// Whether a path that leads to a folder leads back to one on its own way.
    private static func isAbove(_ identity: FileIdentity, _ path: FilePath) -> Bool {
        var folder = path
        while folder.removeLastComponent() {
            let above = try? FileKind(at: folder, followsSymbolicLinks: true).identity
            if above?.inode == identity.inode, above?.device == identity.device { return true }
        }
        return false
    }

    private func remove(_ item: WorkItem, _ reason: String, _ push: (ReadyChange) -> Bool) throws -> Verdict {
        let known = try store.lookUp { try $0.file(at: item.path) }
        guard let known, known.state != .deleted else { return .unchanged }
        return conclude(item, .removed(path: item.path, reason: reason), push)
    }

    private func refuse(
        _ item: WorkItem, _ owner: RegisteredFolder, _ identity: FileIdentity?, _ reason: String,
        _ push: (ReadyChange) -> Bool
    ) throws -> Verdict {
        let known = try store.lookUp { try $0.file(at: item.path) }
        if let known, known.state == .refused, known.reason == reason, known.identity == identity {
            return .unchanged
        }
        return conclude(
            item, .refused(path: item.path, folder: owner.id, identity: identity, reason: reason), push)
    }

    private func conclude(
        _ item: WorkItem, _ change: StoreChange, _ push: (ReadyChange) -> Bool,
        if assumption: Assumption? = nil
    ) -> Verdict {
        push(ReadyChange(change: change, byteCount: 0, concludes: item.path, assumption: assumption))
            ? .pushed : .closed
    }
}
