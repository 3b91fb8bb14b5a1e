internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Connecting to a Unix socket by hand.
///
/// NIO takes paths of 103 bytes where the kernel takes 107, and only those that are UTF-8.
enum UnixConnection {
    /// A connection that does not block, which is up to the caller to close, or the `Errno` of the call that
    /// failed.
    ///
    /// It is `resourceTemporarilyUnavailable` where more clients wait to be accepted than the kernel holds,
    /// since this never waits.
    static func open(to path: FilePath) -> Result<FileDescriptor, Errno> {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // The path ends in a zero byte.
        guard path.length < MemoryLayout.size(ofValue: address.sun_path) else {
            return .failure(.fileNameTooLong)
        }
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        let socket = Glibc.socket(
            AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard socket >= 0 else { return .failure(Errno(rawValue: errno)) }
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(socket, address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else {
            let error = Errno(rawValue: errno)
            _ = close(socket)
            return .failure(error)
        }
        return .success(FileDescriptor(rawValue: socket))
    }

    /// Why nothing accepts at a path; `nil` when something did.
    static func failure(at path: FilePath) -> Errno? {
        switch open(to: path) {
        case .success(let connection):
            try? connection.close()
            return nil
        case .failure(let error):
            return error
        }
    }
}
