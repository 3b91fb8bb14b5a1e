public import SystemPackage

/// A file system on which others may write without this kernel, and so inotify, knowing.
public struct RemoteMount: Hashable, Sendable {
    /// Where it is mounted.
    public let path: FilePath
    /// Its name, as `nfs4` or `fuse.sshfs`.
    public let type: String

    /// The one that a folder lies on, or else the first that is mounted below it.
    ///
    /// - Parameter folder: An absolute path, without symbolic links.
    /// - Returns: `nil` where there is none, or `/proc` cannot be read.
    public static func found(at folder: FilePath) -> RemoteMount? {
        guard let table = MountTable() else { return nil }
        return found(at: folder, among: table.mounts())
    }

    static func found(at folder: FilePath, among mounts: [Mount]) -> RemoteMount? {
        // Of two at one place the later is what is seen.
        let last = Dictionary(mounts.map { ($0.path, $0) }) { $1 }
        let seen = mounts.filter { last[$0.path] == $0 }
        let own = seen.filter { folder.lies(in: $0.path) }.max { $0.path.length < $1.path.length }
        let inner = seen.filter { $0.path != folder && $0.path.lies(in: folder) }
        let remote = ([own].compactMap(\.self) + inner).first(where: \.isRemote)
        return remote.map { RemoteMount(path: $0.path, type: $0.type) }
    }
}
