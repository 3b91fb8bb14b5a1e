public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A file system that stands at a folder as long as this value lives; mounting takes the rights of root.
public struct MountedFolder: ~Copyable {
    /// Where it stands.
    public let path: FilePath

    /// Mounts an empty file system in memory.
    ///
    /// - Parameters:
    ///   - byteCount: How much it holds.
    ///   - path: An empty folder.
    ///   - isReadOnly: Whether nothing can be written to it.
    /// - Throws: The `Errno` of `mount`.
    public init(memoryOf byteCount: Int, at path: FilePath, isReadOnly: Bool = false) throws {
        let status = unsafe path.withPlatformString { target in
            unsafe "size=\(byteCount),mode=0755".withCString { options in
                unsafe mount("tmpfs", target, "tmpfs", isReadOnly ? UInt(MS_RDONLY) : 0, options)
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
        self.path = path
    }

    /// Makes a folder stand at another path, too.
    ///
    /// - Throws: The `Errno` of `mount`.
    public init(showing source: FilePath, at path: FilePath) throws {
        let status = unsafe source.withPlatformString { source in
            unsafe path.withPlatformString { unsafe mount(source, $0, nil, UInt(MS_BIND), nil) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
        self.path = path
    }

    /// Takes it away.
    public consuming func unmount() {}

    deinit {
        // Detached, since a process that is being ended may still have a file open in it.
        _ = unsafe path.withPlatformString { unsafe umount2($0, Int32(MNT_DETACH)) }
    }

    /// Whether this process may mount.
    public static var isPermitted: Bool {
        do {
            let folder = try TemporaryFolder()
            _ = try MountedFolder(memoryOf: 65_536, at: folder.makeFolder("probe"))
            return true
        } catch {
            return false
        }
    }
}
