internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import SystemPackage

/// What is to be done about a file, by what the index knows of it and of its other names.
extension FileExaminer {
    /// Looks at a file that stands at a path.
    func examine(
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
        if let known, known.identity == identity {
            guard try keepForgotten(known, at: item.path, owner, push) else { return .closed }
            if isUpToDate(known, at: item, identity, owner) { return .unchanged }
        }
        let source = formerFile(at: item.path, identity, among: twins)
        if let source, identity.hasTellingTime, !mayHideChange(identity, since: identity.modificationTime) {
            return conclude(
                item, .moved(from: source.path, to: item.path, folder: owner.id, identity: identity), push,
                if: .file(at: source.path, identity))
        }
        return try read(item, identity, known: known, movedFrom: source, owner: owner, push)
    }

    /// Whether what the index says of a file is still so, as far as the file's identity, which is the same,
    /// can show it.
    private func isUpToDate(
        _ known: StoredFile, at item: WorkItem, _ identity: FileIdentity, _ owner: RegisteredFolder
    ) -> Bool {
        guard known.folder == owner.id, known.awayWith == nil, !item.isForced else { return false }
        switch known.state {
        case .refused where known.reason == ArticleStore.forgottenReason: return true
        // What an earlier run refused is read again once: limits may have been raised since, and formats
        // added.
        case .refused:
            return known.revision > firstRevision && known.reason?.hasPrefix(Self.unreadable) != true
        case .indexed: return known.reason == nil && !mayHideChange(identity, since: identity.changeTime)
        default: return false
        }
    }

    /// Whether a small file may have been written once more since it was read, and look the same. Small files
    /// are compared by their bytes then; reading a large one takes longer than that.
    private func mayHideChange(_ identity: FileIdentity, since time: Int64) -> Bool {
        identity.byteCount <= limits.wholeFileByteCount && FileIdentity.isFresh(time)
    }

    /// Sees to it that the ledger knows of a file that the index says was forgotten, as the file is still
    /// what it was then. A ledger that cannot be written now is told at the next scan.
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
}
