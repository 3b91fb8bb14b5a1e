internal import CFileCalls
import Glibc
public import SystemPackage

/// Which file system a folder lies on, whatever number its device has: two that are mounted at one place in
/// turn may have the same number, and the same folder at the top.
///
/// It is what the file system says of itself (`f_fsid` of statvfs(3)). Some make that of the device's number
/// (XFS, vfat); to theirs the number and the time of birth of the topmost folder are added, that of the
/// mount. Where there is no such time either (vfat, FUSE), two of them cannot be told apart.
public struct FileSystemIdentity: Sendable, Hashable, CustomStringConvertible {
    /// The identity as the index keeps it.
    public let description: String

    /// Looks at the file system that holds a folder. Blocks.
    ///
    /// - Parameter folder: An absolute path.
    /// - Throws: The `Errno` of `stat` or `statvfs`.
    public init(holding folder: FilePath) throws(Errno) {
        let device = try FolderPlace(at: folder).device
        var status = statvfs()
        guard unsafe folder.withPlatformString({ unsafe statvfs($0, &status) }) == 0 else {
            throw Errno(rawValue: errno)
        }
        let stated = UInt64(status.f_fsid)
        guard stated == 0 || stated == device else {
            description = String(stated, radix: 16)
            return
        }
        let top = Self.topmost(folder, on: device)
        let inode = (try? FolderPlace(at: top).inode) ?? 0
        let birth = unsafe top.withPlatformString { unsafe gazette_birth_time($0) }
        description = "\(String(stated, radix: 16))-\(inode)-\(birth)"
    }

    /// The last folder on the way up that lies on the device.
    private static func topmost(_ folder: FilePath, on device: UInt64) -> FilePath {
        var top = folder
        while top != "/", let above = try? FolderPlace(at: top.parent), above.device == device {
            top = top.parent
        }
        return top
    }
}
