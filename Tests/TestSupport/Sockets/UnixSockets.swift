import Dispatch
public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The address of a Unix socket.
enum UnixSocketAddress {
    /// The address at a path, which must have at most 107 bytes.
    static func make(_ path: FilePath) throws -> sockaddr_un {
        var address = sockaddr_un()
        guard path.length < MemoryLayout.size(ofValue: address.sun_path) else { throw Errno.fileNameTooLong }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        return address
    }

    /// A socket that is bound to a path.
    static func bind(_ path: FilePath, type: CInt) throws -> FileDescriptor {
        let address = try make(path)
        let socket = Glibc.socket(AF_UNIX, type | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        let status = unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.bind(socket, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else {
            let error = Errno(rawValue: errno)
            _ = close(socket)
            throw error
        }
        return FileDescriptor(rawValue: socket)
    }
}

/// Sockets in the file system that nobody answers at.
public enum StaleSocket {
    /// Leaves a socket behind, as a daemon does that was killed.
    ///
    /// - Throws: The `Errno` of `bind`.
    public static func leave(at path: FilePath) throws {
        try UnixSocketAddress.bind(path, type: CInt(SOCK_STREAM.rawValue)).close()
    }
}

/// The socket at which a service manager hears of its services, as in `sd_notify(3)`.
public final class NotificationSocket: Sendable {
    /// What belongs into `NOTIFY_SOCKET`.
    public let path: FilePath
    private let descriptor: FileDescriptor
    private let queue = DispatchQueue(label: "notification socket")

    /// Binds the socket.
    ///
    /// - Throws: The `Errno` of `bind`.
    public init(at path: FilePath) throws {
        self.path = path
        descriptor = try UnixSocketAddress.bind(path, type: CInt(SOCK_DGRAM.rawValue))
        var time = timeval(tv_sec: 30, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor.rawValue, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { try? descriptor.close() }

    /// The lines of the next message.
    ///
    /// - Throws: The `Errno` of `read`; `wouldBlock` when none came for thirty seconds.
    public func receive() async throws -> [String] {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [descriptor] in
                continuation.resume(
                    with: Result {
                        let bytes = try unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                            count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
                        }
                        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                    })
            }
        }
    }
}

/// Ports of the loopback address.
public enum LoopbackPort {
    /// A port that was free a moment ago.
    ///
    /// - Throws: The `Errno` of `bind`.
    public static func free() throws -> Int {
        let socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        defer { _ = close(socket) }
        var address = address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                let bound = unsafe Glibc.bind(socket, pointer, length)
                return bound == 0 ? unsafe getsockname(socket, pointer, &length) : bound
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// 127.0.0.1 with a port.
    static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
