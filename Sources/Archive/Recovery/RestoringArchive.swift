public import ArticleStore
internal import Articles
public import GazetteAPI
internal import Snapshots
internal import SystemPackage

/// What a daemon answers while the last good snapshot takes the place of its damaged index, an index of an
/// earlier version is upgraded, or the disk has no room to open either: how it is, which snapshots there are,
/// and to all else that it is to be asked again.
public struct RestoringArchive: SearchService {
    private let snapshotStore: SnapshotStore
    private let drillLog: DrillLog
    private let places: StatusResponse.Places
    private let step: OpeningStep

    /// Makes one.
    ///
    /// - Parameters:
    ///   - state: The state directory, with the store of snapshots.
    ///   - step: What is being done now.
    public init(state: StateDirectory, step: OpeningStep) {
        snapshotStore = SnapshotStore(directory: state.snapshots)
        drillLog = DrillLog(snapshots: state.snapshots)
        places = StatusResponse.Places(state)
        self.step = step
    }

    private var message: String { "\(step); ask again" }

    private var unavailable: APIError { APIError(.unavailable, message) }

    /// No counts yet; the notice `database_damaged`, `index_restoring`, `ledger_restoring`, `index_upgrading`
    /// or `cannot_commit` says why.
    public func status() async throws -> StatusResponse {
        StatusResponse(
            version: ProgramVersion.current, revision: 0, articles: 0, refusedArticles: 0,
            files: .init(indexed: 0, pending: 0, refused: 0, offline: 0), folders: [], ready: false,
            lastSnapshot: try? snapshotStore.resolve("latest").rawValue,
            lastProvedRestore: drillLog.lastProved?.time,
            notices: [
                .init(
                    time: timestamp(milliseconds: WallClock.milliseconds), code: step.code,
                    message: message)
            ], places: places)
    }

    /// What `/metrics` has meanwhile: not ready, and degraded, so that an alert tells of it.
    public var metrics: String {
        var text = MetricsText()
        text.addReady(false)
        text.addDegraded(true)
        return text.text
    }

    /// Degraded, with the reason.
    public func health() async throws -> HealthResponse { HealthResponse(ready: false, reason: message) }

    /// The snapshots in the store.
    public func snapshots() async throws -> SnapshotsResponse {
        do throws(SnapshotError) {
            return SnapshotsResponse(snapshots: try snapshotStore.list().map(SnapshotInfo.init))
        } catch {
            throw APIError(error)
        }
    }

    /// Throws `unavailable`.
    public func searchAll(
        _ request: SearchRequest, to receive: @Sendable (SearchStreamItem) async throws -> Void
    ) async throws {
        throw unavailable
    }

    /// Throws `unavailable`.
    public func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
        throw unavailable
    }

    /// Throws `unavailable`, as all that follows.
    public func search(_ request: SearchRequest) async throws -> SearchResponse { throw unavailable }
    /// Throws `unavailable`.
    public func article(id: Int64) async throws -> ArticleResponse { throw unavailable }
    /// Throws `unavailable`.
    public func articles(after revision: Int64, limit: Int) async throws -> ArticlesResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func why(path: [UInt8]) async throws -> WhyResponse { throw unavailable }
    /// Throws `unavailable`.
    public func wait(path: [UInt8], timeoutMilliseconds: Int) async throws -> WhyResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func verify() async throws -> VerifyResponse { throw unavailable }
    /// Throws `unavailable`.
    public func refusedFiles(after mark: String?, limit: Int) async throws -> RefusedFilesResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func doubtfulFiles(after mark: String?, limit: Int) async throws -> DoubtfulFilesResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func retry(path: [UInt8]?) async throws -> RetryResponse { throw unavailable }
    /// Throws `unavailable`.
    public func reread(path: [UInt8], charset: String?) async throws -> WhyResponse { throw unavailable }
    /// Throws `unavailable`.
    public func forget(_ target: ForgetTarget) async throws -> ForgetResponse { throw unavailable }
    /// Throws `unavailable`.
    public func createSnapshot(label: String?) async throws -> SnapshotResponse { throw unavailable }
    /// Throws `unavailable`.
    public func snapshot(id: String) async throws -> SnapshotResponse { throw unavailable }
    /// Throws `unavailable`.
    public func verifySnapshot(id: String, depth: SnapshotDepth) async throws -> SnapshotVerifyResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func verifySnapshots(depth: SnapshotDepth) async throws -> SnapshotStoreVerifyResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func difference(from: String, to id: String) async throws -> SnapshotDifferenceResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func pruneSnapshots(_ request: SnapshotPruneRequest) async throws -> SnapshotPruneResponse {
        throw unavailable
    }
    /// Throws `unavailable`.
    public func drill(queries: [String]) async throws -> DrillResponse { throw unavailable }
    /// Throws `unavailable`.
    public func streamSnapshot(
        id: String, to receive: @Sendable ([UInt8]) async throws -> Void
    ) async throws { throw unavailable }
}
