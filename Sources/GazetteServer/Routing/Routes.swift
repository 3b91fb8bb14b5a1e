internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging

/// Everything that can be asked, and what stands before each answer: who may ask, and for how long.
struct Routes: Sendable {
    private let routes: [Route]
    private let limits: RequestLimits
    private let requests: ServedRequests
    private let places: WorkPlaces

    init(
        service: any SearchService,
        limits: RequestLimits,
        requests: ServedRequests,
        metrics: @escaping @Sendable () async throws -> String
    ) {
        self.limits = limits
        self.requests = requests
        places = WorkPlaces(limits: limits)
        routes =
            SearchRoutes(
                service: service, limits: limits, requests: requests,
                streams: StreamPlaces(limit: limits.searchOnlyStreamCount)
            ).routes
            + StateRoutes(service: service, metrics: metrics).routes
            + FileRoutes(service: service).routes
            + SnapshotRoutes(service: service, limits: limits, requests: requests).routes
    }

    /// What answers a request whose path and method are looked up.
    func responder() -> RouterResponder<RouteContext> {
        let router = Router(context: RouteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ErrorAnswers(routes: self))
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await answer(request, by: route, in: context)
            }
        }
        return router.buildResponder()
    }

    /// The methods that a path knows; none where there is no such path.
    func methods(of path: String) -> [HTTPRequest.Method] {
        // A path that is named as it stands is not one whose part varies.
        let named = routes.filter { $0.path == path }
        let matching = named.isEmpty ? routes.filter { $0.matches(path) } : named
        return matching.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
    }

    /// Refuses who may not ask here at all, before anything is said of what there is to ask.
    func admit(_ request: Request, in context: RouteContext) throws(APIError) {
        let token = context.listener.token
        if let token, !token.isShown(in: request.headers[.authorization]) {
            throw APIError(
                .unauthorized, "this address wants its token: send it as 'Authorization: Bearer TOKEN'")
        }
        if case .tcp(let host, _) = context.listener.address {
            let check = HostCheck(configuredHost: host, wantsToken: token != nil)
            try check.validate(request.head.authority)
        }
    }

    private func answer(
        _ request: Request, by route: Route, in context: RouteContext
    ) async throws -> Response {
        if route.access == .full && context.listener.access == .searchOnly {
            throw APIError(
                .searchOnly, "this listener only searches; ask \(route.path) at the daemon's full socket")
        }
        let asksPast = request.asksPast
        let limit = route.time == .limited && !asksPast ? limits.requestTime : nil
        let isBrief = route.isBrief && !asksPast && !isLong(request)
        return try await requests.perform(within: limit, on: context.eventLoop, isBrief: isBrief) {
            guard context.listener.access == .searchOnly, route.readsIndex else {
                return try await route.answer(request, context)
            }
            return try await places.perform(isLong: isLong(request)) {
                try await route.answer(request, context)
            }
        }
    }

    private func isLong(_ request: Request) -> Bool {
        let body = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        // A body whose length is not announced may have any.
        let isOpenEnded = request.headers[.transferEncoding] != nil
        return isOpenEnded || (request.head.path ?? "").utf8.count + body > limits.longRequestByteCount
    }
}
