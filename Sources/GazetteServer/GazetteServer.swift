public import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
public import ServiceLifecycle

/// Answers HTTP on any number of listeners, all from one search service.
///
/// Routes, their access and their limits are in the README. A request whose client hangs up is cancelled. On
/// TCP, a client that closes its sending side counts as gone; on a Unix socket, where the kernel tells the
/// two apart, it may still read.
public struct GazetteServer: Service {
    /// What answers: a search service, and what `/metrics` says of it.
    public struct Answering: Sendable {
        let service: any SearchService
        let metrics: @Sendable () async throws -> String

        /// Makes it.
        ///
        /// - Parameters:
        ///   - service: What answers; its functions are called from many tasks at once and are to heed
        ///     cancellation.
        ///   - metrics: Makes the text of `/metrics`; what it throws is answered as an error.
        public init(_ service: any SearchService, metrics: @escaping @Sendable () async throws -> String) {
            self.service = service
            self.metrics = metrics
        }
    }

    private let listeners: [Listener]
    private let limits: RequestLimits
    private let routes: RoutesInPlace
    private let logger: Logger
    private let onListening: @Sendable (Listener, Listener.Address) async -> Void

    /// Makes a server that listens once it runs.
    ///
    /// - Parameters:
    ///   - answering: What answers at first.
    ///   - listeners: Where to accept, at least one.
    ///   - limits: What clients may take.
    ///   - logger: Takes errors that no client can do anything about, and the rest at `debug`.
    ///   - onListening: Called once for each listener when it accepts, with the address that it got.
    public init(
        _ answering: Answering,
        listeners: [Listener],
        limits: RequestLimits = RequestLimits(),
        logger: Logger,
        onListening: @escaping @Sendable (Listener, Listener.Address) async -> Void = { _, _ in }
    ) {
        self.listeners = listeners
        self.limits = limits
        self.logger = logger
        self.onListening = onListening
        routes = RoutesInPlace(answering, limits: limits)
    }

    /// Has another service answer, whose turn comes with the next request; connections and sockets stay as
    /// they are.
    ///
    /// Requests under way in the former are cancelled and answered `unavailable`; answers that were begun
    /// break off. Returns when none of them is worked on any more, so that what the former held can be let go
    /// of.
    ///
    /// - Parameter answering: What answers from now on.
    public func replace(with answering: Answering) async { await routes.replace(with: answering) }

    /// Listens and answers until it is told to stop or is cancelled. Runs once.
    ///
    /// Told to stop, it accepts no more, lets requests under way end within ``RequestLimits/stopTime``, and
    /// removes its sockets: all within a second with the default limits.
    ///
    /// - Throws: ``ListenerError`` when a listener cannot be opened; then none is.
    public func run() async throws {
        let connections = OpenConnections(routes: routes, stopTime: limits.stopTime)
        var open: [OpenListener] = []
        defer { for listener in open { listener.removeFile() } }
        do {
            for listener in listeners {
                open.append(
                    try await OpenListener(
                        listener, routes: routes, limits: limits, connections: connections,
                        logger: logger))
            }
        } catch {
            connections.closeAll()
            await connections.waitForAll()
            throw error
        }
        for listener in open { await onListening(listener.listener, listener.boundAddress) }

        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await connections.waitForAll()
            } onGracefulShutdown: {
                connections.stop()
            }
        } onCancel: {
            connections.closeAll()
        }
    }
}
