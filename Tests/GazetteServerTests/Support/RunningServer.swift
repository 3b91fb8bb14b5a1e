import GazetteAPI
import GazetteClient
import GazetteServer
import Logging
import ServiceLifecycle
import SystemPackage

/// A real server in this process, on sockets in a test's folder.
struct RunningServer: Sendable {
    /// The service that answers.
    let service: MemoryService
    /// Where each listener accepts, in the order of the listeners.
    let addresses: [Listener.Address]
    /// The server.
    let server: GazetteServer
    private let group: ServiceGroup

    /// The socket of a listener.
    func socket(_ index: Int = 0) throws -> FilePath {
        guard case .unixSocket(let path, _) = addresses[index] else { throw Errno.notSocket }
        return path
    }

    /// The port of a listener.
    func port(_ index: Int = 0) throws -> Int {
        guard case .tcp(_, let port) = addresses[index] else { throw Errno.notSocket }
        return port
    }

    /// A client of a listener.
    func client(_ index: Int = 0) -> HTTPSearchService {
        switch addresses[index] {
        case .unixSocket(let path, _): HTTPSearchService(.unixSocket(path))
        case .tcp(let host, let port): HTTPSearchService(.tcp(host: host, port: port))
        }
    }

    /// Tells the server to stop, as SIGTERM would.
    func stop() async { await group.triggerGracefulShutdown() }

    /// Runs a server, calls `body` once all its listeners accept, and stops it.
    static func with<Result: Sendable>(
        _ listeners: [Listener],
        service: MemoryService = MemoryService(),
        limits: RequestLimits = RequestLimits(),
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ body: @Sendable (RunningServer) async throws -> Result
    ) async throws -> Result {
        let (listening, listen) = AsyncStream.makeStream(of: Listener.Address.self)
        let server = GazetteServer(
            .init(service, metrics: { "gazette_up 1\n" }), listeners: listeners, limits: limits,
            logger: logger, onListening: { _, address in listen.yield(address) })
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: server)],
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { listen.finish() }
                try await group.run()
            }
            var addresses: [Listener.Address] = []
            for await address in listening.prefix(listeners.count) { addresses.append(address) }
            guard addresses.count == listeners.count else {
                try await tasks.next()
                throw Errno.connectionAbort
            }
            do {
                let result = try await body(
                    RunningServer(service: service, addresses: addresses, server: server, group: group))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return result
            } catch {
                tasks.cancelAll()
                throw error
            }
        }
    }

    /// Runs a server on one full socket in a folder.
    static func with<Result: Sendable>(
        in folder: FilePath,
        service: MemoryService = MemoryService(),
        limits: RequestLimits = RequestLimits(),
        _ body: @Sendable (RunningServer) async throws -> Result
    ) async throws -> Result {
        let listener = Listener(.unixSocket(folder.appending("g.sock"), mode: 0o600), access: .full)
        return try await with([listener], service: service, limits: limits, body)
    }
}
