import GazetteAPI
import NIOConcurrencyHelpers

/// A search service that holds nothing and answers from the question, so that a test sees what arrived.
final class MemoryService: SearchService {
    /// What happened to a call that does not end by itself.
    enum Event: Hashable, Sendable {
        case began
        case cancelled
    }

    /// An error of the kind that no client can do anything about.
    struct Fault: Error {
        let secret = "/var/lib/secret"
    }

    static let revision: Int64 = 1_234

    /// What happens to calls of `wait` and of `search` for `hang`, in order.
    let events: AsyncStream<Event>
    private let recordEvent: AsyncStream<Event>.Continuation
    private let takenByteCount = NIOLockedValueBox(0)
    private let snapshotPieceCount: Int

    /// Makes a service whose snapshots have so many pieces of 1 MiB.
    init(snapshotPieceCount: Int = 3) {
        self.snapshotPieceCount = snapshotPieceCount
        (events, recordEvent) = AsyncStream.makeStream()
    }

    /// The bytes of a snapshot that were taken from ``streamSnapshot(id:to:)`` so far.
    var streamedByteCount: Int { takenByteCount.withLockedValue { $0 } }

    func search(_ request: SearchRequest) async throws -> SearchResponse {
        if request.q == "hang" { try await hang() }
        if request.q == "fault" { throw Fault() }
        if let code = APIError.Code(rawValue: request.q) {
            throw APIError(code, "as asked for", position: 3)
        }
        let hit = Hit(
            rank: 1, score: 12.5, id: 42, guid: nil, path: "/news/a.txt", paths: ["/news/a.txt"],
            pathBase64: nil,
            title: "A title", titleHighlights: [[2, 7]], date: "2020-02-03", place: "Nur-Sultan",
            agency: "KAZINFORM", language: "en", excerpt: .init(text: "…the visit…", highlights: [[7, 12]]),
            missing: [], matchedAs: [], offline: false)
        return SearchResponse(
            revision: request.revision ?? Self.revision, tookUs: 412, fetchUs: 230,
            query: .init(
                text: request.q,
                understood:
                    "\(request.match) \(request.limit) \(request.offset) \(request.sort) \(request.strict)",
                ignored: [], readAs: []),
            total: 17, totalIsExact: true, hits: request.limit == 0 ? [] : [hit], pending: 0)
    }

    func searchAll(
        _ request: SearchRequest, to receive: @Sendable (SearchStreamItem) async throws -> Void
    ) async throws {
        var head = request
        head.limit = 0
        try await receive(.answer(try await search(head)))
        let hits = try await search(SearchRequest(q: request.q)).hits
        while request.q == "endless" { for hit in hits { try await receive(.hit(hit)) } }
        for _ in 0..<3 { for hit in hits { try await receive(.hit(hit)) } }
        if request.q == "broken" { throw Fault() }
        try await receive(.end(SearchStreamEnd(hits: 3, gone: 1)))
    }

