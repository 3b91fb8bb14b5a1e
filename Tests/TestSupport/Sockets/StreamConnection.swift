import Dispatch
public import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A connection that sends and receives bytes as they are, well-formed or not.
///
/// Calls block a thread of their own; a receive that gets nothing for thirty seconds fails, so that a broken
/// promise fails a test and does not hang it.
public final class StreamConnection: Sendable {
    private let descriptor: FileDescriptor
    private let queue = DispatchQueue(label: "stream connection")

    /// Connects to a Unix socket.
    ///
    /// - Throws: The `Errno` of `connect`.
    public convenience init(to path: FilePath) throws {
        try self.init(family: AF_UNIX, UnixSocketAddress.make(path))
    }

    /// Connects to a port of the loopback address.
    ///
    /// - Throws: The `Errno` of `connect`.
    public convenience init(toPort port: Int) throws {
        try self.init(family: AF_INET, LoopbackPort.address(port))
    }

    private init<Address>(family: CInt, _ address: Address) throws {
        let socket = Glibc.socket(family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        var time = timeval(tv_sec: 30, tv_usec: 0)
        _ = unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let status = unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(socket, pointer, socklen_t(MemoryLayout<Address>.size))
            }
        }
        descriptor = FileDescriptor(rawValue: socket)
        guard status == 0 else {
            let error = Errno(rawValue: errno)
            try descriptor.close()
            throw error
        }
    }

    deinit { try? descriptor.close() }

    /// Sends all of some bytes.
    ///
    /// - Throws: The `Errno` of `send`, when the other side takes no more.
    public func send(_ bytes: [UInt8]) async throws {
        try await blocking { descriptor in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = unsafe rest.withUnsafeBytes {
                    unsafe Glibc.send(descriptor.rawValue, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
                }
                guard count >= 0 else { throw Errno(rawValue: errno) }
                rest.removeFirst(count)
            }
        }
    }

    /// Says that nothing more will be sent; receiving goes on.
    public func finishSending() { _ = shutdown(descriptor.rawValue, CInt(SHUT_WR)) }

    /// Everything up to the end of the connection, be it a reset.
    ///
    /// - Throws: The `Errno` of `read`.
    public func receiveAll() async throws -> [UInt8] {
        try await blocking { descriptor in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count: Int
                do {
                    count = try unsafe buffer.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
                } catch Errno.connectionReset {
                    count = 0
                }
                if count == 0 { return bytes }
                bytes += buffer[..<count]
            }
        }
    }

    /// Sends one HTTP request on a connection that ends with its answer.
    ///
    /// - Parameters:
    ///   - method: `GET` or `POST`.
    ///   - target: The path with its query string, encoded already.
    ///   - body: The body.
    /// - Returns: The answer.
    /// - Throws: The `Errno` of the call that failed.
    public func request(_ method: String = "GET", _ target: String, body: String = "") async throws
        -> HTTPAnswer
    {
        let head =
            "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
        try await send(Array((head + body).utf8))
        return HTTPAnswer(String(decoding: try await receiveAll(), as: UTF8.self))
    }

    private func blocking<Value: Sendable>(
        _ body: @escaping @Sendable (FileDescriptor) throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [self] in continuation.resume(with: Result { try body(descriptor) }) }
            }
        } onCancel: {
            _ = shutdown(descriptor.rawValue, CInt(SHUT_RDWR))
        }
    }
}
