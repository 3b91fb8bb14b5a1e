internal import SystemPackage

/// A file that is open for reading, and closed when its owner goes.
final class OpenFile {
    private let descriptor: FileDescriptor

    init(_ path: FilePath) throws {
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        } catch {
            throw BenchmarkError("'\(path)' cannot be read: \(error)")
        }
    }

    deinit { try? descriptor.close() }

    /// The next bytes; none at the end of the file.
    func read(upToCount count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            initializedCount = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// What is left of the file.
    func readToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while case let piece = try read(upToCount: 1 << 16), !piece.isEmpty { bytes += piece }
        return bytes
    }

    /// A small file as text, such as those of `/proc`.
    static func text(of path: FilePath) throws -> String {
        String(decoding: try OpenFile(path).readToEnd(), as: UTF8.self)
    }
}
