import Glibc
import SystemPackage

/// What `stat` says of a file, as far as this library asks.
struct FileStatus: Equatable {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let byteCount: Int64
    let modificationSecond: Int
    let modificationNanosecond: Int

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = status.st_mode
        byteCount = Int64(status.st_size)
        modificationSecond = status.st_mtim.tv_sec
        modificationNanosecond = status.st_mtim.tv_nsec
    }

    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }

    /// Follows symbolic links; `nil` where there is nothing.
    init?(of path: FilePath) throws(SnapshotError) {
        let status: stat? = try performing(.inspect, on: path) {
            var status = stat()
            if unsafe path.withPlatformString({ unsafe stat($0, &status) }) == 0 { return status }
            guard errno == ENOENT else { throw Errno(rawValue: errno) }
            return nil
        }
        guard let status else { return nil }
        self.init(status)
    }
}
