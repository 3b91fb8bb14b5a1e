package import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Questions about a file, and what is done with it by its name; no database is opened: closing a second
/// descriptor of a live one would drop SQLite's locks.
package enum FileProbe {
    /// Whether there is something at a path; also where this user may not look.
    package static func exists(_ path: FilePath) -> Bool {
        status(of: path) != nil || (errno != ENOENT && errno != ENOTDIR)
    }

    /// Whether there is a file at a path, and neither a folder nor anything else.
    package static func isFile(_ path: FilePath) -> Bool {
        status(of: path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false
    }

    /// Why this user cannot open a database that is in WAL mode; `nil` where no right is found missing.
    ///
    /// A database in that mode needs its `-shm` beside it, which a reader without rights there cannot make;
    /// and a state directory that is its daemon's alone lets nobody in.
    static func readObjection(to path: FilePath) -> String? {
        if let error = accessError(path, R_OK) { return "\(error)" }
        for name in ["-wal", "-shm"].map({ FilePath(path.string + $0) }) where exists(name) {
            if let error = accessError(name, R_OK) { return "'\(name)': \(error)" }
        }
        let folder = path.removingLastComponent()
        return accessError(folder, W_OK).map {
            "SQLite has to write beside it, and '\(folder)' cannot be written: \($0)"
        }
    }

    private static func accessError(_ path: FilePath, _ mode: CInt) -> Errno? {
        let status = unsafe path.withPlatformString { unsafe access($0, mode) }
        return status == 0 ? nil : Errno(rawValue: errno)
    }

    static func byteCount(of path: FilePath) -> Int64? { status(of: path).map { Int64($0.st_size) } }

    /// The bytes that this user may still write in a folder; `nil` where the file system does not say.
    static func availableByteCount(at folder: FilePath) -> Int64? {
        var status = statvfs()
        guard unsafe folder.withPlatformString({ unsafe statvfs($0, &status) }) == 0 else { return nil }
        let byteCount = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return byteCount.overflow ? .max : Int64(clamping: byteCount.partialValue)
    }

    /// Renames a file; `false` when there is none.
    package static func rename(_ path: FilePath, to newPath: FilePath) throws -> Bool {
        let status = unsafe path.withPlatformString { path in
            unsafe newPath.withPlatformString { unsafe Glibc.rename(path, $0) }
        }
        guard status != 0 else { return true }
        guard errno == ENOENT else { throw Errno(rawValue: errno) }
        return false
    }

    static func remove(_ path: FilePath) {
        _ = unsafe path.withPlatformString { unsafe unlink($0) }
    }

    /// Brings the names in a folder to the disk.
    package static func sync(_ folder: FilePath) throws {
        let descriptor = unsafe folder.withPlatformString {
            unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { _ = close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Makes an empty file, also of one that is there.
    static func makeEmpty(_ path: FilePath) {
        let descriptor = unsafe path.withPlatformString {
            unsafe open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        }
        if descriptor >= 0 { _ = close(descriptor) }
    }

    /// Writes a small file that is no database, and waits until its bytes are on the disk.
    package static func write(_ bytes: [UInt8], to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        try file.closeAfter {
            try file.writeAll(bytes)
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// The first bytes of a file that is no database, up to 4 KiB.
    static func start(of path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            unsafe try [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    private static func status(of path: FilePath) -> stat? {
        var status = stat()
        return unsafe path.withPlatformString { unsafe lstat($0, &status) } == 0 ? status : nil
    }
}
