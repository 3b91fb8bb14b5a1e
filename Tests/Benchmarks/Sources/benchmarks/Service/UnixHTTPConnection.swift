internal import Glibc
internal import SystemPackage

/// HTTP/1.1 over a Unix socket, one request after the other on one connection.
final class UnixHTTPConnection {
    private let descriptor: FileDescriptor
    private var buffer: [UInt8] = []

    /// Connects; throws an `Errno` where nobody listens.
    init(to socketPath: FilePath) throws {
        let raw = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: raw)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socketPath.string.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BenchmarkError("'\(socketPath)' is too long for a socket; set TMPDIR to a shorter path")
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(raw, address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    deinit { try? descriptor.close() }

    /// The body of the answer to `GET target`, which must be 200.
    func get(_ target: String) throws -> [UInt8] {
        try descriptor.writeAll("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        buffer.removeAll(keepingCapacity: true)
        var searched = 0
        while true {
            if let end = endOfHead(from: searched) {
                let head = String(decoding: buffer[..<end], as: UTF8.self)
                let byteCount = try contentLength(of: head, target)
                while buffer.count < end + byteCount { try receive() }
                let body = Array(buffer[end..<end + byteCount])
                guard head.hasPrefix("HTTP/1.1 200 ") else {
                    throw BenchmarkError("GET \(target): \(String(decoding: body, as: UTF8.self))")
                }
                return body
            }
            searched = max(0, buffer.count - 3)
            try receive()
        }
    }

    private func receive() throws {
        let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
            count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(space))
        }
        guard !piece.isEmpty else { throw Errno.connectionReset }
        buffer += piece
    }

    private func endOfHead(from start: Int) -> Int? {
        var index = start
        while index + 4 <= buffer.count {
            if buffer[index] == 0x0d, buffer[index..<index + 4].elementsEqual([0x0d, 0x0a, 0x0d, 0x0a]) {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    private func contentLength(of head: String, _ target: String) throws -> Int {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length",
                let length = Int(parts[1].drop { $0 == " " })
            {
                return length
            }
        }
        throw BenchmarkError("the answer to GET \(target) states no Content-Length")
    }
}
