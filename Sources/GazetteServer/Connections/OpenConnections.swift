internal import NIOConcurrencyHelpers
internal import NIOCore

/// The channels that are open, so that stopping can end them.
final class OpenConnections: Sendable {
    private struct Accepted: Sendable {
        let channel: any Channel
        /// Succeeds when nothing works for the connection any more.
        let serving: EventLoopFuture<Void>
    }

    private struct State: Sendable {
        var isStopping = false
        var listening: [any Channel] = []
        var accepted: [ObjectIdentifier: Accepted] = [:]
    }

    private let state = NIOLockedValueBox(State())
    private let routes: RoutesInPlace
    private let stopTime: Duration

    init(routes: RoutesInPlace, stopTime: Duration) {
        self.routes = routes
        self.stopTime = stopTime
    }

    /// Takes note of a channel that accepts connections.
    func addListening(_ channel: any Channel) {
        let isStopping = state.withLockedValue { state in
            state.listening.append(channel)
            return state.isStopping
        }
        if isStopping { channel.close(promise: nil) }
    }

    /// Takes note of an accepted connection until it is served.
    func add(_ channel: any Channel, serving: EventLoopFuture<Void>) {
        let key = ObjectIdentifier(channel)
        let isStopping = state.withLockedValue { state in
            state.accepted[key] = Accepted(channel: channel, serving: serving)
            return state.isStopping
        }
        serving.whenComplete { _ in
            self.state.withLockedValue { _ = $0.accepted.removeValue(forKey: key) }
        }
        if isStopping { channel.close(promise: nil) }
    }

    /// Returns when nothing listens any more and every connection is served to its end.
    func waitForAll() async {
        for channel in state.withLockedValue(\.listening) { try? await channel.closeFuture.get() }
        while let connection = state.withLockedValue({ $0.accepted.values.first }) {
            try? await connection.serving.get()
        }
    }

    /// Accepts no more, lets go of idle connections at once and of the others when their request is answered,
    /// and ends what is left when the time to stop is over. Returns at once.
    func stop() {
        let (listening, accepted) = state.withLockedValue { state in
            state.isStopping = true
            return (state.listening, state.accepted.values.map(\.channel))
        }
        for channel in listening { channel.close(promise: nil) }
        for channel in accepted {
            channel.eventLoop.execute {
                channel.pipeline.fireUserInboundEventTriggered(ServerIsStopping())
                channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            }
        }
        routes.stop(onlyUnlimited: true)
        guard let eventLoop = listening.first?.eventLoop else { return }
        eventLoop.scheduleTask(in: TimeAmount(stopTime)) {
            self.routes.stop(onlyUnlimited: false)
        }
        // Twice the time: those just interrupted get to send their answer.
        eventLoop.scheduleTask(in: TimeAmount(stopTime * 2)) { self.closeAll() }
    }

    /// Closes every channel now.
    func closeAll() {
        let channels = state.withLockedValue { state in
            state.isStopping = true
            return state.listening + state.accepted.values.map(\.channel)
        }
        for channel in channels { channel.close(promise: nil) }
    }
}
