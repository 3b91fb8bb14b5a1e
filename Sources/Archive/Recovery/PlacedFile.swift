internal import ArticleStore
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A file that is given its name when all of it is there.
enum PlacedFile {
    /// Gives a file its name, on the disk when this returns.
    ///
    /// - Parameters:
    ///   - file: The file, on the same file system.
    ///   - place: Its name.
    ///   - neighbour: Who may read that may read this one, too.
    /// - Throws: `Errno`.
    static func move(_ file: FilePath, to place: FilePath, asOpenAs neighbour: FilePath? = nil) throws {
        var status = stat()
        if let neighbour, unsafe neighbour.withPlatformString({ unsafe lstat($0, &status) }) == 0 {
            _ = unsafe file.withPlatformString { unsafe chmod($0, status.st_mode & 0o777) }
        }
        guard try FileProbe.rename(file, to: place) else { throw Errno.noSuchFileOrDirectory }
        try FileProbe.sync(place.removingLastComponent())
    }
}
