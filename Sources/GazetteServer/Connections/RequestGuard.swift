internal import GazetteAPI
internal import NIOCore
internal import NIOHTTP1

/// Stands between the parser of a connection and the routes, and answers what never becomes a request: broken
/// syntax, header fields or bodies that are too large or too slow.
///
/// It also ends connections as HTTP/1.0 and `Connection: close` ask for, and those whose client takes nothing
/// of an answer. Its place is behind `HTTPServerPipelineHandler`, which lets one request in at a time and
/// holds errors back until the answers before them are written.
final class RequestGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long an ended connection still takes in what the client was sending. Closing at once would reset
    /// the connection, and the client might lose the answer.
    private static let lingerTime = Duration.seconds(2)
    /// How much of it: 16 MiB, of a document that was sent by mistake. Within two seconds a local client
    /// sends gigabytes.
    private static let lingerByteCount = 16 << 20

    private let limits: RequestLimits
    private var bodyByteCount = 0
    private var requestIsHead = false
    private var connectionEndsAfterAnswer = false
    private var requestIsArriving = false
    private var answerHasBegun = false
    /// From the head of a request to the end of its answer.
    private var requestIsBeingAnswered = false
    /// An answer may be written before its request has arrived whole.
    private var requestIsAnswered = false
    /// The answer to the last request is written, or being written by this handler: all else is dropped.
    private var isOver = false
    private var isLingering = false
    private var lingeredByteCount = 0
    /// Runs from the first byte of a request until the last has arrived.
    private var arrivalDeadline: Scheduled<Void>?
    /// Bytes came while a request was being answered: of the next one, which then has its time.
    private var nextHasBegun = false
    private var stallDeadline: Scheduled<Void>?

    init(limits: RequestLimits) {
        self.limits = limits
    }

    /// Whether the server was told to stop.
    private var isEnding = false

    func handlerRemoved(context: ChannelHandlerContext) { cancelDeadlines() }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is BytesArrive { return expectRequest(context: context) }
        if event is ServerIsStopping { isEnding = true }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancelDeadlines()
        context.fireChannelInactive()
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return linger(Self.unwrapInboundIn(data), context: context) }
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            begin(head, context: context)
            guard !isOver else { return }
        case .body(let bytes):
            bodyByteCount += bytes.readableBytes
            guard bodyByteCount <= limits.bodyByteCount else {
                return refuse(.bodyTooLarge(limits), context: context)
            }
        case .end:
            requestIsArriving = false
            endArrival()
        }
        context.fireChannelRead(data)
    }

    private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        bodyByteCount = 0
        requestIsArriving = true
        requestIsBeingAnswered = true
        requestIsAnswered = false
        requestIsHead = head.method == .HEAD
        // The parser reads nothing after a request to change the protocol, which is not on offer here.
        connectionEndsAfterAnswer =
            !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "upgrade")
        let announced = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard announced <= limits.bodyByteCount else {
            return refuse(.bodyTooLarge(limits), context: context)
        }
        if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(Self.wrapOutboundOut(.head(head)), promise: nil)
        }
        // One that was waiting behind another has not been timed yet.
        if arrivalDeadline == nil { beginArrival(context: context) }
    }

    /// The time of a request begins with its first byte, so that nobody holds a connection by sending a
    /// header field for ever.
    private func expectRequest(context: ChannelHandlerContext) {
        guard !isOver, arrivalDeadline == nil else { return }
        if requestIsBeingAnswered {
            nextHasBegun = true
        } else {
            beginArrival(context: context)
        }
    }

    private func beginArrival(context: ChannelHandlerContext) {
        arrivalDeadline = schedule(after: limits.requestTime, context: context) { guardian, context in
            // With no head there is nothing to answer.
            guard guardian.requestIsArriving else { return context.close(promise: nil) }
            guardian.refuse(.arrivesTooSlowly(guardian.limits), context: context)
        }
    }

    private func endArrival() {
        arrivalDeadline?.cancel()
        arrivalDeadline = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        refuse(APIError(error, limits), context: context)
    }

    /// Answers with an error in place of the routes and ends the connection.
    private func refuse(_ error: APIError, context: ChannelHandlerContext) {
        // The server is ending and this connection with it: NIO's handler before this one takes no more
        // answers.
        guard !isEnding else { return context.close(promise: nil) }
        guard !isOver else { return }
        isOver = true
        arrivalDeadline?.cancel()
        guard !answerHasBegun, !(requestIsArriving && requestIsAnswered) else {
            return context.close(promise: nil)
        }
        let body = Answer.json(of: error)
        var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: error.httpStatus))
        for (name, value) in Answer.fields(for: error) { head.headers.add(name: name, value: value) }
        head.headers.add(name: "content-length", value: String(body.readableBytes))
        head.headers.add(name: "connection", value: "close")
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if !requestIsHead {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        finish(with: Self.wrapOutboundOut(.end(nil)), context: context, promise: nil)
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isOver else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch Self.unwrapOutboundIn(data) {
        case .head(var head):
            answerHasBegun = true
            if connectionEndsAfterAnswer { head.headers.replaceOrAdd(name: "connection", value: "close") }
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            answerHasBegun = false
            requestIsAnswered = true
            requestIsBeingAnswered = false
            if nextHasBegun {
                nextHasBegun = false
                if arrivalDeadline == nil { beginArrival(context: context) }
            }
            guard connectionEndsAfterAnswer else { return context.write(data, promise: promise) }
            isOver = true
            arrivalDeadline?.cancel()
            finish(with: data, context: context, promise: promise)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !isLingering {
            stallDeadline?.cancel()
            if !context.channel.isWritable { watchForStall(context: context) }
        }
        context.fireChannelWritabilityChanged()
    }

    /// Closes the connection once nothing of what waits to be sent has gone for the idle time.
    private func watchForStall(context: ChannelHandlerContext) {
        let waiting = Self.waitingByteCount(in: context.channel)
        stallDeadline = schedule(after: limits.idleTime, context: context) { guardian, context in
            if Self.waitingByteCount(in: context.channel) < waiting {
                guardian.watchForStall(context: context)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private static func waitingByteCount(in channel: any Channel) -> Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    // MARK: The end

    /// Writes the end of the last answer; once it is sent, says that no more will be, and waits a while for
    /// the client to close.
    private func finish(with end: NIOAny, context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.cascade(to: promise)
        sent.futureResult.assumeIsolated().whenSuccess {
            self.isLingering = true
            self.stallDeadline?.cancel()
            context.close(mode: .output, promise: nil)
            self.stallDeadline = self.schedule(after: Self.lingerTime, context: context) { _, context in
                context.close(promise: nil)
            }
        }
        context.writeAndFlush(end, promise: sent)
    }

    /// Drops what still comes, until there is too much of it.
    private func linger(_ part: HTTPServerRequestPart, context: ChannelHandlerContext) {
        guard case .body(let bytes) = part else { return }
        lingeredByteCount += bytes.readableBytes
        if lingeredByteCount > Self.lingerByteCount { context.close(promise: nil) }
    }

    private func cancelDeadlines() {
        arrivalDeadline?.cancel()
        stallDeadline?.cancel()
    }

    private func schedule(
        after time: Duration,
        context: ChannelHandlerContext,
        _ body: @escaping (RequestGuard, ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { body(self, context) }
    }
}
