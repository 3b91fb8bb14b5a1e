public import SystemPackage

/// All watched folders together, and the paths that are never looked at.
///
/// Folders may lie within one another. A path belongs to the deepest watched folder whose rules admit it, so
/// what an inner folder turns away may still belong to an outer one.
public struct WatchedFolders: Sendable, Equatable {
    /// The folders, in the order given.
    public let folders: [WatchedFolder]
    /// Whole subtrees that are never watched or scanned, except for watched folders within them.
    public let excludedPaths: [FilePath]
    private let deepestFirst: [WatchedFolder]

    /// Puts folders together.
    ///
    /// - Parameters:
    ///   - folders: The folders to watch, no path twice.
    ///   - excludedPaths: Absolute paths that are left out with all below them, as the daemon's own state; a
    ///     watched folder inside one is watched all the same.
    /// - Throws: ``FolderWatchError`` with ``FolderWatchError/Reason/sameFolderTwice``.
    public init(_ folders: [WatchedFolder], excludedPaths: [FilePath] = []) throws(FolderWatchError) {
        var seen: Set<FilePath> = []
        for folder in folders where !seen.insert(folder.path).inserted {
            throw FolderWatchError(reason: .sameFolderTwice, folder: folder.path)
        }
        self.init(distinct: folders, excludedPaths: excludedPaths.map { $0.lexicallyNormalized() })
    }

    /// Puts together folders of which no two have one path.
    init(distinct folders: [WatchedFolder], excludedPaths: [FilePath]) {
        self.folders = folders
        self.excludedPaths = excludedPaths
        deepestFirst = folders.sorted { $0.path.components.count > $1.path.components.count }
    }

    /// The folder that `path` belongs to; `nil` for a path that is left alone or lies in no watched folder.
    public func owner(of path: FilePath, isFolder: Bool = false) -> WatchedFolder? {
        deepestFirst.first { folder in
            guard let names = path.names(below: folder.path), !isExcluded(path, in: folder) else {
                return false
            }
            return folder.rules.verdict(onPath: names, isFolder: isFolder) == .admitted
        }
    }

    /// The scans that answer a ``FolderEvent/needsScan(_:_:)`` for `scope`: one for each folder it lies in.
    public func scans(of scope: FilePath) -> [FolderScan] {
        folders.filter { scope.lies(in: $0.path) }.map { FolderScan(folder: $0, scope: scope, among: self) }
    }

    /// Why `path` is taken or left alone; `nil` when it lies in no watched folder or in an excluded one.
    ///
    /// Of several folders the deepest speaks, unless an outer one takes what it turns away.
    public func verdict(on path: FilePath, isFolder: Bool = false) -> RuleVerdict? {
        if owner(of: path, isFolder: isFolder) != nil { return .admitted }
        for folder in deepestFirst {
            guard let names = path.names(below: folder.path), !isExcluded(path, in: folder) else { continue }
            return folder.rules.verdict(onPath: names, isFolder: isFolder)
        }
        return nil
    }

    /// The excluded paths that are inside `folder`; one that holds the folder itself does not count.
    func excluded(in folder: WatchedFolder) -> [FilePath] {
        excludedPaths.filter { $0 != folder.path && $0.lies(in: folder.path) }
    }

    func isExcluded(_ path: FilePath, in folder: WatchedFolder) -> Bool {
        excludedPaths.contains {
            path.lies(in: $0) && $0 != folder.path && $0.lies(in: folder.path)
        }
    }
}
