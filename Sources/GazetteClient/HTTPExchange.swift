internal import GazetteAPI
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import SystemPackage

/// One request on a connection of its own, and its answer.
///
/// A connection to a Unix socket costs some tens of microseconds, and one that serves one request needs no
/// pool. A daemon that is stopped closes what it has accepted and not yet read; what changes nothing is then
/// asked once more, of the one that is started in its place, where systemd holds the socket for it.
struct HTTPExchange: Sendable {
    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    /// One thread for all exchanges of the process: NIO's singleton would start one for each processor.
    private static let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The largest answer that is held in memory, 1 GiB: far more than articles have, and less than would
    /// harm a machine. What is streamed has no limit.
    private static let maximumAnswerByteCount = 1 << 30

    /// How often a connection is tried for before the daemon counts as busy: about five seconds.
    private static let retryCount = 125

    let endpoint: Endpoint
    let method: HTTPMethod
    let target: Target
    var body: [UInt8]?
    /// Whether the request may be sent a second time. What is only got may; of what is posted the caller
    /// knows.
    var changesNothing = false
    /// How long each attempt may take; `nil` for as long as it needs.
    var timeLimit: Duration?

    /// Sends the request and returns the answer whole.
    func answer() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await perform { piece in
            bytes += piece.readableBytesView
            guard bytes.count <= Self.maximumAnswerByteCount else {
                throw APIError(
                    .requestTooLarge,
                    "the answer has more than \(Self.maximumAnswerByteCount) bytes; ask for less")
            }
        }
        return bytes
    }

    /// Sends the request and hands over the answer as it comes; more is read once `receive` has returned.
    ///
    /// - Throws: The `APIError` that is the answer, one made for a connection that fails, or what `receive`
    ///   throws.
    func perform(_ receive: (ByteBuffer) async throws -> Void) async throws {
        let endedEarly = APIError(
            .unavailable,
            "the daemon at '\(endpoint)' ended the connection before its answer was whole; ask again")
        var isSecond = false
        while true {
            do {
                let progress = try await attempt(receive)
                if progress == .whole { return }
                guard progress == .nothing, method == .GET || changesNothing, !isSecond else {
                    throw endedEarly
                }
                isSecond = true
            } catch let error as APIError where isSecond && error.code == .noDaemon {
                // It was there, which says more than that nobody is there now.
                throw endedEarly
            }
        }
    }

    /// How much of an answer came before the end of the connection.
    private enum Progress {
        case nothing, begun, whole
    }

    private func attempt(_ receive: (ByteBuffer) async throws -> Void) async throws -> Progress {
        let connection = try await connect()
        let timer = timeLimit.map { limit in
            connection.channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
                connection.channel.pipeline.fireErrorCaught(TimeIsOver())
            }
        }
        defer { timer?.cancel() }
        do {
            let progress = try await connection.executeThenClose { inbound, outbound in
                // A daemon may refuse a request, and say why, before it has it whole: what counts is its
                // answer.
                try? await send(on: outbound)
                return try await receiveAnswer(from: inbound, receive)
            }
            try Task.checkCancellation()
            return progress
        } catch is TimeIsOver {
            throw APIError(
                .timeout, "the daemon at '\(endpoint)' did not answer within \(timeLimit ?? .zero); ask again"
            )
        }
    }

    private func connect() async throws -> Connection {
        let bootstrap = ClientBootstrap(group: Self.eventLoops).connectTimeout(.seconds(10))
        let setUp: @Sendable (any Channel) -> EventLoopFuture<Connection> = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                return try Connection(wrappingChannelSynchronously: channel)
            }
        }
        do {
            return switch endpoint {
            case .unixSocket(let path):
                try await bootstrap.withConnectedSocket(
                    Self.openSocket(to: path), channelInitializer: setUp)
            case .tcp(let host, let port):
                try await bootstrap.connect(host: host, port: port, channelInitializer: setUp)
            }
        } catch {
            throw ConnectFailure(error).error(at: endpoint)
        }
    }

    /// Connects, and where too many others are about to, tries again for some seconds.
    private static func openSocket(to path: FilePath) async throws -> CInt {
        var attempt = 0
        while true {
            switch UnixConnection.open(to: path) {
            case .success(let socket):
                return socket.rawValue
            case .failure(.resourceTemporarilyUnavailable) where attempt < retryCount:
                attempt += 1
                try await Task.sleep(for: .milliseconds(min(attempt, 50)))
            case .failure(let error):
                throw error
            }
        }
    }

    private func send(on outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>) async throws {
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: target.text)
        head.headers.add(name: "host", value: endpoint.host)
        head.headers.add(name: "connection", value: "close")
        var parts = [HTTPClientRequestPart.end(nil)]
        if let body {
            head.headers.add(name: "content-type", value: "application/json")
            parts.insert(.body(.byteBuffer(ByteBuffer(bytes: body))), at: 0)
        }
        if method == .POST {
            head.headers.add(name: "content-length", value: String(body?.count ?? 0))
        }
        try await outbound.write(contentsOf: [.head(head)] + parts)
    }

    /// Reads an answer and says how much of it came.
    private func receiveAnswer(
        from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>,
        _ receive: (ByteBuffer) async throws -> Void
    ) async throws -> Progress {
        var errorAnswer: ErrorAnswer?
        var progress = Progress.nothing
        do {
            for try await part in inbound {
                progress = .begun
                switch part {
                case .head(let head): errorAnswer = try errorAnswerBegun(by: head)
                case .body(let piece):
                    if errorAnswer == nil {
                        try await receive(piece)
                    } else {
                        try errorAnswer?.append(piece.readableBytesView, from: endpoint)
                    }
                case .end:
                    if let errorAnswer { throw errorAnswer.error(from: endpoint) }
                    return .whole
                }
            }
        } catch let error where Self.isOfConnection(error) {}
        return progress
    }

    /// The error that an answer is, as it begins; `nil` where it is what was asked for.
    private func errorAnswerBegun(by head: HTTPResponseHead) throws -> ErrorAnswer? {
        let type = head.headers.first(name: "content-type") ?? "no content type"
        guard type.hasPrefix("application/") else {
            throw ErrorAnswer.stranger(at: endpoint, status: Int(head.status.code), type: type)
        }
        return head.status == .ok ? nil : ErrorAnswer(status: Int(head.status.code))
    }

    private static func isOfConnection(_ error: any Error) -> Bool {
        error is IOError || error is ChannelError || error is HTTPParserError
    }

    /// Goes through the pipeline as an error, and so ends the reading of an answer.
    private struct TimeIsOver: Error {}
}
