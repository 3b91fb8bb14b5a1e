internal import ArticleStore
internal import Articles
internal import FolderWatch
public import GazetteAPI
internal import Ingest
internal import Ranking
internal import Snapshots
internal import SystemPackage

extension Archive {
    /// Notices are shown for 30 days.
    private static let noticeMilliseconds: Int64 = 30 * 86_400_000

    /// Counts, folders, backlog, last snapshot.
    public func status() async throws -> StatusResponse {
        let modes = modes()
        let pending = ingest?.missingCount ?? 0
        let watched = ingest?.watched.folders.map(\.path)
        let snapshots = Result { try snapshotStore.list() }
        let snapshot = (try? snapshots.get())?.first(where: \.isOwn)?.id.rawValue
        let since = WallClock.milliseconds - Self.noticeMilliseconds
        let (canary, commitProblem) = (canary, ingest?.problem)
        let problem = commitProblem ?? canary.problem
        let problemCode = commitProblem == nil && canary.hasMoved ? "database_moved" : "cannot_commit"
        let (traces, notice) = (notYetTraceless, options.notice())
        return try await answering {
            try await store.read { reader in
                let counts = try reader.counts()
                let folders = try reader.folders().map { folder in
                    StatusResponse.Folder(
                        path: folder.path.displayText,
                        mode: watched?.contains(folder.path) == false || !folder.isOnline
                            ? "offline" : modes[folder.path] ?? "unwatched")
                }
                let kept = try reader.notices(since: since)
                var notices = ([notice].compactMap(\.self) + kept).map { notice in
                    StatusResponse.Notice(
                        time: timestamp(milliseconds: notice.time), code: notice.code, message: notice.message
                    )
                }
                if let traces { notices.insert(traces, at: 0) }
                if case .failure(let error) = snapshots {
                    notices.insert(
                        .init(
                            time: timestamp(milliseconds: WallClock.milliseconds),
                            code: "snapshots_unreadable", message: "\(error)"), at: 0)
                }
                if let problem {
                    notices.insert(
                        .init(
                            time: timestamp(milliseconds: WallClock.milliseconds),
                            code: problemCode, message: problem),
                        at: 0)
                }
                let rebuild = try reader.rebuildProgress().map {
                    StatusResponse.Rebuild(
                        from: $0.fromVersion, to: $0.toVersion, done: $0.doneCount, total: $0.totalCount)
                }
                return StatusResponse(
                    version: ProgramVersion.current, revision: try reader.revision().rawValue,
                    articles: counts.articles,
                    refusedArticles: counts.refusedPieces,
                    files: .init(
                        indexed: counts.indexed, pending: max(pending, counts.pending),
                        refused: counts.refused,
                        offline: counts.offline),
                    folders: folders, ready: ingest?.isReady ?? false, lastSnapshot: snapshot,
                    lastProvedRestore: drillLog.lastProved?.time, notices: notices, work: work.current,
                    rebuild: rebuild, places: .init(store.state))
            }
        }
    }

    /// Whether it answers, and whether the first scan is over.
    public func health() async throws -> HealthResponse {
        HealthResponse(ready: ingest?.isReady ?? false, reason: ingest?.problem ?? canary.problem)
    }
}

extension StatusResponse.Places {
    /// The places of a state directory.
    init(_ state: StateDirectory) {
        self.init(state: state.path.string, snapshots: state.snapshots.string)
    }
}
