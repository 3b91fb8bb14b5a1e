import Glibc
import SystemPackage
import TestSupport

/// Calls that swift-system does not have; each throws the `Errno` of the call.
enum FileCalls {
    static func rename(_ old: FilePath, _ new: FilePath) throws {
        try unsafe check(old, new) { unsafe Glibc.rename($0, $1) }
    }

    static func link(_ old: FilePath, _ new: FilePath) throws {
        try unsafe check(old, new) { unsafe Glibc.link($0, $1) }
    }

    static func symbolicLink(to target: FilePath, at path: FilePath) throws {
        try unsafe check(target, path) { unsafe symlink($0, $1) }
    }

    static func remove(_ path: FilePath) throws { try unsafe check(path) { unsafe unlink($0) } }
    static func removeFolder(_ path: FilePath) throws { try unsafe check(path) { unsafe rmdir($0) } }
    static func makePipe(_ path: FilePath) throws { try unsafe check(path) { unsafe mkfifo($0, 0o600) } }
    static func setMode(_ mode: mode_t, of path: FilePath) throws {
        try unsafe check(path) { unsafe chmod($0, mode) }
    }

    /// The device whose other end is `/dev/null`; needs the rights of root.
    static func makeNullDevice(_ path: FilePath) throws {
        try unsafe check(path) { unsafe mknod($0, S_IFCHR | 0o600, 0x103) }
    }

    static func makeSocket(_ path: FilePath) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { _ = close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.string.utf8) }
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    /// Sets both times of a file to 1990, as `cp -p` and `touch -d` do.
    static func makeOld(_ path: FilePath) throws {
        let old = timespec(tv_sec: 631_152_000, tv_nsec: 0)
        let times = [old, old]
        try unsafe check(path) { unsafe utimensat(AT_FDCWD, $0, times, 0) }
    }

    static func byteCount(of path: FilePath) throws -> Int64 {
        var status = stat()
        try unsafe check(path) { unsafe lstat($0, &status) }
        return Int64(status.st_size)
    }

    /// Adds to the end of a file.
    static func append(_ text: String, to path: FilePath) throws {
        let descriptor = try FileDescriptor.open(path, .writeOnly, options: .append)
        _ = try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
    }

    /// Writes a file anew, in place.
    static func write(_ text: String, to path: FilePath) throws {
        let descriptor = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite])
        _ = try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
    }

    /// Runs `body`, which must not leave its thread, with the file rights of a user who is not root.
    ///
    /// Linux keeps these rights by thread, and glibc leaves `setfsuid` alone, so that other tests keep
    /// theirs.
    static func asOtherUser<Value>(_ body: () throws -> Value) rethrows -> Value {
        guard geteuid() == 0 else { return try body() }
        setFileUser(65_534)
        defer { setFileUser(0) }
        return try body()
    }

    /// `setfsuid`, which glibc's module lacks.
    private static func setFileUser(_ user: uid_t) {
        guard let symbol = unsafe dlsym(nil, "setfsuid") else { preconditionFailure("glibc has setfsuid") }
        let call = unsafe unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
        _ = call(user)
    }

    private static func check(_ path: FilePath, _ call: (UnsafePointer<CChar>) -> CInt) throws {
        let status = unsafe path.withPlatformString { unsafe call($0) }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    private static func check(
        _ first: FilePath, _ second: FilePath, _ call: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt
    ) throws {
        let status = unsafe first.withPlatformString { first in
            unsafe second.withPlatformString { unsafe call(first, $0) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}

/// A small file system in memory, mounted as long as this lives; only root may mount one.
final class SmallDisk: Sendable {
    let path: FilePath

    init(at path: FilePath, size: String) throws {
        self.path = path
        try mount(size: size, flags: 0)
    }

    deinit { _ = unsafe path.withPlatformString { unsafe umount2($0, Int32(MNT_DETACH)) } }

    /// Gives the disk another size, as its owner does who makes room.
    func resize(to size: String) throws { try mount(size: size, flags: UInt(MS_REMOUNT)) }

    private func mount(size: String, flags: UInt) throws {
        let status = unsafe path.withPlatformString {
            unsafe Glibc.mount("tmpfs", $0, "tmpfs", flags, "size=\(size)")
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    static var mayBeMounted: Bool {
        do {
            let folder = try TemporaryFolder()
            _ = try SmallDisk(at: folder.path, size: "1m")
            return true
        } catch {
            return false
        }
    }
}

/// Says whether anything opened a file: what `stat` does not do and `open` does.
final class OpenDetector {
    private let inotify: Int32

    init(_ path: FilePath) throws {
        inotify = inotify_init1(Int32(IN_NONBLOCK))
        let watch = unsafe path.withPlatformString { unsafe inotify_add_watch(inotify, $0, UInt32(IN_OPEN)) }
        guard watch >= 0 else { throw Errno(rawValue: errno) }
    }

    deinit { _ = close(inotify) }

    var wasOpened: Bool {
        var event = [UInt8](repeating: 0, count: 512)
        return unsafe read(inotify, &event, event.count) > 0
    }
}
