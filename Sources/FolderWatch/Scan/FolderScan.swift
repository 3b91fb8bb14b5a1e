public import SystemPackage

/// Enumerates what a watched folder holds, at `scope` and below.
///
/// Opens folders and nothing else. Follows links only where the folder's rules say so, and no folder into
/// itself. Leaves alone what belongs to another watched folder. Holds the names of the folders on the way and
/// no more.
public struct FolderScan: Sendable {
    /// The watched folder.
    public let folder: WatchedFolder
    /// Where to begin: the folder or one below it.
    public let scope: FilePath
    let among: WatchedFolders

    /// A scan of a folder that stands alone, with nothing excluded.
    public init(folder: WatchedFolder, scope: FilePath) {
        self.init(folder: folder, scope: scope, among: WatchedFolders(alone: folder))
    }

    /// A scan of one folder of several; what belongs to the others, or is excluded, is left alone.
    public init(folder: WatchedFolder, scope: FilePath, among: WatchedFolders) {
        self.folder = folder
        self.scope = scope
        self.among = among
    }

    /// Calls `visit` for each file that is taken, and for each thing that cannot be, in byte order folder by
    /// folder.
    ///
    /// Blocks while it reads. What appears or goes during the scan may or may not be visited: the events
    /// tell.
    ///
    /// - Parameter visit: Takes one entry; what it throws ends the scan.
    /// - Returns: How the scan ended. Only ``ScanOutcome/completed(_:)`` may remove articles.
    /// - Throws: What `visit` throws.
    public func forEach(_ visit: (FoundEntry) throws -> Void) throws -> ScanOutcome {
        let walk: ScanWalk
        do throws(Errno) {
            walk = try ScanWalk(self)
        } catch {
            return .rootMissing(error)
        }
        let root = walk.place
        guard let names = scope.names(below: folder.path) else { return .scopeMissing }
        guard folder.rules.verdict(onPath: names, isFolder: true) == .admitted,
            !among.isExcluded(scope, in: folder)
        else {
            return .completed(walk.coverage)
        }
        for name in names {
            do throws(Errno) {
                try walk.descend(to: name)
            } catch .noSuchFileOrDirectory, .notDirectory {
                return .scopeMissing
            } catch {
                // The folder between that cannot be entered; it holds the scope.
                try walk.report(unreadable: scope, error, to: visit)
                return .completed(walk.coverage)
            }
        }
        try walk.visitAll(visit)
        guard let now = try? FolderPlace(at: folder.path), now == root else { return .interrupted }
        return .completed(walk.coverage)
    }
}

extension WatchedFolders {
    /// One folder, which cannot be there twice.
    init(alone folder: WatchedFolder) {
        self.init(distinct: [folder], excludedPaths: [])
    }
}
