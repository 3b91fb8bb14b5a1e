internal import GazetteAPI
internal import Hummingbird
internal import NIOConcurrencyHelpers

/// The routes that answer now. Those of another service can take their place, and no connection notices.
final class RoutesInPlace: Sendable {
    private struct State: Sendable {
        var responder: RouterResponder<RouteContext>
        /// What the routes in place have under way.
        var requests: ServedRequests
    }

    private let limits: RequestLimits
    private let state: NIOLockedValueBox<State>

    init(_ answering: GazetteServer.Answering, limits: RequestLimits) {
        self.limits = limits
        state = NIOLockedValueBox(Self.makeState(answering, limits: limits))
    }

    /// What answers the next request.
    var responder: RouterResponder<RouteContext> { state.withLockedValue(\.responder) }

    /// Has another service answer from now on, and returns when nothing is worked on in the former any more.
    func replace(with answering: GazetteServer.Answering) async {
        let new = Self.makeState(answering, limits: limits)
        let former = state.withLockedValue { state in
            defer { state = new }
            return state.requests
        }
        await former.end()
    }

    /// Interrupts what is under way now, as ``ServedRequests/stop(onlyUnlimited:)`` says.
    func stop(onlyUnlimited: Bool) {
        state.withLockedValue(\.requests).stop(onlyUnlimited: onlyUnlimited)
    }

    private static func makeState(
        _ answering: GazetteServer.Answering, limits: RequestLimits
    ) -> State {
        let requests = ServedRequests()
        let routes = Routes(
            service: answering.service, limits: limits, requests: requests, metrics: answering.metrics)
        return State(responder: routes.responder(), requests: requests)
    }
}
