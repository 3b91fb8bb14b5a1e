internal import GazetteAPI
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// How the daemon is, and what became of files.
struct StateRoutes: Sendable {
    let service: any SearchService
    let metrics: @Sendable () async throws -> String

    /// The longest time that `wait` waits: ten minutes.
    private static let maximumWaitMilliseconds = 600_000
    /// How long `wait` waits unless told: one minute.
    private static let defaultWaitMilliseconds = 60_000

    var routes: [Route] {
        [
            Route(.get, "/v1/status", access: .searchOnly) { request, _ in
                _ = try FormParameters(request.query, known: [])
                return try Answer.json(await service.status())
            },
            Route(.get, "/v1/health", access: .searchOnly, readsIndex: false) { request, _ in
                _ = try FormParameters(request.query, known: [])
                return try Answer.json(await service.health())
            },
            Route(.get, "/metrics", access: .searchOnly) { _, _ in
                // The version is that of the Prometheus text format.
                Response(
                    status: .ok, headers: [.contentType: "text/plain; version=0.0.4"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: try await metrics())))
            },
            Route(.get, "/v1/why") { request, _ in
                let parameters = try FormParameters(request.query, known: ["path"])
                return try Answer.json(await service.why(path: parameters.absolutePath()))
            },
            Route(.get, "/v1/wait", time: .unlimited) { request, _ in
                let parameters = try FormParameters(request.query, known: ["path", "timeout_ms"])
                let time = try parameters.integer("timeout_ms", in: 0...Self.maximumWaitMilliseconds)
                return try Answer.json(
                    await service.wait(
                        path: parameters.absolutePath(),
                        timeoutMilliseconds: time ?? Self.defaultWaitMilliseconds))
            },
            Route(.get, "/v1/verify", time: .unlimited) { request, _ in
                _ = try FormParameters(request.query, known: [])
                return try Answer.json(await service.verify())
            },
        ]
    }
}
