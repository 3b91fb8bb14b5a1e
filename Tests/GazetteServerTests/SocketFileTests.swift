import GazetteAPI
import GazetteClient
import GazetteServer
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The file of a Unix socket: its mode, what it replaces, and its end.
@Suite struct SocketFileTests {
    @Test(arguments: [0o600, 0o660, 0o666] as [mode_t])
    func `a socket has its mode when it appears, whatever the umask`(mode: mode_t) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        try await RunningServer.with([Listener(.unixSocket(path, mode: mode), access: .full)]) { server in
            #expect(Self.mode(of: path) == S_IFSOCK | mode)
            #expect(Self.names(in: path.removingLastComponent()) == ["g.sock"])
            let health = try await server.client().health()
            #expect(health.ready)
        }
        #expect(Self.mode(of: path) == nil)
        #expect(Self.names(in: folder.path).isEmpty)
    }

    @Test func `a socket that nobody answers at is replaced`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        try Self.leaveStaleSocket(at: path)
        await #expect(throws: APIError.self) {
            _ = try await HTTPSearchService(.unixSocket(path)).health()
        }
        try await RunningServer.with(in: folder.path) { server in
            let health = try await server.client().health()
            #expect(health.ready)
        }
    }

    @Test func `a socket that a daemon answers at is left to it`() async throws {
        let folder = try TemporaryFolder()
        try await RunningServer.with(in: folder.path) { server in
            let address = server.addresses[0]
            await #expect(throws: ListenerError(reason: .anotherDaemon, address: address)) {
                try await RunningServer.with([Listener(address, access: .full)]) { _ in }
            }
            let health = try await server.client().health()
            #expect(health.ready)
        }
    }

    @Test func `whatever is no socket is never removed`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("precious", to: "g.sock")
        let address = Listener.Address.unixSocket(path, mode: 0o600)
        await #expect(throws: ListenerError(reason: .notASocket, address: address)) {
            try await RunningServer.with([Listener(address, access: .full)]) { _ in }
        }
        #expect(Self.mode(of: path) == S_IFREG | 0o644)
        #expect(Self.names(in: folder.path) == ["g.sock"])
    }

    @Test func `a link to a socket is not followed`() async throws {
        let folder = try TemporaryFolder()
        try Self.leaveStaleSocket(at: folder.path.appending("other.sock"))
        let path = folder.path.appending("g.sock")
        #expect(unsafe symlink("other.sock", path.string) == 0)
        let address = Listener.Address.unixSocket(path, mode: 0o600)
        await #expect(throws: ListenerError(reason: .notASocket, address: address)) {
            try await RunningServer.with([Listener(address, access: .full)]) { _ in }
        }
    }

    @Test func `a path as long as the kernel takes works, and one byte more is refused`() async throws {
        let folder = try TemporaryFolder()
        let rest = 107 - folder.path.length - 1
        let longest = folder.path.appending(String(repeating: "s", count: rest))
        let listener = Listener(.unixSocket(longest, mode: 0o600), access: .full)
        try await RunningServer.with([listener]) { server in
            let health = try await server.client().health()
            #expect(health.ready)
        }
        let address = Listener.Address.unixSocket(FilePath(longest.string + "s"), mode: 0o600)
        await #expect(
            throws: ListenerError(reason: .pathTooLong(byteCount: 108, limit: 107), address: address)
        ) {
            try await RunningServer.with([Listener(address, access: .full)]) { _ in }
        }
    }

    @Test func `a folder that is not there is named`() async throws {
        let folder = try TemporaryFolder()
        let address = Listener.Address.unixSocket(folder.path.appending("no/g.sock"), mode: 0o600)
        let reason = ListenerError.Reason.system(.noSuchFileOrDirectory, call: "bind")
        await #expect(throws: ListenerError(reason: reason, address: address)) {
            try await RunningServer.with([Listener(address, access: .full)]) { _ in }
        }
    }

    @Test(
        arguments: [
            (
                .unixSocket("/run/g.sock", mode: 0o600), .noSuchFileOrDirectory,
                "make its folder, or choose another path"
            ),
            (
                .unixSocket("/run/g.sock", mode: 0o600), .permissionDenied,
                "let this user write to its folder, or choose another path"
            ),
            (
                .tcp(host: "::", port: 80), .permissionDenied,
                "choose a port from 1024 on, which needs no privilege"
            ),
            (
                .tcp(host: "::", port: 8080), .addressInUse,
                "another program has the port; end that, or choose another one"
            ),
            (
                .tcp(host: "192.0.2.1", port: 8080), .addressNotAvailable,
                "this machine does not have the address; choose one that it has"
            ),
            (.tcp(host: "::", port: 8080), .noMemory, nil),
        ] as [(Listener.Address, Errno, String?)])
    func `what keeps a listener from opening is told with what to do, where that is known`(
        address: Listener.Address, cause: Errno, advice: String?
    ) {
        let error = ListenerError(reason: .system(cause, call: "bind"), address: address)
        #expect(
            error.description == "cannot listen at '\(address)': bind: \(cause)"
                + (advice.map { "; \($0)" } ?? ""))
    }

    @Test func `of several listeners none stays when one cannot be opened`() async throws {
        let folder = try TemporaryFolder()
        let good = folder.path.appending("g.sock")
        let bad = try folder.write("precious", to: "bad.sock")
        await #expect(throws: ListenerError.self) {
            try await RunningServer.with([
                Listener(.unixSocket(good, mode: 0o600), access: .full),
                Listener(.unixSocket(bad, mode: 0o600), access: .full),
            ]) { _ in }
        }
        #expect(Self.names(in: folder.path) == ["bad.sock"])
    }

    @Test func `a port that is taken is named`() async throws {
        let listener = Listener(.tcp(host: "127.0.0.1", port: 0), access: .searchOnly)
        try await RunningServer.with([listener]) { server in
            let taken = server.addresses[0]
            let reason = ListenerError.Reason.system(.addressInUse, call: "bind")
            await #expect(throws: ListenerError(reason: reason, address: taken)) {
                try await RunningServer.with([Listener(taken, access: .searchOnly)]) { _ in }
            }
        }
    }

    @Test func `at its end a server leaves a socket that took its place`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("g.sock")
        try await RunningServer.with(in: folder.path) { server in
            let path = try server.socket()
            #expect(unsafe unlink(path.string) == 0)
            try Self.leaveStaleSocket(at: path)
        }
        #expect(Self.mode(of: path) != nil)
    }

    private static func mode(of path: FilePath) -> mode_t? {
        var status = stat()
        guard unsafe lstat(path.string, &status) == 0 else { return nil }
        return status.st_mode
    }

    private static func names(in folder: FilePath) -> [String] {
        guard let stream = unsafe opendir(folder.string) else { return [] }
        defer { _ = unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Binds a socket and closes it, as a daemon that was killed does.
    private static func leaveStaleSocket(at path: FilePath) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe path.withPlatformString { name in
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { field in
                unsafe field.copyBytes(from: UnsafeRawBufferPointer(start: name, count: path.length))
            }
        }
        let socket = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
        try FileDescriptor(rawValue: socket).close()
    }
}
