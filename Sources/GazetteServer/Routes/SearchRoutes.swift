internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging

/// Searches and articles: what every listener answers.
struct SearchRoutes: Sendable {
    let service: any SearchService
    let limits: RequestLimits
    let requests: ServedRequests
    let streams: StreamPlaces

    private static let searchParameters = [
        "q", "match", "limit", "offset", "sort", "revision", "strict", "exact", "feedback",
        "timeout_ms", "diagnose",
    ]
    /// What asks a snapshot. They stand in the target also of a `POST`, whose time is known before its body.
    private static let pastParameters = ["snapshot", "as_of"]

    private static let explainParameters = ["q", "id", "match", "exact", "feedback"]

    var routes: [Route] {
        [
            Route(.get, "/v1/explain", access: .searchOnly) { request, _ in
                try Answer.json(await explain(Self.explainRequest(request.query)))
            },
            Route(.post, "/v1/explain", access: .searchOnly) { request, _ in
                _ = try FormParameters(request.query, known: [])
                let body = try await JSONBody(of: request, limits: limits)
                return try Answer.json(
                    await explain(body.decode(ExplainRequest.self, known: Self.explainParameters)))
            },
            Route(.get, "/v1/search", access: .searchOnly, isBrief: true) { request, context in
                try await answer(
                    Self.searchRequest(request.query, known: Self.searchParameters + Self.pastParameters),
                    context)
            },
            Route(.post, "/v1/search", access: .searchOnly, isBrief: true) { request, context in
                let parameters = try FormParameters(request.query, known: Self.pastParameters)
                let body = try await JSONBody(of: request, limits: limits)
                var search = try body.decode(SearchRequest.self, known: Self.searchParameters)
                search.snapshot = try parameters.text("snapshot")
                search.asOf = try parameters.text("as_of")
                return try await answer(search, context)
            },
            Route(.get, "/v1/search/all", access: .searchOnly, time: .unlimited) { request, context in
                try await allHits(
                    Self.searchRequest(request.query, known: Self.searchParameters), context)
            },
            Route(.post, "/v1/search/all", access: .searchOnly, time: .unlimited) { request, context in
                _ = try FormParameters(request.query, known: [])
                let body = try await JSONBody(of: request, limits: limits)
                return try await allHits(
                    body.decode(SearchRequest.self, known: Self.searchParameters), context)
            },
            Route(.get, "/v1/articles", access: .searchOnly) { request, _ in
                let parameters = try FormParameters(request.query, known: ["after", "limit"])
                let revision = try parameters.integer("after", in: 0...Int64.max) ?? 0
                let limit = try parameters.integer("limit", in: 1...SearchRequest.maximumLimit)
                return try Answer.json(
                    await service.articles(after: revision, limit: limit ?? SearchRequest.defaultLimit))
            },
            Route(.get, "/v1/articles/{id}", access: .searchOnly) { request, context in
                _ = try FormParameters(request.query, known: [])
                let id = try number(context.text("id"), named: "the article's id", in: 1...Int64.max)
                return try Answer.json(await service.article(id: id))
            },
        ]
    }

    private func answer(_ request: SearchRequest, _ context: RouteContext) async throws -> Response {
        try check(request, context)
        return Answer.json(written: try await service.searchJSON(request))
    }

    /// Throws where a request is out of its ranges, or not for the listener that it came by.
    private func check(_ request: SearchRequest, _ context: RouteContext) throws {
        try request.validate()
        // To restore a snapshot is work on the disk, as all that concerns snapshots.
        guard !request.isOfPast || context.listener.access == .full else {
            throw APIError(
                .searchOnly,
                "this listener searches the present only; ask for the past at the daemon's full socket")
        }
    }

    /// All hits, a line of JSON each. The query is tried first, so that what is wrong with it is an answer of
    /// its own.
    private func allHits(_ request: SearchRequest, _ context: RouteContext) async throws -> Response {
        try check(request, context)
        let place = context.listener.access == .searchOnly ? try streams.take() : nil
        var trial = request
        trial.limit = 0
        trial.diagnose = false
        trial.timeoutMs = Int(request.timeForAll / .milliseconds(1))
        let end = ContinuousClock.now + request.timeForAll
        _ = try await service.search(trial)
        // What the trial took is gone; what it has read is still there.
        var rest = request
        rest.timeoutMs = max(1, Int(ContinuousClock.now.duration(to: end) / .milliseconds(1)))
        let answer = StreamedAnswer(
            requests: requests, contentType: "application/x-ndjson", failureMessage: "Failed to send all hits"
        )
        return answer.response(in: context) { [rest] output in
            defer { withExtendedLifetime(place) {} }
            try await service.searchAll(rest) { item in
                try await output.collect(item.json + [UInt8(ascii: "\n")])
            }
        }
    }

    private func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
        try request.validate()
        return try await service.explain(request)
    }

    private static func explainRequest(_ query: Substring?) throws(APIError) -> ExplainRequest {
        let parameters = try FormParameters(query, known: explainParameters)
        guard let text = try parameters.text("q") else {
            throw missing("q", "it is the query, and may be empty")
        }
        guard let id: Int64 = try parameters.integer("id", in: 1...Int64.max) else {
            throw missing("id", "it is the number of the article, which stands with each hit")
        }
        var request = ExplainRequest(q: text, id: id)
        if let match: SearchRequest.Match = try parameters.choice("match") { request.match = match }
        if let exact = try parameters.flag("exact") { request.exact = exact }
        if let feedback = try parameters.flag("feedback") { request.feedback = feedback }
        return request
    }

    private static func missing(_ name: String, _ meaning: String) -> APIError {
        APIError(.badRequest, "the parameter '\(name)' is missing; \(meaning)")
    }

    private static func searchRequest(
        _ query: Substring?, known: [String]
    ) throws(APIError) -> SearchRequest {
        let parameters = try FormParameters(query, known: known)
        guard let text = try parameters.text("q") else {
            throw missing("q", "it is the query, and may be empty")
        }
        var request = SearchRequest(q: text)
        if let match: SearchRequest.Match = try parameters.choice("match") { request.match = match }
        if let limit = try parameters.integer("limit", in: 0...SearchRequest.maximumLimit) {
            request.limit = limit
        }
        if let offset = try parameters.integer("offset", in: 0...Int.max) { request.offset = offset }
        if let sort: SearchRequest.Sort = try parameters.choice("sort") { request.sort = sort }
        request.revision = try parameters.integer("revision", in: 0...Int64.max)
        if let strict = try parameters.flag("strict") { request.strict = strict }
        if let exact = try parameters.flag("exact") { request.exact = exact }
        if let feedback = try parameters.flag("feedback") { request.feedback = feedback }
        if let diagnose = try parameters.flag("diagnose") { request.diagnose = diagnose }
        request.snapshot = try parameters.text("snapshot")
        request.asOf = try parameters.text("as_of")
        request.timeoutMs = try parameters.integer(
            "timeout_ms", in: 1...SearchRequest.maximumTimeoutMilliseconds)
        return request
    }
}

extension RouteContext {
    /// The part of the path that stands for `{name}`, decoded.
    func text(_ name: String) throws(APIError) -> String {
        let part = parameters.get(name) ?? ""
        // In a path, unlike in a query string, a plus is a plus.
        let escaped = part.utf8.flatMap { $0 == UInt8(ascii: "+") ? Array("%2B".utf8) : [$0] }
        let bytes = try FormParameters.decode(escaped, in: name)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw APIError(.badRequest, "the \(name) in the path is not UTF-8; encode its text as UTF-8")
        }
        return text
    }
}
