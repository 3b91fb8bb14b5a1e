internal import CFileCalls
import Glibc
public import SystemPackage

/// Tells whether a file is being written, which no event says of one that is open and quiet.
public enum FileWriters {
    /// Whether some process of this machine has the regular file at `path` open for writing.
    ///
    /// It is told by a lease (fcntl(2)) that is taken for a moment: to be asked of single files, not of all.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - followsSymbolicLinks: Whether a link at the last name stands for what it leads to.
    /// - Returns: `nil` where it cannot be told: for another user's file without `CAP_LEASE`, on a network
    ///   file system, or where no file can be opened.
    public static func isOpenForWriting(_ path: FilePath, followsSymbolicLinks: Bool = false) -> Bool? {
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsSymbolicLinks ? 0 : O_NOFOLLOW)
        // Never opened: a FIFO, whose other end would notice.
        guard case .file? = try? FileKind(at: path, followsSymbolicLinks: followsSymbolicLinks) else {
            return nil
        }
        let descriptor = unsafe path.withPlatformString { unsafe open($0, flags) }
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        return switch gazette_has_writer(descriptor) {
        case 0: false
        case 1: true
        default: nil
        }
    }
}
