import Glibc
import SystemPackage

/// Owns one inotify instance, and with it all its watches, and closes it exactly once.
struct Inotify: ~Copyable {
    /// Readable when records wait; valid as long as the owner.
    let descriptor: Int32

    /// 64 KiB: one read takes at least 240 records, even with 255-byte names.
    static let bufferByteCount = 65_536

    /// Makes an instance.
    ///
    /// - Throws: `tooManyOpenFiles` at the user's limit (`fs.inotify.max_user_instances`) or the process's.
    init() throws(Errno) {
        let opened = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        descriptor = opened
    }

    deinit { _ = close(descriptor) }

    /// Watches the folder at `path`; one that is watched already keeps its watch descriptor.
    ///
    /// `IN_EXCL_UNLINK` leaves out writes to files that have no name in the folder any more.
    ///
    /// - Throws: `noSpace` at the user's limit (`fs.inotify.max_user_watches`), and what looking up a path
    ///   throws.
    borrowing func add(_ path: FilePath, followsLink: Bool) throws(Errno) -> Int32 {
        var mask = KernelEvent.Mask.asked.rawValue | UInt32(IN_ONLYDIR) | UInt32(IN_EXCL_UNLINK)
        if !followsLink { mask |= UInt32(IN_DONT_FOLLOW) }
        let watch = unsafe path.withPlatformString { unsafe inotify_add_watch(descriptor, $0, mask) }
        guard watch >= 0 else { throw Errno(rawValue: errno) }
        return watch
    }

    /// Ends a watch. One that the kernel has ended already is no error: the folder was deleted meanwhile.
    borrowing func remove(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor, watch)
    }

    /// Takes waiting records, whole ones only, into `buffer`.
    ///
    /// - Returns: How many bytes were taken; 0 when nothing waits.
    /// - Throws: The `Errno` of `read`.
    borrowing func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            }
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: return 0
            default: throw Errno(rawValue: errno)
            }
        }
    }
}
