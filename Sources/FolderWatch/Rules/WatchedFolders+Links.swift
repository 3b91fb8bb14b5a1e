public import SystemPackage

extension WatchedFolders {
    /// The name by which a file is watched, where links lead to the watched folder or to the file's own: a
    /// program tells its working folder without them.
    ///
    /// - Parameter path: Absolute, without `.` and `..`; whether something stands there does not matter.
    /// - Returns: `path` where it lies in a watched folder as it is, or in none by any name.
    /// - Complexity: One look at the path where it lies in a watched folder; else as many as there are
    ///   folders. Blocks.
    public func watchedPath(of path: FilePath) -> FilePath {
        guard !folders.contains(where: { path.lies(in: $0.path) }), let name = path.lastComponent,
            let parent = path.removingLastComponent().withoutLinks
        else { return path }
        for folder in folders {
            if let place = folder.path.withoutLinks, parent.lies(in: place) {
                return parent.moved(from: place, to: folder.path).appending(name)
            }
        }
        return path
    }
}
