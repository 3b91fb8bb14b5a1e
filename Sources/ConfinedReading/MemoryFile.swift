internal import CConfinement
public import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Bytes as a file that has no name, for a process that is to read just these, whatever becomes of the file
/// they came from; closed exactly once.
public final class MemoryFile: Sendable {
    /// The file, open for reading.
    public let descriptor: FileDescriptor

    /// Makes a file of bytes.
    ///
    /// - Parameter bytes: What it holds.
    /// - Throws: The `Errno` of making and writing it.
    public init(_ bytes: [UInt8]) throws {
        let made = gazette_memory_file()
        guard made >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: made)
        try descriptor.writeAll(bytes)
    }

    deinit { _ = Glibc.close(descriptor.rawValue) }
}
