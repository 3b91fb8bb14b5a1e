public import Articles
public import SystemPackage

/// What a scan met at a path.
public struct FoundEntry: Sendable, Equatable {
    /// What it is.
    public enum Kind: Sendable, Equatable {
        /// A regular file, or with links followed, a link to one.
        case file(FileIdentity)
        /// A folder that could not be read, or not to its end. Nothing is known of what is below it.
        case unreadableFolder(Errno)
        /// Neither file, folder nor link; never to be opened.
        case other(SpecialFile)
        /// A symbolic link that is not followed, leads nowhere, or closes a loop.
        case symbolicLink
    }

    /// Where it is.
    public let path: FilePath
    /// What it is.
    public let kind: Kind
}

/// How a scan ended.
public enum ScanOutcome: Sendable {
    /// All that could be read was read; the coverage says what that proves.
    case completed(ScanCoverage)
    /// The watched folder is not there or cannot be opened: its articles are offline, not deleted.
    case rootMissing(Errno)
    /// The watched folder is there, and the folder to be scanned below it is not. Proves nothing: it may have
    /// been moved, and an event says so.
    case scopeMissing
    /// The watched folder was unmounted, exchanged or removed meanwhile. Proves nothing.
    case interrupted
}

/// What a completed scan has looked at: the only thing, beside an observed deletion, that removes an article.
public struct ScanCoverage: Sendable {
    /// The watched folder.
    public let folder: WatchedFolder
    /// Where below it the scan began.
    public let scope: FilePath
    /// The devices of all folders that were read.
    public let devices: Set<UInt64>
    /// Which file system each of ``devices`` was; without those that could not be asked.
    public let fileSystems: [UInt64: FileSystemIdentity]
    /// The folders that could not be read, or not to their end.
    public let unreadableFolders: [FilePath]
    let among: WatchedFolders

    /// Whether a file that the scan did not visit is gone for certain.
    ///
    /// It is when the path belongs to the watched folder, is not below an unreadable one, and lay when last
    /// seen on a device that the scan has read: what a file system that is now unmounted held is not gone.
    ///
    /// - Parameters:
    ///   - path: Where the file was.
    ///   - lastDevice: The `FileIdentity.device` with which it was last seen.
    /// - Returns: `false` whenever there is a doubt.
    public func provesAbsence(of path: FilePath, lastDevice: UInt64) -> Bool {
        devices.contains(lastDevice) && path.lies(in: scope)
            && !unreadableFolders.contains { path.lies(in: $0) }
            && among.owner(of: path)?.path == folder.path
    }
}
