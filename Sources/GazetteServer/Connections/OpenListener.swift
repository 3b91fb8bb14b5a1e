internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// A listener that accepts.
///
/// Hummingbird's own server takes one address, and removes whatever stands at a socket's path before it
/// binds; so the sockets are bound here.
struct OpenListener: Sendable {
    /// What was asked for.
    let listener: Listener
    /// Where it accepts; the port is the one that the system chose where 0 was asked for.
    let boundAddress: Listener.Address

    private let file: UnixSocketFile?

    /// Opens a listener: it accepts, and its path is there, when this returns.
    init(
        _ listener: Listener, routes: RoutesInPlace, limits: RequestLimits,
        connections: OpenConnections, logger: Logger
    ) async throws {
        self.listener = listener
        let connection = HTTPConnection(
            listener: listener, routes: routes, limits: limits, connections: connections, logger: logger
        )
        let bootstrap = Self.bootstrap(for: listener.address, limits: limits)
            .childChannelInitializer { connection.begin($0) }
        if let inherited = listener.inherited {
            file = nil
            boundAddress = listener.address
            let descriptor = fcntl(inherited.rawValue, F_DUPFD_CLOEXEC, 0)
            guard descriptor >= 0 else {
                throw ListenerError(
                    reason: .system(Errno(rawValue: errno), call: "dup"), address: listener.address)
            }
            connections.addListening(try await bootstrap.withBoundSocket(descriptor).get())
            return
        }
        switch listener.address {
        case .unixSocket(let path, let mode):
            let file = try UnixSocketFile(at: path, mode: mode)
            do {
                let channel = try await bootstrap.withBoundSocket(file.descriptor.rawValue).get()
                connections.addListening(channel)
                try file.publish(address: listener.address)
            } catch {
                file.remove()
                throw error
            }
            self.file = file
            boundAddress = listener.address
        case .tcp(let host, let port):
            do {
                let channel = try await bootstrap.bind(host: host, port: port).get()
                connections.addListening(channel)
                boundAddress = .tcp(host: host, port: channel.localAddress?.port ?? port)
            } catch let error as IOError {
                throw ListenerError(
                    reason: .system(Errno(rawValue: error.errnoCode), call: "bind"), address: listener.address
                )
            }
            file = nil
        }
    }

    /// Removes the socket's file, if it is still this listener's.
    func removeFile() { file?.remove() }

    private static func bootstrap(for address: Listener.Address, limits: RequestLimits) -> ServerBootstrap {
        let isUnixSocket = if case .unixSocket = address { true } else { false }
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: UnixSocketFile.backlog)
            // One connection at a time, or the limit could be passed by what one round accepts.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AvailableConnectionsChannelHandler(maxConnections: limits.connectionCount))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: isUnixSocket)
        return isUnixSocket
            ? bootstrap : bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
    }
}
