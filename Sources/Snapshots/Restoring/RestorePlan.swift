import Glibc
public import SystemPackage

/// What is to be known before a restore begins; nothing is written.
public enum RestorePlan {
    /// Where SQLite has its temporary files: the first of the folders it looks at that can be written
    /// (https://www.sqlite.org/tempfiles.html, section 5).
    public static var databaseTemporaryFolder: FilePath {
        let named = ["SQLITE_TMPDIR", "TMPDIR"].compactMap { name in
            unsafe name.withCString { unsafe getenv($0) }.map { unsafe FilePath(platformString: $0) }
        }
        return (named + ["/var/tmp", "/usr/tmp", "/tmp"]).first(where: isWritableFolder) ?? "."
    }

    private static func isWritableFolder(_ path: FilePath) -> Bool {
        guard (try? FileStatus(of: path))?.isFolder == true else { return false }
        return unsafe path.withPlatformString { unsafe access($0, W_OK | X_OK) } == 0
    }

    /// The bytes that this user may still write where a restore would go; refuses what a restore would
    /// refuse.
    ///
    /// - Parameter destination: The folder to make; it may exist if it is empty.
    /// - Returns: The bytes that its file system has left for this user.
    /// - Throws: ``SnapshotError`` with `destinationExists`, `destinationNotEmpty` or
    ///   `destinationIsMountPoint`, or with `io` when the folder that holds the destination cannot be asked.
    public static func availableByteCount(at destination: FilePath) throws(SnapshotError) -> Int64 {
        let folder = try RestoredFolder.checked(destination).folder
        return try performing(.inspect, on: folder) {
            var status = statvfs()
            guard unsafe folder.withPlatformString({ unsafe statvfs($0, &status) }) == 0 else {
                throw Errno(rawValue: errno)
            }
            let (byteCount, isTooLarge) = UInt64(status.f_bavail).multipliedReportingOverflow(
                by: UInt64(status.f_frsize))
            return isTooLarge ? .max : Int64(clamping: byteCount)
        }
    }
}
