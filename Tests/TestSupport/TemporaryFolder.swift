public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A new empty folder that is removed, with all it holds, when its owner goes.
public struct TemporaryFolder: ~Copyable, Sendable {
    /// Where it is; absolute, with no symbolic link in it.
    public let path: FilePath

    /// Makes a folder of its own under `$TMPDIR`, or `/tmp`.
    ///
    /// - Throws: The `Errno` of `mkdtemp`.
    public init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/gazette-test.XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        let name = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        path = FilePath(String(decoding: name, as: UTF8.self))
    }

    deinit {
        Self.remove(path)
    }

    /// Writes a file below the folder, making the folders on its way, and returns where it is.
    ///
    /// - Throws: The `Errno` of the call that failed.
    @discardableResult
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> FilePath {
        let file = path.appending(name)
        try makeFolder(file.removingLastComponent())
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        _ = try descriptor.closeAfter { try descriptor.writeAll(bytes) }
        return file
    }

    /// Writes a text file below the folder, as UTF-8.
    ///
    /// - Throws: The `Errno` of the call that failed.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> FilePath {
        try write(text.utf8, to: name)
    }

    /// Makes a folder below this one, with those on its way, and returns where it is.
    ///
    /// - Throws: The `Errno` of `mkdir`.
    @discardableResult
    public func makeFolder(_ name: String) throws -> FilePath {
        let folder = path.appending(name)
        try makeFolder(folder)
        return folder
    }

    private func makeFolder(_ folder: FilePath) throws {
        var made = FilePath(root: folder.root)
        for component in folder.components {
            made.append(component)
            let status = unsafe made.withPlatformString { unsafe mkdir($0, 0o755) }
            guard status == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
        }
    }

    private static func remove(_ path: FilePath) {
        if unsafe path.withPlatformString({ unsafe unlink($0) }) == 0 { return }
        guard let folder = unsafe path.withPlatformString({ unsafe opendir($0) }) else { return }
        while let entry = unsafe readdir(folder) {
            // The name is taken as bytes: tests make names that are not UTF-8.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    unsafe FilePath(platformString: name)
                }
            }
            if name != "." && name != ".." { remove(path.appending(name.components)) }
        }
        _ = unsafe closedir(folder)
        _ = unsafe path.withPlatformString { unsafe rmdir($0) }
    }
}
