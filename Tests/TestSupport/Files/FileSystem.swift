public import SystemPackage

#if canImport(Glibc)
    public import Glibc
#endif

/// Calls that swift-system does not have; each throws the `Errno` of the call.
public enum FileSystem {
    /// Gives a file another name, in place of what has it.
    ///
    /// - Throws: The `Errno` of `rename`.
    public static func rename(_ old: FilePath, _ new: FilePath) throws {
        try unsafe check(old, new) { unsafe Glibc.rename($0, $1) }
    }

    /// Makes a symbolic link at a path.
    ///
    /// - Throws: The `Errno` of `symlink`.
    public static func symbolicLink(to target: FilePath, at path: FilePath) throws {
        try unsafe check(target, path) { unsafe symlink($0, $1) }
    }

    /// Removes the name of a file.
    ///
    /// - Throws: The `Errno` of `unlink`.
    public static func remove(_ path: FilePath) throws { try unsafe check(path) { unsafe unlink($0) } }

    /// Removes an empty folder.
    ///
    /// - Throws: The `Errno` of `rmdir`.
    public static func removeFolder(_ path: FilePath) throws {
        try unsafe check(path) { unsafe rmdir($0) }
    }

    /// Makes a FIFO.
    ///
    /// - Throws: The `Errno` of `mkfifo`.
    public static func makePipe(_ path: FilePath) throws {
        try unsafe check(path) { unsafe mkfifo($0, 0o644) }
    }

    /// Makes the device that `/dev/null` is; needs the rights of root.
    ///
    /// - Throws: The `Errno` of `mknod`.
    public static func makeNullDevice(_ path: FilePath) throws {
        // Major number 1, minor number 3.
        try unsafe check(path) { unsafe mknod($0, S_IFCHR | 0o666, 0x103) }
    }

    /// Sets the permissions of a file or folder.
    ///
    /// - Throws: The `Errno` of `chmod`.
    public static func setMode(_ mode: mode_t, of path: FilePath) throws {
        try unsafe check(path) { unsafe chmod($0, mode) }
    }

    /// The permissions of what stands at a path, the last link not followed.
    ///
    /// - Throws: The `Errno` of `lstat`.
    public static func mode(of path: FilePath) throws -> mode_t { try status(of: path).st_mode & 0o7777 }

    /// Whether something stands at a path, be it a link that leads nowhere.
    public static func exists(_ path: FilePath) -> Bool { (try? status(of: path)) != nil }

    /// The number of the file at a path on its device.
    ///
    /// - Throws: The `Errno` of `lstat`.
    public static func inode(of path: FilePath) throws -> UInt64 { UInt64(try status(of: path).st_ino) }

    /// The names in a folder, sorted, without `.` and `..`.
    ///
    /// - Throws: The `Errno` of `opendir`.
    public static func names(in folder: FilePath) throws -> [String] {
        guard let stream = unsafe folder.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The bytes of a file.
    ///
    /// - Throws: The `Errno` of `open` or `read`.
    public static func contents(of path: FilePath) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try descriptor.closeAfter {
            var bytes: [UInt8] = []
            while true {
                let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                    count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if piece.isEmpty { return bytes }
                bytes += piece
            }
        }
    }

    /// Puts bytes into a file, in place of what it held; makes it where there is none.
    ///
    /// - Throws: The `Errno` of `open` or `write`.
    public static func write(_ bytes: some Sequence<UInt8>, to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        _ = try file.closeAfter { try file.writeAll(bytes) }
    }

    private static func status(of path: FilePath) throws -> stat {
        var status = stat()
        try unsafe check(path) { unsafe lstat($0, &status) }
        return status
    }

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
