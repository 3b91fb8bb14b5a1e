internal import Archive
internal import Articles
internal import ArticleStore
internal import ConfinedReading
internal import Console
internal import DaemonConfiguration
internal import FolderWatch
internal import Glibc
internal import Ingest
internal import Logging
internal import SystemPackage

/// `--once`: scans, indexes, commits all, reports and returns.
struct OnceRun: Sendable {
    let settings: DaemonSettings

    func run() async throws {
        let lock = try StateLock(settings.state)
        defer { withExtendedLifetime(lock) {} }
        let logger = LogSetup.makeLogger(
            level: settings.logLevel == "info" ? "warning" : settings.logLevel, format: settings.logFormat)
        if settings.watchesInbox { try StateLock.makeFolder(settings.state.inbox) }
        for folder in settings.watched.folders {
            let kind = try? FileKind(at: folder.path, followsSymbolicLinks: true)
            if case .folder? = kind { continue }
            guard !settings.namedFolders.contains(folder.path) else {
                throw StartupError(
                    kind == nil
                        ? "there is no folder '\(folder.path)'; make it, or watch another"
                        : "'\(folder.path)' is no folder; watch the one that it is in")
            }
            logger.warning("A watched folder is away", metadata: ["folder.path": "\(folder.path)"])
        }
        let start = ContinuousClock.now
        let opened = try await onOwnThread("open") { [settings] in
            try ArticleStore.open(
                settings.state, now: WallClock.milliseconds,
                behind: TakenSnapshots(in: settings.state).lastRevision,
                recovery: LastGoodIndex().restore,
                ledgerRecovery: LastGoodLedger().restore,
                preservation: SnapshotBeforeUpgrade(
                    configuration: { try? settings.configurationFile?.kept().map { Array($0.utf8) } }
                ).keep)
        }
        for notice in opened.notices { logger.warning("\(notice.message)") }
        let ingest = try await Ingest(
            store: opened.store, watched: settings.watched, limits: IngestLimits(reading: settings.limits),
            confinedReader: ConfinedReader(logger: logger), logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ingest.runOnce() }
            group.addTask { try await showProgress(of: ingest, since: start) }
            try await group.next()
            group.cancelAll()
        }
        try await Checkpointer(store: opened.store).truncate()
        // As the daemon does it: two whole files are left, and no logs beside them.
        try await onOwnThread("close") { opened.store.close() }
        report(ingest, took: start.duration(to: .now))
    }

    private func showProgress(of ingest: Ingest, since start: ContinuousClock.Instant) async throws {
        let terminal = Terminal(.standardError)
        guard terminal.isTerminal else { return try await Task.sleep(for: .seconds(Int64(Int32.max))) }
        let display = ProgressDisplay(
            label: "indexing", unit: .items("files"), terminal: terminal, start: start)
        // How many files there are is asked of the folders once, before they are read.
        let total = await countFiles()
        defer { display.finish() }
        while true {
            display.update(done: Int64(ingest.progress.finishedFiles), total: total)
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func countFiles() async -> Int64? {
        let watched = settings.watched
        return try? await onOwnThread("count") {
            var count: Int64 = 0
            for folder in watched.folders {
                _ = try FolderScan(folder: folder, scope: folder.path, among: watched).forEach { _ in
                    count += 1
                }
            }
            return count
        }
    }

    private func report(_ ingest: Ingest, took duration: Duration) {
        let progress = ingest.progress
        let seconds = duration / .seconds(1)
        let rate = Double(progress.byteCount) / max(seconds, 0.001)
        let rows = [
            ("files", CountFormat.string(Int64(progress.seenFiles))),
            ("articles", CountFormat.string(Int64(progress.articles))),
            ("refused", CountFormat.string(Int64(progress.refusedFiles + progress.refusedArticles))),
            ("pending", CountFormat.string(Int64(ingest.pendingCount))),
            ("bytes", ByteCountFormat.string(progress.byteCount)),
            ("seconds", String(Double(Int(seconds * 1_000)) / 1_000)),
            ("rate", ByteCountFormat.string(Int64(rate)) + "/s"),
        ]
        let text = rows.map { name, value in
            name + String(repeating: " ", count: 10 - name.count) + value + "\n"
        }.joined()
        _ = try? FileDescriptor.standardOutput.writeAll(Array(text.utf8))
    }
}
