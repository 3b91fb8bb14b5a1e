import Dispatch
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Accepts a connection on a Unix socket for each of its answers, sends that once a request's head is in, and
/// closes: what a client meets when it is no daemon, or a broken one, that answers.
final class ScriptedServer: Sendable {
    private let listening: Listening

    /// Listens at `path` and waits on a thread of its own.
    init(at path: FilePath, answers: [String], keepsOpen: Bool = false) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        let listening = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listening, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0, listen(listening, 1) == 0 else { throw Errno(rawValue: errno) }
        let owner = Listening(socket: listening)
        self.listening = owner
        // A queue of its own gets a thread of its own; blocking the shared ones would hold up every task of
        // the process.
        DispatchQueue(label: "scripted server").async {
            for answer in answers { Self.serve(owner.socket, answer, keepsOpen: keepsOpen) }
            // Who comes then is refused.
            _ = shutdown(owner.socket, CInt(SHUT_RDWR))
        }
    }

    private static func serve(_ listening: CInt, _ answer: String, keepsOpen: Bool) {
        let accepted = accept(listening, nil, nil)
        guard accepted >= 0 else { return }
        let connection = FileDescriptor(rawValue: accepted)
        defer { try? connection.close() }
        var seen: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        func read() -> Int {
            (try? unsafe buffer.withUnsafeMutableBytes { unsafe try connection.read(into: $0) }) ?? 0
        }
        // A body may have come with it.
        while !String(decoding: seen, as: UTF8.self).utf8.contains("\r\n\r\n".utf8) {
            let count = read()
            if count == 0 { return }
            seen += buffer[..<count]
        }
        _ = try? connection.writeAll(answer.utf8)
        // Until the client hangs up.
        while keepsOpen, read() > 0 {}
    }

    deinit {
        // Wakes the thread that waits for a client.
        _ = shutdown(listening.socket, CInt(SHUT_RDWR))
    }

    /// Closes the socket once neither the server nor its thread has it: a thread that comes late would accept
    /// on another server's socket, which has got the same number, and answer in its place.
    private final class Listening: Sendable {
        let socket: CInt

        init(socket: CInt) { self.socket = socket }

        deinit { _ = close(socket) }
    }
}
