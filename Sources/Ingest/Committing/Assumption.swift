internal import ArticleStore
internal import Articles
internal import SystemPackage

/// What a reader took for granted when it made a change: what the index said then.
///
/// A change to another path may make it untrue before the commit: a file that moved away while its new place
/// was looked at, a copy whose original was deleted. Committing all the same would give a path the articles
/// of another file, or none.
enum Assumption: Sendable, Equatable {
    /// The index has this file at the path, from which it has moved.
    case file(at: FilePath, FileIdentity)
    /// The path holds this content.
    case content(Int64?, at: FilePath)
    /// Some path holds the content with this hash, all of it written.
    case whole(ContentHash)

    func holds(in reader: IndexReader) throws -> Bool {
        switch self {
        case .file(let path, let identity):
            guard let file = try reader.file(at: path), file.state == .indexed else { return false }
            return file.identity?.isSameFile(as: identity) == true
        case .content(let content, let path): return try reader.file(at: path)?.contentID == content
        case .whole(let hash): return try reader.content(hash)?.isComplete == true
        }
    }
}

/// Keeps back the changes that no longer fit what the index says, so that their paths are looked at again.
struct AssumptionCheck {
    /// Files whose first share was kept back, and with it the rest.
    private var keptBack: Set<FilePath> = []

    /// The first of `changes` that may be committed together: none of them touches what another assumes.
    static func independentPrefix(of changes: ArraySlice<ReadyChange>) -> ArraySlice<ReadyChange> {
        guard changes.contains(where: { $0.assumption != nil }) else { return changes }
        var changed: Set<FilePath> = []
        var mayRelease = false
        for (index, change) in zip(changes.indices, changes) {
            switch change.assumption {
            case .file(let path, _), .content(_, let path):
                if changed.contains(path) { return changes[..<index] }
            case .whole: if mayRelease { return changes[..<index] }
            case nil: break
            }
            changed.formUnion(change.change.paths)
            mayRelease = mayRelease || change.change.mayRelease || change.assumption != nil
        }
        return changes
    }

    /// Those of `changes` whose assumptions hold, and the paths of the others that are concluded.
    mutating func sort(
        _ changes: ArraySlice<ReadyChange>, in store: ArticleStore
    ) throws -> (current: [ReadyChange], outdated: [FilePath]) {
        let areChecked = changes.contains { $0.assumption != nil }
        guard areChecked || !keptBack.isEmpty else { return (Array(changes), []) }
        var current: [ReadyChange] = []
        var outdated: [FilePath] = []
        try store.readBlocking { reader in
            for change in changes {
                if let path = change.change.sharedPath, change.assumption != nil { keptBack.remove(path) }
                let holds = try change.assumption?.holds(in: reader) ?? true
                if holds, !isKeptBack(change) {
                    current.append(change)
                    continue
                }
                if let path = change.concludes {
                    keptBack.remove(path)
                    outdated.append(path)
                } else if let path = change.change.sharedPath {
                    keptBack.insert(path)
                }
            }
        }
        return (current, outdated)
    }

    private func isKeptBack(_ change: ReadyChange) -> Bool {
        change.change.sharedPath.map { keptBack.contains($0) } ?? false
    }
}

extension StoreChange {
    /// The paths whose rows it changes.
    fileprivate var paths: [FilePath] {
        switch self {
        case .read(let file): [file.path]
        case .refused(let path, _, _, _), .removed(let path, _), .touched(let path, _, _),
            .kept(let path, _, _, _):
            [path]
        case .moved(let from, let to, _, _): [from, to]
        case .forgotten: []
        }
    }

    /// The path of a file that may come in several shares.
    fileprivate var sharedPath: FilePath? {
        guard case .read(let file) = self else { return nil }
        return file.path
    }

    /// Whether it may take a content from the last path that holds it.
    fileprivate var mayRelease: Bool {
        switch self {
        // The last share of a file releases what the file held before.
        case .read(let file): file.isLast
        case .touched, .kept: false
        case .refused, .removed, .moved, .forgotten: true
        }
    }
}