    func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
        ExplainResponse(
            revision: Self.revision,
            query: .init(
                text: request.q, understood: "\(request.match) \(request.exact)", ignored: [], readAs: []),
            id: request.id, path: "/news/a.txt", title: "A title", score: 12.5, matches: true, missing: [],
            formula: .init(
                k1: 1.5, b: 0.65, titleWeight: 4, bodyWeight: 1, nearWeight: 0.4, articles: 17,
                averageLength: 20.5, length: 30),
            words: [])
    }

    func article(id: Int64) async throws -> ArticleResponse {
        guard id <= 100 else { throw APIError(.noSuchArticle, "there is no article \(id)") }
        return ArticleResponse(article: Self.content(id: id))
    }

    func articles(after revision: Int64, limit: Int) async throws -> ArticlesResponse {
        ArticlesResponse(
            revision: revision, articles: (0..<Int64(limit)).map { Self.content(id: $0 + 1) }, nextAfter: nil)
    }

    func status() async throws -> StatusResponse {
        StatusResponse(
            version: "1.0", revision: Self.revision, articles: 17, refusedArticles: 0,
            files: .init(indexed: 15, pending: 0, refused: 2, offline: 0),
            folders: [.init(path: "/news", mode: "events")], ready: true, lastSnapshot: nil,
            lastProvedRestore: nil, notices: [])
    }

    func health() async throws -> HealthResponse { HealthResponse(ready: true, reason: nil) }

    func why(path: [UInt8]) async throws -> WhyResponse {
        Self.state(of: path.map { String($0, radix: 16) }.joined(separator: " "), "unknown")
    }

    func wait(path: [UInt8], timeoutMilliseconds: Int) async throws -> WhyResponse {
        if timeoutMilliseconds > 1_000 { try await hang() }
        return Self.state(of: String(decoding: path, as: UTF8.self), "pending")
    }

    func verify() async throws -> VerifyResponse {
        VerifyResponse(
            revision: Self.revision, unaccounted: 0, problems: [], problemCount: 0, filesSeen: 17,
            articles: 17, pending: 0, offlineFolders: [])
    }

    func snapshots() async throws -> SnapshotsResponse { SnapshotsResponse(snapshots: [info("s1", nil)]) }

    func createSnapshot(label: String?) async throws -> SnapshotResponse {
        SnapshotResponse(snapshot: info("new", label))
    }

    func snapshot(id: String) async throws -> SnapshotResponse {
        guard id != "none" else { throw APIError(.noSuchSnapshot, "there is no snapshot 'none'") }
        return SnapshotResponse(snapshot: info(id, nil))
    }

    func verifySnapshot(id: String, depth: SnapshotDepth) async throws -> SnapshotVerifyResponse {
        SnapshotVerifyResponse(snapshot: info(id, nil), problems: depth == .full ? [] : ["only looked at"])
    }

    func verifySnapshots(depth: SnapshotDepth) async throws -> SnapshotStoreVerifyResponse {
        SnapshotStoreVerifyResponse(
            snapshots: [try await verifySnapshot(id: "s1", depth: depth)], packProblems: [], lastGood: "s1")
    }

    func difference(from: String, to id: String) async throws -> SnapshotDifferenceResponse {
        SnapshotDifferenceResponse(
            from: info(from, nil), snapshot: info(id, nil),
            members: [.init(name: "index.sqlite", fromByteCount: nil, byteCount: 9, changedByteCount: 9)],
            goneByteCount: 1, newByteCount: 2, sharedByteCount: 3)
    }

    func pruneSnapshots(_ request: SnapshotPruneRequest) async throws -> SnapshotPruneResponse {
        try request.validate()
        return SnapshotPruneResponse(
            removed: ["old"], kept: (0..<(request.keep ?? 0)).map { "s\($0)" },
            freedByteCount: request.maxBytes ?? 1)
    }

    func drill(queries: [String]) async throws -> DrillResponse {
        var record = DrillRecord(time: "2026-11-24T00:00:00.000Z", snapshot: "s1", liveRevision: 7)
        record.queries = queries.map { .init(query: $0, total: 1, liveTotal: 2) }
        return DrillResponse(drill: record, lastProved: nil)
    }

    func refusedFiles(after mark: String?, limit: Int) async throws -> RefusedFilesResponse {
        RefusedFilesResponse(
            reasons: [.init(reason: "empty", files: 1)],
            files: [.init(path: mark ?? "/news/a.txt", reason: "empty")], nextAfter: "\(limit)")
    }

    func doubtfulFiles(after mark: String?, limit: Int) async throws -> DoubtfulFilesResponse {
        DoubtfulFilesResponse(files: [.init(path: "/news/a.txt", charset: "KOI8-R", certainty: 0.5)])
    }

    func retry(path: [UInt8]?) async throws -> RetryResponse { RetryResponse(files: path?.count ?? -1) }

    func reread(path: [UInt8], charset: String?) async throws -> WhyResponse {
        Self.state(of: String(decoding: path, as: UTF8.self), charset ?? "none")
    }

    func forget(_ target: ForgetTarget) async throws -> ForgetResponse {
        switch target {
        case .article(let id): ForgetResponse(articles: [id], paths: [], traceless: true)
        case .path(let path):
            ForgetResponse(articles: [], paths: [String(decoding: path, as: UTF8.self)], traceless: false)
        }
    }

    func streamSnapshot(
        id: String, to receive: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        // A stream that breaks off ends before the size that was promised.
        let pieceCount = id == "broken" ? snapshotPieceCount - 1 : snapshotPieceCount
        for index in 0..<pieceCount {
            takenByteCount.withLockedValue { $0 += 1 << 20 }
            do {
                try await receive([UInt8](repeating: UInt8(index % 251), count: 1 << 20))
            } catch {
                recordEvent.yield(.cancelled)
                throw error
            }
        }
        if id == "broken" { throw Fault() }
    }

    /// Goes on until it is cancelled.
    private func hang() async throws {
        let (never, keep) = AsyncStream.makeStream(of: Void.self)
        recordEvent.yield(.began)
        for await _ in never {}
        recordEvent.yield(.cancelled)
        keep.finish()
        throw CancellationError()
    }

    private func info(_ id: String, _ label: String?) -> SnapshotInfo {
        SnapshotInfo(
            id: id, createdAt: "2020-02-03T00:00:00Z", revision: Self.revision, articles: 17, label: label,
            byteCount: Int64(snapshotPieceCount) << 20, plainByteCount: 9 << 20, damage: nil)
    }

    private static func content(id: Int64) -> ArticleContent {
        ArticleContent(
            id: id, guid: nil, path: "/news/a.txt", paths: ["/news/a.txt"], title: "A title", date: nil,
            place: nil, agency: nil, language: nil, url: nil, firstSeen: "2020-02-03T00:00:00Z",
            revision: revision, offline: false, text: "The text.")
    }

    private static func state(of path: String, _ state: String) -> WhyResponse {
        WhyResponse(
            path: path, state: state, reason: nil, articles: [], articleCount: 0, refusals: [],
            refusedCount: 0,
            aliases: [], history: [])
    }
}
