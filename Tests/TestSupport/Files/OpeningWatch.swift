public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Sees whether anybody opens some files, whatever their kind, by inotify.
public struct OpeningWatch: ~Copyable {
    private let descriptor: Int32

    /// Watches the files at `paths` from now on.
    ///
    /// - Throws: The `Errno` of inotify.
    public init(_ paths: [FilePath]) throws {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        for path in paths {
            let watch = unsafe path.withPlatformString {
                unsafe inotify_add_watch(descriptor, $0, UInt32(IN_OPEN | IN_DONT_FOLLOW))
            }
            guard watch >= 0 else {
                let error = Errno(rawValue: errno)
                _ = close(descriptor)
                throw error
            }
        }
    }

    deinit { _ = close(descriptor) }

    /// Whether one of the files has been opened.
    public borrowing func hasSeenOpening() -> Bool {
        var record = [UInt8](repeating: 0, count: 4_096)
        return unsafe record.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) } > 0
    }
}
