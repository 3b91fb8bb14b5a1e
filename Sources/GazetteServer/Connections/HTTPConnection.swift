internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// How a connection is set up and served: Hummingbird's channel, with what it lacks added.
struct HTTPConnection: Sendable {
    private let channel: HTTP1Channel
    private let limits: RequestLimits
    private let connections: OpenConnections
    private let logger: Logger

    init(
        listener: Listener, routes: RoutesInPlace, limits: RequestLimits,
        connections: OpenConnections, logger: Logger
    ) {
        self.limits = limits
        self.connections = connections
        self.logger = logger
        channel = HTTP1Channel(
            responder: { request, writer, channel in
                let context = RouteContext(
                    source: .init(logger: logger, eventLoop: channel.eventLoop, listener: listener))
                var response = try await routes.responder.respond(to: request, context: context)
                // Errors are made outside the routes, where `HEAD` is not known.
                if request.method == .head { response = response.createHeadResponse() }
                logger.debug(
                    "Answered a request",
                    metadata: [
                        "http.method": "\(request.method.rawValue)", "http.path": "\(request.uri.path)",
                        "http.status": "\(response.status.code)",
                    ])
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: .init(
                idleTimeout: TimeAmount(limits.idleTime),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerByteCount, maxHeaderListSize: limits.headerByteCount,
                    maxHeaderFieldCount: 256)))
    }

    /// Makes the pipeline of a connection just accepted, and starts to serve it.
    ///
    /// A NIO channel for tasks must be used once it is made, or it ends the process; so the task begins here,
    /// on the event loop, and not behind a queue that might be dropped. It ends with the connection, which
    /// ``OpenConnections`` closes.
    func begin(_ accepted: any Channel) -> EventLoopFuture<Void> {
        channel.setup(channel: accepted, logger: logger).flatMapThrowing { value in
            let executor = EventLoopExecutor(accepted.eventLoop)
            let serving = accepted.eventLoop.makeFutureWithTask {
                await withTaskExecutorPreference(executor) { await serve(value) }
            }
            connections.add(accepted, serving: serving)
            // Directly behind the parser, where the parts of messages still have the parser's types.
            let pipeline = accepted.pipeline.syncOperations
            let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ByteAnnouncer(), position: .before(parser))
            try pipeline.addHandlers(
                [HTTPServerPipelineHandler(), RequestGuard(limits: limits)], position: .after(parser))
        }
    }

    /// Answers the requests of a connection until it is closed; a client that hangs up cancels its request.
    private func serve(_ connection: HTTP1Channel.Value) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await channel.handle(value: connection, logger: logger) }
            group.addTask { try? await connection.channel.closeFuture.get() }
            await group.next()
            group.cancelAll()
        }
    }
}
