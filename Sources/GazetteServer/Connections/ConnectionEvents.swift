internal import NIOCore

/// Tells of bytes before the parser has them, which says nothing until the head of a request is whole.
final class ByteAnnouncer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(BytesArrive())
        context.fireChannelRead(data)
    }
}

/// Told when bytes have come.
struct BytesArrive: Sendable {}

/// Told to every connection before NIO's own event, which its pipeline handler keeps to itself.
struct ServerIsStopping: Sendable {}
