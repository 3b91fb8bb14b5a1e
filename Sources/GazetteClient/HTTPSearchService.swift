public import GazetteAPI
internal import NIOCore
internal import NIOHTTP1

/// A running daemon, asked over HTTP.
///
/// Each call is a connection of its own. A call fails with `no_daemon` when nobody answers, and the message
/// says where and what to do; with `unavailable` when the connection ends early. Cancelling a call ends its
/// connection, and so cancels the daemon's work for it.
public struct HTTPSearchService: SearchService {
    /// Where the daemon is asked.
    public let endpoint: Endpoint

    /// How long calls may take that are not known to take long: 60 s, twice what the daemon allows itself.
    private static let timeLimit = Duration.seconds(60)

    /// Makes a service; nothing is connected yet.
    public init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    // MARK: Searches and articles

    /// Ranked hits for a query.
    public func search(_ request: SearchRequest) async throws -> SearchResponse {
        var (target, body) = (Target("v1", "search"), request)
        if let snapshot = request.snapshot { target = target.with("snapshot", snapshot.utf8) }
        if let moment = request.asOf { target = target.with("as_of", moment.utf8) }
        (body.snapshot, body.asOf) = (nil, nil)
        return try await post(
            target, body: WireFormat.encode(body), changesNothing: true,
            timeLimit: request.isOfPast ? nil : Self.timeLimit)
    }

    /// All full matches of a query, as fast as `receive` takes them.
    public func searchAll(
        _ request: SearchRequest, to receive: @Sendable (SearchStreamItem) async throws -> Void
    ) async throws {
        let exchange = HTTPExchange(
            endpoint: endpoint, method: .POST, target: Target("v1", "search", "all"),
            body: try WireFormat.encode(request), changesNothing: true)
        var lines = LineCutter()
        var isFirst = true
        var hasEnded = false
        try await exchange.perform { piece in
            for line in lines.lines(endingIn: piece.readableBytesView) {
                let item = try SearchStreamItem(line: line, isFirst: isFirst)
                isFirst = false
                if case .end = item { hasEnded = true }
                try await receive(item)
            }
        }
        guard hasEnded else {
            throw APIError(
                .unavailable, "the daemon at '\(endpoint)' ended its answer before the last hit; ask again")
        }
    }

