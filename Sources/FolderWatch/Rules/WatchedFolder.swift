public import SystemPackage

/// A folder that is watched with all below it, and the rules that hold there.
public struct WatchedFolder: Sendable, Equatable {
    /// Where it is: absolute, without `.` and `..`. It may be a symbolic link, which is always followed.
    public let path: FilePath
    /// Which names below it are taken.
    public let rules: WatchRules

    /// Names a folder to watch; it need not exist.
    ///
    /// - Parameters:
    ///   - path: An absolute path; `.` and `..` are taken out by their spelling alone.
    ///   - rules: Which names below it are taken.
    /// - Throws: ``FolderWatchError`` with ``FolderWatchError/Reason/relativePath``.
    public init(path: FilePath, rules: WatchRules = WatchRules()) throws(FolderWatchError) {
        guard path.isAbsolute else { throw FolderWatchError(reason: .relativePath, folder: path) }
        self.path = path.lexicallyNormalized()
        self.rules = rules
    }
}
