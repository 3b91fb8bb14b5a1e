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
        let pending = ingest?.pendingCount ?? 0
        let watched = ingest?.watched.folders.map(\.path)
        let snapshot = try? snapshotStore.list().first { $0.manifest != nil }?.id.rawValue
        let since = WallClock.milliseconds - Self.noticeMilliseconds
        let problem = ingest?.problem
        return try await answering {
            try await store.read { reader in
                let counts = try reader.counts()
                let folders = try reader.folders().map { folder in
                    StatusResponse.Folder(
                        path: folder.path.displayText,
                        mode: watched?.contains(folder.path) == false || !folder.isOnline
                            ? "offline" : modes[folder.path] ?? "unwatched")
                }
                var notices = try reader.notices(since: since).map { notice in
                    StatusResponse.Notice(
                        time: timestamp(milliseconds: notice.time), code: notice.code, message: notice.message
                    )
                }
                if let problem {
                    notices.insert(
                        .init(
                            time: timestamp(milliseconds: WallClock.milliseconds), code: "cannot_commit",
                            message: problem),
                        at: 0)
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
                    lastProvedRestore: drillLog.lastProved?.time, notices: notices, work: work.current)
            }
        }
    }

    /// Whether it answers, and whether the first scan is over.
    public func health() async throws -> HealthResponse {
        HealthResponse(ready: ingest?.isReady ?? false, reason: ingest?.problem)
    }

    /// Numbers for Prometheus, in its text format 0.0.4.
    public func metrics() async throws -> String {
        let status = try await status()
        let progress = ingest?.progress ?? IngestProgress()
        var text = ""
        func add(_ name: String, _ kind: String, _ help: String, _ values: [(String, String)]) {
            text += "# HELP gazette_\(name) \(help)\n# TYPE gazette_\(name) \(kind)\n"
            for (labels, value) in values { text += "gazette_\(name)\(labels) \(value)\n" }
        }
        add("articles", "gauge", "Articles that can be found.", [("", "\(status.articles)")])
        add(
            "files", "gauge", "Files by state.",
            [
                ("{state=\"indexed\"}", "\(status.files.indexed)"),
                ("{state=\"pending\"}", "\(status.files.pending)"),
                ("{state=\"refused\"}", "\(status.files.refused)"),
                ("{state=\"offline\"}", "\(status.files.offline)"),
            ])
        add("revision", "gauge", "Revision of the index.", [("", "\(status.revision)")])
        add("ready", "gauge", "Whether the first scan is over.", [("", status.ready ? "1" : "0")])
        add("commits_total", "counter", "Commits since the start.", [("", "\(progress.commits)")])
        add(
            "commit_seconds_total", "counter", "Seconds spent in commits since the start.",
            [("", "\(progress.commitSeconds)")])
        add(
            "articles_written_total", "counter", "Articles put in or changed since the start.",
            [("", "\(progress.articles)")])
        add(
            "read_bytes_total", "counter", "Bytes of files taken in since the start.",
            [("", "\(progress.byteCount)")])
        add(
            "search_cache_bytes", "gauge", "Bytes of decoded postings that are kept between searches.",
            [("", "\(engine.cacheByteCount)")])
        add(
            "search_fallbacks_total", "counter",
            "Searches that asked FTS5, as the postings could not be read.",
            [("", "\(engine.fallbackCount)")])
        return text
    }
}
