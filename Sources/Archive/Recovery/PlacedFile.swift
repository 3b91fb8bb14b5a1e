internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A restored database that is given its place.
enum PlacedFile {
    /// Whether there is anything by a name, or that cannot be told.
    static func isThere(_ place: FilePath) -> Bool {
        // Whoever opens the state has its lock: nobody else makes one meanwhile.
        status(of: place) != nil || errno != ENOENT
    }

    /// Gives a file its name, on the disk when this returns.
    ///
    /// - Parameters:
    ///   - file: The file, on the same file system.
    ///   - place: Its name.
    ///   - neighbour: Who may read that may read this one, too.
    /// - Throws: `Errno`.
    static func move(_ file: FilePath, to place: FilePath, asOpenAs neighbour: FilePath? = nil) throws {
        if let status = neighbour.flatMap(status) {
            _ = unsafe file.withPlatformString { unsafe chmod($0, status.st_mode & 0o777) }
        }
        let renamed = unsafe file.withPlatformString { file in
            unsafe place.withPlatformString { unsafe rename(file, $0) }
        }
        guard renamed == 0 else { throw Errno(rawValue: errno) }
        let folder = try FileDescriptor.open(place.removingLastComponent(), .readOnly, options: .directory)
        try folder.closeAfter {
            guard fsync(folder.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    private static func status(of file: FilePath) -> stat? {
        var status = stat()
        return unsafe file.withPlatformString({ unsafe lstat($0, &status) }) == 0 ? status : nil
    }
}
