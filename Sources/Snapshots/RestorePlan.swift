import Glibc
public import SystemPackage

/// What a restore would write, and whether it may go there.
public struct RestorePlan: Hashable, Sendable {
    /// What the snapshot says of itself.
    public let manifest: SnapshotManifest
    /// The folder that would be made.
    public let destination: FilePath
    /// The bytes of all members.
    public let byteCount: Int64
    /// The bytes that the file system of the destination has left for this user.
    public let availableByteCount: Int64

    /// Whether there is room.
    public var fits: Bool { byteCount <= availableByteCount }
}

extension SnapshotFile {
    /// Says what ``restore(to:isLasting:progress:)`` would do, and refuses what it would refuse; writes nothing.
    ///
    /// That the snapshot is there with all its chunks was seen when it was opened; whether they are sound, only
    /// ``verify(progress:)`` tells.
    ///
    /// - Parameter destination: The folder to make; it may exist if it is empty.
    /// - Returns: What would be written.
    /// - Throws: ``SnapshotError`` with `destinationExists`, `destinationNotEmpty` or `destinationIsMountPoint`,
    ///   or with `io` when the folder that holds the destination cannot be asked.
    public func planRestore(to destination: FilePath) throws(SnapshotError) -> RestorePlan {
        let manifest = try manifest()
        return RestorePlan(
            manifest: manifest, destination: destination, byteCount: manifest.plainByteCount,
            availableByteCount: try RestorePlan.availableByteCount(at: destination))
    }
}

extension RestorePlan {
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

    /// The bytes that this user may still write where a restore would go; refuses what a restore would refuse.
    ///
    /// - Parameter destination: The folder to make; it may exist if it is empty.
    /// - Returns: The bytes that its file system has left for this user.
    /// - Throws: ``SnapshotError`` with `destinationExists`, `destinationNotEmpty` or `destinationIsMountPoint`,
    ///   or with `io` when the folder that holds the destination cannot be asked.
    public static func availableByteCount(at destination: FilePath) throws(SnapshotError) -> Int64 {
        let folder = try RestoredFolder.checked(destination).folder
        return try performing(.inspect, on: folder) {
            var status = statvfs()
            guard unsafe folder.withPlatformString({ unsafe statvfs($0, &status) }) == 0 else {
                throw Errno(rawValue: errno)
            }
            return Int64(
                clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
                    .partialValue)
        }
    }
}