    /// Why an article has its relevance to a query.
    public func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
        try await post(
            Target("v1", "explain"), body: WireFormat.encode(request), changesNothing: true,
            timeLimit: Self.timeLimit)
    }

    /// One article with its whole text.
    public func article(id: Int64) async throws -> ArticleResponse {
        try await get(Target("v1", "articles", String(id)), timeLimit: Self.timeLimit)
    }

    /// The articles that came or changed after a revision.
    public func articles(after revision: Int64, limit: Int) async throws -> ArticlesResponse {
        let target = Target("v1", "articles").with("after", revision).with("limit", limit)
        return try await get(target, timeLimit: Self.timeLimit)
    }

    // MARK: State and files

    /// Counts, folders, backlog, last snapshot.
    public func status() async throws -> StatusResponse {
        try await get(Target("v1", "status"), timeLimit: Self.timeLimit)
    }

    /// Whether the daemon answers, and whether its first scan is over.
    public func health() async throws -> HealthResponse {
        try await get(Target("v1", "health"), timeLimit: Self.timeLimit)
    }

    /// The state of a path and its reason.
    public func why(path: [UInt8]) async throws -> WhyResponse {
        try await get(Target("v1", "why").with("path", path), timeLimit: Self.timeLimit)
    }

    /// Waits until a path is indexed, refused or deleted.
    public func wait(path: [UInt8], timeoutMilliseconds: Int) async throws -> WhyResponse {
        let target = Target("v1", "wait").with("path", path).with("timeout_ms", timeoutMilliseconds)
        return try await get(target, timeLimit: nil)
    }

    /// Compares folders, ledger and index.
    public func verify() async throws -> VerifyResponse {
        try await get(Target("v1", "verify"), timeLimit: nil)
    }

    // MARK: Care for files

    /// Files that were refused.
    public func refusedFiles(after mark: String?, limit: Int) async throws -> RefusedFilesResponse {
        try await get(Self.list("refused", after: mark, limit: limit), timeLimit: Self.timeLimit)
    }

    /// Files whose character set was guessed with little certainty.
    public func doubtfulFiles(after mark: String?, limit: Int) async throws -> DoubtfulFilesResponse {
        try await get(Self.list("doubtful", after: mark, limit: limit), timeLimit: Self.timeLimit)
    }

    private static func list(_ name: String, after mark: String?, limit: Int) -> Target {
        let target = Target("v1", "files", name).with("limit", limit)
        return mark.map { target.with("after", $0.utf8) } ?? target
    }

    /// Has refused files read again.
    public func retry(path: [UInt8]?) async throws -> RetryResponse {
        var target = Target("v1", "files", "retry")
        if let path { target = target.with("path", path) }
        return try await post(target, body: nil, timeLimit: nil)
    }

    /// Reads a file again in a character set.
    public func reread(path: [UInt8], charset: String?) async throws -> WhyResponse {
        var target = Target("v1", "files", "reread").with("path", path)
        if let charset { target = target.with("charset", charset.utf8) }
        return try await post(target, body: nil, timeLimit: nil)
    }

    /// Takes articles out for good.
    public func forget(_ target: ForgetTarget) async throws -> ForgetResponse {
        let route = Target("v1", "files", "forget")
        return switch target {
        case .article(let id): try await post(route.with("id", id), body: nil, timeLimit: nil)
        case .path(let path): try await post(route.with("path", path), body: nil, timeLimit: nil)
        }
    }

    // MARK: Snapshots

    /// The snapshots in the store, newest first.
    public func snapshots() async throws -> SnapshotsResponse {
        try await get(Target("v1", "snapshots"), timeLimit: nil)
    }

    /// Takes a snapshot.
    public func createSnapshot(label: String?) async throws -> SnapshotResponse {
        let body = try WireFormat.encode(["label": label].compactMapValues { $0 })
        return try await post(Target("v1", "snapshots"), body: body, timeLimit: nil)
    }

    /// What the store says of one snapshot.
    public func snapshot(id: String) async throws -> SnapshotResponse {
        try await get(Target("v1", "snapshots", id), timeLimit: nil)
    }

    /// Checks a snapshot.
    public func verifySnapshot(id: String, depth: SnapshotDepth) async throws -> SnapshotVerifyResponse {
        try await get(
            Target("v1", "snapshots", id, "verify").with("depth", depth.rawValue.utf8), timeLimit: nil)
    }

    /// Checks all snapshots.
    public func verifySnapshots(depth: SnapshotDepth) async throws -> SnapshotStoreVerifyResponse {
        try await get(
            Target("v1", "snapshots", "all", "verify").with("depth", depth.rawValue.utf8), timeLimit: nil)
    }

    /// What two snapshots share.
    public func difference(from: String, to id: String) async throws -> SnapshotDifferenceResponse {
        try await get(Target("v1", "snapshots", id, "difference").with("from", from.utf8), timeLimit: nil)
    }

    /// Removes the snapshots that no rule keeps.
    public func pruneSnapshots(_ request: SnapshotPruneRequest) async throws -> SnapshotPruneResponse {
        try await post(
            Target("v1", "snapshots", "prune"), body: WireFormat.encode(request), timeLimit: nil)
    }

    /// Rehearses a restore.
    public func drill(queries: [String]) async throws -> DrillResponse {
        let body = try WireFormat.encode(["queries": queries])
        return try await post(Target("v1", "snapshots", "drill"), body: body, timeLimit: nil)
    }

    /// The bytes of a snapshot's file, as fast as `receive` takes them.
    public func streamSnapshot(
        id: String, to receive: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        let exchange = HTTPExchange(
            endpoint: endpoint, method: .GET, target: Target("v1", "snapshots", id, "content"))
        try await exchange.perform { piece in try await receive(Array(piece.readableBytesView)) }
    }

    // MARK: Exchanges

    private func get<Answer: Decodable>(_ target: Target, timeLimit: Duration?) async throws -> Answer {
        let exchange = HTTPExchange(endpoint: endpoint, method: .GET, target: target, timeLimit: timeLimit)
        return try decode(await exchange.answer())
    }

    private func post<Answer: Decodable>(
        _ target: Target, body: [UInt8]?, changesNothing: Bool = false, timeLimit: Duration?
    ) async throws -> Answer {
        let exchange = HTTPExchange(
            endpoint: endpoint, method: .POST, target: target, body: body, changesNothing: changesNothing,
            timeLimit: timeLimit)
        return try decode(await exchange.answer())
    }

    private func decode<Answer: Decodable>(_ answer: [UInt8]) throws(APIError) -> Answer {
        do {
            return try WireFormat.decode(Answer.self, from: answer)
        } catch {
            if let version = try? WireFormat.decode(Versioned.self, from: answer).formatVersion,
                version != WireFormat.version
            {
                throw APIError(
                    .internalError,
                    "the daemon at '\(endpoint)' answers in format \(version) and this client reads format "
                        + "\(WireFormat.version); use the client that came with the daemon")
            }
            throw APIError(
                .noDaemon,
                "what answers at '\(endpoint)' is not gazetted: its answer is not the JSON that was "
                    + "asked for (\(error)); check the address")
        }
    }

    private struct Versioned: Decodable {
        let formatVersion: Int
    }
}
