import Glibc
import SystemPackage

@testable import FolderWatch

/// Calls that swift-system does not have; each throws the `Errno` of the call.
enum FileSystem {
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
    static func makeFolder(_ path: FilePath) throws { try unsafe check(path) { unsafe mkdir($0, 0o755) } }
    static func makePipe(_ path: FilePath) throws { try unsafe check(path) { unsafe mkfifo($0, 0o600) } }
    static func setMode(_ mode: mode_t, of path: FilePath) throws {
        try unsafe check(path) { unsafe chmod($0, mode) }
    }

    /// Removes a folder with all that is in it, file by file.
    static func removeAll(_ path: FilePath) throws {
        let folder = try OpenFolder(path, followsLink: false)
        while let (name, type) = try folder.next() {
            guard let name = FilePath.Component(platformString: name) else { continue }
            let child = path.appending(name)
            if type == UInt8(DT_DIR) { try removeAll(child) } else { try remove(child) }
        }
        try removeFolder(path)
    }

    /// Sets both times of a file to 1990, as `cp -p` and `touch -d` do.
    static func makeOld(_ path: FilePath) throws {
        let old = timespec(tv_sec: 631_152_000, tv_nsec: 0)
        let times = [old, old]
        try unsafe check(path) { unsafe utimensat(AT_FDCWD, $0, times, 0) }
    }

    /// Gives two names each other's file, by `renameat2` with `RENAME_EXCHANGE` (2), which glibc's module
    /// lacks.
    static func exchange(_ first: FilePath, _ second: FilePath) throws {
        typealias Call =
            @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
        guard let symbol = unsafe dlsym(nil, "renameat2") else { throw Errno.noFunction }
        let call = unsafe unsafeBitCast(symbol, to: Call.self)
        try unsafe check(first, second) { unsafe call(AT_FDCWD, $0, AT_FDCWD, $1, 2) }
    }

    /// Opens a new file that has no name, for writing.
    static func openNameless(in folder: FilePath) throws -> FileDescriptor {
        // O_TMPFILE of <fcntl.h>: __O_TMPFILE and O_DIRECTORY.
        let opened = unsafe folder.withPlatformString {
            unsafe open($0, 0o20_000_000 | O_DIRECTORY | O_RDWR, 0o600)
        }
        guard opened >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: opened)
    }

    /// Gives an open file a name.
    static func name(_ file: FileDescriptor, _ path: FilePath) throws {
        try unsafe check(FilePath("/proc/self/fd/\(file.rawValue)"), path) {
            unsafe linkat(AT_FDCWD, $0, AT_FDCWD, $1, AT_SYMLINK_FOLLOW)
        }
    }

    /// Runs `body`, which must not leave its thread, with the file rights of a user who is not root.
    ///
    /// Linux keeps these rights by thread, and glibc leaves `setfsuid` alone, so that other tests keep
    /// theirs.
    static func asOtherUser<Value>(_ body: () throws -> Value) throws -> Value {
        guard geteuid() == 0 else { return try body() }
        guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw Errno.noFunction }
        let call = unsafe unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
        _ = call(65_534)
        defer { _ = call(0) }
        return try body()
    }

    /// Makes `source` stand at `target`, too; needs the rights of root.
    static func bindMount(_ source: FilePath, at target: FilePath) throws {
        try unsafe check(source, target) { unsafe mount($0, $1, nil, UInt(MS_BIND), nil) }
    }

    /// Mounts an empty file system in memory; needs the rights of root.
    static func mountMemory(at target: FilePath) throws {
        try unsafe check("tmpfs", target) { unsafe mount($0, $1, "tmpfs", 0, nil) }
    }

    static func unmount(_ target: FilePath) throws { try unsafe check(target) { unsafe umount($0) } }

    private static func check(_ path: FilePath, _ call: (UnsafePointer<CChar>) -> CInt) throws {
        let status = unsafe path.withPlatformString { unsafe call($0) }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    private static func check(
        _ first: FilePath, _ second: FilePath,
        _ call: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt
    ) throws {
        let status = unsafe first.withPlatformString { first in
            unsafe second.withPlatformString { unsafe call(first, $0) }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}
