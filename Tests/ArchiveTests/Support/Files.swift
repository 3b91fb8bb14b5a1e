import Glibc
import SystemPackage

/// Calls that swift-system does not have; each throws the `Errno` of the call.
enum Files {
    static func rename(_ old: FilePath, _ new: FilePath) throws {
        try unsafe check(old, new) { unsafe Glibc.rename($0, $1) }
    }

    static func link(_ old: FilePath, _ new: FilePath) throws {
        try unsafe check(old, new) { unsafe Glibc.link($0, $1) }
    }

    static func symbolicLink(to target: FilePath, at path: FilePath) throws {
        try unsafe check(target, path) { unsafe symlink($0, $1) }
    }

    /// Removes a file or an empty folder.
    static func remove(_ path: FilePath, ifThere: Bool = false) throws {
        if ifThere, !exists(path) { return }
        try unsafe check(path) { unsafe Glibc.remove($0) }
    }

    static func makeFolder(_ path: FilePath) throws { try unsafe check(path) { unsafe mkdir($0, 0o755) } }
    static func setMode(_ mode: mode_t, of path: FilePath) throws {
        try unsafe check(path) { unsafe chmod($0, mode) }
    }
    static func exists(_ path: FilePath) -> Bool {
        unsafe path.withPlatformString { unsafe access($0, F_OK) } == 0
    }

    /// Sets both times of a file to 1990, as `cp -p` and `touch -d` do.
    static func makeOld(_ path: FilePath) throws {
        let old = timespec(tv_sec: 631_152_000, tv_nsec: 0)
        let times = [old, old]
        try unsafe check(path) { unsafe utimensat(AT_FDCWD, $0, times, 0) }
    }

    /// Writes a file in place: anew, or at its end.
    static func write(_ text: String, to path: FilePath, atEnd isAtEnd: Bool = false) throws {
        let descriptor = try FileDescriptor.open(
            path, .writeOnly, options: isAtEnd ? [.append] : [.create, .truncate],
            permissions: [.ownerReadWrite])
        _ = try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
    }

    static func read(_ path: FilePath) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(path, .readOnly)
        return try descriptor.closeAfter {
            let byteCount = Int(try descriptor.seek(offset: 0, from: .end))
            return try unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
                count = unsafe try descriptor.read(
                    fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// Exchanges bytes of a file behind everybody's back.
    static func overwrite(_ path: FilePath, at offset: Int64, with bytes: [UInt8]) throws {
        let descriptor = try FileDescriptor.open(path, .writeOnly)
        _ = try descriptor.closeAfter { try descriptor.writeAll(toAbsoluteOffset: offset, bytes) }
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
