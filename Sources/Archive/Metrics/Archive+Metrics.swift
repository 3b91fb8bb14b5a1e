internal import Articles
internal import GazetteAPI
internal import Ingest
internal import Ranking
internal import Snapshots

extension Archive {
    /// Numbers for Prometheus, in its text format 0.0.4.
    public func metrics() async throws -> String {
        let status = try await status()
        let progress = ingest?.progress ?? IngestProgress()
        var text = MetricsText()
        addArchive(status, to: &text)
        addIngest(progress, pending: ingest?.missingCount ?? 0, to: &text)
        addSearches(to: &text)
        addSnapshots(to: &text)
        addCanary(to: &text)
        return text.text
    }

    private func addArchive(_ status: StatusResponse, to text: inout MetricsText) {
        text.add("articles", .gauge, "Articles that can be found.", status.articles)
        text.add(
            "rebuild_articles", .gauge, "Articles whose terms are still of an earlier analysis.",
            status.rebuild.map { $0.total - $0.done } ?? 0)
        text.add(
            "files", .gauge, "Files by state.", by: "state",
            [
                ("indexed", status.files.indexed), ("pending", status.files.pending),
                ("refused", status.files.refused), ("offline", status.files.offline),
            ])
        var modes = ["events": 0, "polling": 0, "offline": 0]
        for folder in status.folders { modes[folder.mode, default: 0] += 1 }
        text.add(
            "watched_folders", .gauge, "Watched folders by how they are watched.", by: "mode",
            modes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        text.add("revision", .gauge, "Revision of the index.", status.revision)
        text.addReady(status.ready)
        text.addDegraded((ingest?.problem ?? canary.problem) != nil)
    }

    private func addIngest(_ progress: IngestProgress, pending: Int, to text: inout MetricsText) {
        text.add("queue_files", .gauge, "Files that wait to be looked at or are being read.", pending)
        text.add("commits_total", .counter, "Commits since the start.", progress.commits)
        text.add(
            "commit_seconds_total", .counter, "Seconds spent in commits since the start.",
            progress.commitSeconds)
        text.add(
            "articles_written_total", .counter, "Articles put in or changed since the start.",
            progress.articles)
        text.add(
            "read_bytes_total", .counter, "Bytes of files taken in since the start.", progress.byteCount)
        text.add(
            "refusals_total", .counter, "Files and articles refused since the start, by reason.",
            by: "reason",
            progress.refusals.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        text.add(
            "drop_to_found_seconds", "Seconds from the notice of a dropped file to the commit that has it.",
            [("", progress.dropToFound)])
    }

    private func addSearches(to text: inout MetricsText) {
        text.add(
            "search_seconds", "Seconds that searches took to match and rank, by class.", by: "class",
            searchTimes.all)
        text.add(
            "search_cache_bytes", .gauge, "Bytes of decoded postings that are kept between searches.",
            engine.cacheByteCount)
        text.add(
            "search_fallbacks_total", .counter,
            "Searches that asked FTS5, as the postings could not be read.", engine.fallbackCount)
    }

    private func addSnapshots(to text: inout MetricsText) {
        let newest = (try? snapshotStore.list())?.first(where: \.isOwn)?.id.createdAt
        text.add(
            "snapshot_last_timestamp_seconds", .gauge,
            "When the newest snapshot was taken, in seconds since 1970; 0 where there is none.",
            newest.map { Self.seconds($0) } ?? "0")
        text.add(
            "restore_last_proved_timestamp_seconds", .gauge,
            "When a rehearsed restore last went well, in seconds since 1970; 0 where none did.",
            drillLog.lastProved.flatMap { milliseconds(timestamp: $0.time) }.map { Self.seconds($0) } ?? "0")
    }

    private func addCanary(to text: inout MetricsText) {
        let canary = canary
        text.add(
            "canary_trials_total", .counter, "Articles written on trial since the start.", canary.trials)
        text.add(
            "canary_failures_total", .counter, "Articles written on trial that were not found.",
            canary.failures)
        text.add(
            "canary_last_success_timestamp_seconds", .gauge,
            "When an article written on trial was last found, in seconds since 1970.",
            canary.lastFound.map { Self.seconds($0) } ?? "0")
        text.add(
            "canary_seconds", .gauge, "Seconds that the last article written on trial took to be found.",
            canary.took / .seconds(1))
    }

    /// Milliseconds as seconds.
    private static func seconds(_ milliseconds: Int64) -> String { "\(Double(milliseconds) / 1_000)" }
}
