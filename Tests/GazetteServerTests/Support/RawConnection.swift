import Dispatch
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A connection that sends and receives bytes as they are, well-formed or not.
///
/// Calls block a thread of their own; a receive that gets nothing for ten seconds fails, so that a broken
/// promise fails a test and does not hang it.
final class RawConnection: Sendable {
    private let descriptor: FileDescriptor
    private let queue = DispatchQueue(label: "raw connection")

    /// Connects to a Unix socket.
    convenience init(to path: FilePath) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        try self.init(family: AF_UNIX, address)
    }

    /// Connects to a port of the loopback address.
    convenience init(toPort port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try self.init(family: AF_INET, address)
    }

    private init<Address>(family: CInt, _ address: Address) throws {
        let socket = Glibc.socket(family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var time = timeval(tv_sec: 10, tv_usec: 0)
        _ = unsafe setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        let status = unsafe withUnsafePointer(to: address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(socket, pointer, socklen_t(MemoryLayout<Address>.size))
            }
        }
        descriptor = FileDescriptor(rawValue: socket)
        if status != 0 {
            let error = Errno(rawValue: errno)
            try descriptor.close()
            throw error
        }
    }

    deinit { try? descriptor.close() }

    /// Sends all of a text. What the other side no longer takes is an error.
    func send(_ text: String) async throws {
        try await run { descriptor in
            var rest = Array(text.utf8)[...]
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
    func finishSending() { _ = shutdown(descriptor.rawValue, CInt(SHUT_WR)) }

    /// Hangs up.
    func hangUp() { _ = shutdown(descriptor.rawValue, CInt(SHUT_RDWR)) }

    /// Everything up to the end of the connection, be it a reset.
    func receiveAll() async throws -> String {
        try await run { descriptor in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count: Int
                do {
                    count = try unsafe buffer.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
                } catch Errno.connectionReset {
                    count = 0
                }
                if count == 0 { return String(decoding: bytes, as: UTF8.self) }
                bytes += buffer[..<count]
            }
        }
    }

    /// One answer, whose end its content length tells.
    func receiveAnswer(hasBody: Bool = true) async throws -> RawAnswer {
        try await run { descriptor in
            var bytes: [UInt8] = []
            var byte: [UInt8] = [0]
            func next() throws {
                let count = try unsafe byte.withUnsafeMutableBytes { unsafe try descriptor.read(into: $0) }
                guard count == 1 else { throw Errno.connectionReset }
                bytes += byte
            }
            while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) { try next() }
            let head = RawAnswer(String(decoding: bytes, as: UTF8.self))
            guard hasBody else { return head }
            for _ in 0..<(Int(head.fields["content-length"] ?? "0") ?? 0) { try next() }
            return RawAnswer(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Sends a request and returns the answer.
    func exchange(_ request: String, hasBody: Bool = true) async throws -> RawAnswer {
        try await send(request)
        return try await receiveAnswer(hasBody: hasBody)
    }

    private func run<Result: Sendable>(
        _ body: @escaping @Sendable (FileDescriptor) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(with: Swift.Result { try body(descriptor) })
            }
        }
    }
}

/// An answer as it came.
struct RawAnswer: Hashable, Sendable {
    let status: Int
    /// The header fields by their names in lower case.
    let fields: [String: String]
    let body: String

    init(_ text: String) {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        var lines = parts[0].split(separator: "\r\n")
        let first = lines.isEmpty ? "" : lines.removeFirst()
        status = first.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        fields = Dictionary(
            lines.map { line in
                let pair = line.split(separator: ":", maxSplits: 1)
                return (pair[0].lowercased(), String(pair.last?.drop { $0 == " " } ?? ""))
            }, uniquingKeysWith: { $0 + ", " + $1 })
        body = parts.count > 1 ? String(parts[1]) : ""
    }
}
