import GazetteAPI
import GazetteClient
import GazetteServer
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Sockets that a service manager hands over, made here as it makes them.
@Suite struct InheritedSocketTests {
    @Test func `a socket that was handed over is answered at, and stays when the server stops`() async throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("held.sock")
        let descriptor = try listen(at: path)
        defer { _ = close(descriptor) }
        let listeners = try InheritedSockets.listeners(
            environment: environment("full"), process: getpid(), first: descriptor)
        #expect(listeners.map(\.access) == [.full])
        for _ in 0..<2 {
            // Started anew, it takes the same socket.
            try await RunningServer.with(listeners) { server in
                let total = try await server.client().search(SearchRequest(q: "a")).total
                #expect(total == 17)
            }
            let isThere = unsafe access(path.string, F_OK) == 0
            #expect(isThere)
        }
    }

    @Test(arguments: [("full", Listener.Access.full), ("search", .searchOnly), ("http", .searchOnly)])
    func `the name of a socket says what may be asked there`(name: String, access: Listener.Access) throws {
        let folder = try TemporaryFolder()
        let descriptor = try listen(at: folder.path.appending("held.sock"))
        defer { _ = close(descriptor) }
        let listeners = try InheritedSockets.listeners(
            environment: environment(name), process: getpid(), first: descriptor)
        #expect(listeners.map(\.access) == [access])
    }

    @Test(arguments: ["", "unknown", "connection"])
    func `a socket of another name is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        let descriptor = try listen(at: folder.path.appending("held.sock"))
        defer { _ = close(descriptor) }
        let error = #expect(throws: InheritedSocketError.self) {
            try InheritedSockets.listeners(
                environment: environment(name), process: getpid(), first: descriptor)
        }
        #expect(error?.reason == .unknownName)
    }

    @Test func `what does not listen is refused`() throws {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        defer { _ = close(descriptor) }
        let error = #expect(throws: InheritedSocketError.self) {
            try InheritedSockets.listeners(
                environment: environment("full"), process: getpid(), first: descriptor)
        }
        #expect(error?.reason == .notListening)
    }

    @Test func `variables for another process are not ours`() throws {
        let foreign = try InheritedSockets.listeners(
            environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "full"], process: getpid())
        #expect(foreign == [])
        let none = try InheritedSockets.listeners(environment: [:], process: getpid())
        #expect(none == [])
    }

    private func environment(_ name: String) -> [String: String] {
        ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1", "LISTEN_FDNAMES": name]
    }

    private func listen(at path: FilePath) throws -> CInt {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.string.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0, Glibc.listen(descriptor, 16) == 0 else { throw Errno(rawValue: errno) }
        return descriptor
    }
}
