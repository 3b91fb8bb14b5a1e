internal import SystemPackage

/// Writes files as a program that drops them does: open, write, close.
enum NewFile {
    /// Writes a file and returns the moment just before it was closed, from when on it can be found.
    @discardableResult
    static func write(_ bytes: [UInt8], to path: FilePath) throws -> ContinuousClock.Instant {
        let descriptor = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        let closing: ContinuousClock.Instant
        do {
            try descriptor.writeAll(bytes)
            closing = .now
        } catch {
            try? descriptor.close()
            throw error
        }
        try descriptor.close()
        return closing
    }
}
