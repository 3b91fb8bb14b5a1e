internal import ArticleReading
internal import ArticleStore
internal import Articles
internal import ConfinedReading
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
    /// - Throws: `StoreError` when the index cannot be asked.
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

    /// Whether a path that leads to a folder leads back to one on its own way.
    private static func isAbove(_ identity: FileIdentity, _ path: FilePath) -> Bool {
        var folder = path
        while folder.removeLastComponent() {
            let above = try? FileKind(at: folder, followsSymbolicLinks: true).identity
            if above?.inode == identity.inode, above?.device == identity.device { return true }
        }
        return false
    }
}
