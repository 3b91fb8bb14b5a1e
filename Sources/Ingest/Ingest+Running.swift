internal import ArticleStore
internal import Articles
public import FolderWatch
internal import Logging
internal import SystemPackage

extension Ingest {
    /// Scans all folders once, commits everything and returns.
    ///
    /// - Throws: ``StoreError``.
    public func runOnce() async throws {
        try await withPipeline { [self] committed in
            let isAway = try await onOwnThread("scan") { [self] in
                let isAway = try reconciler.reconcile(allScans)
                work.waitForQueued()
                return isAway
            }
            try await noteAbsence(isAway)
            for folder in watched.folders { firstScanEnded(of: folder.path) }
            try await rebuild(whenCommitted: committed)
        }
    }

    /// Follows the folders until the task is cancelled; then what was read is committed, as far as a second suffices for it.
    ///
    /// - Parameter watcher: The watcher of the same folders; this runs it.
    /// - Throws: ``StoreError`` with `damaged` when the index must be set aside.
    public func run(watcher: FolderWatcher) async throws {
        follows(watcher)
        defer { follows(nil) }
        try await withPipeline { [self] committed in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await watcher.run() }
                // No bound: a scan that is not made may be a folder that is lost. One is asked for by a
                // folder that came, and after an overflow by each watched folder.
                let (scans, requested) = AsyncStream.makeStream(of: FilePath.self)
                group.addTask { [self] in try await follow(watcher, scan: { requested.yield($0) }) }
                group.addTask { [self] in try await takeScans(scans, for: watcher) }
                group.addTask { [self] in try await retryUnsettled() }
                group.addTask { [self] in
                    try await rebuild(whenCommitted: committed)
                    // The first of these tasks that ends takes the others with it.
                    try await Task.sleep(for: .seconds(Int64(Int32.max)))
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    var reconciler: Reconciler {
        Reconciler(store: store, folders: folders, queue: work, counters: counters, logger: logger)
    }

    private var allScans: [FolderScan] {
        let watched = folders.watched
        return watched.folders.map { FolderScan(folder: $0, scope: $0.path, among: watched) }
    }

    /// Runs readers, writer and ledger around `body`, and ends them in order, so that what was read is
    /// committed.
    ///
    /// `body` is given what to call after a commit that is not the pipeline's, with what that adds to the ledger.
    private func withPipeline(
        _ body:
            @escaping @Sendable (_ committed: @escaping @Sendable (LedgerEntries?) -> Void) async throws ->
            Void
    ) async throws {
        let backlog = LedgerBacklog()
        let (waiting, ledger) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (commits, committed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let noteCommit: @Sendable (LedgerEntries?) -> Void = { [activity] entries in
            if let entries {
                backlog.add(entries)
                ledger.yield()
            }
            committed.yield()
            activity.send()
        }
        let committer = Committer(
            store: store, ready: ready, work: work, counters: counters, limits: limits, health: health,
            stop: stop, logger: logger, follow: noteCommit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in try await toItsEnd { [self] in try await follow(backlog, at: waiting) }
            }
            group.addTask { [self] in await keepHouse(after: commits) }
            group.addTask { [self] in
                defer {
                    ledger.finish()
                    committed.finish()
                }
                try await runReadersAndWriter(committer) { try await body(noteCommit) }
            }
            // The first failure ends the rest; without one, each ends when the one before it does.
            do {
                for try await _ in group {}
            } catch {
                closeAll()
                ledger.finish()
                committed.finish()
                group.cancelAll()
                throw error
            }
        }
    }

    private func runReadersAndWriter(
        _ committer: Committer, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let loop = ReaderLoop(
            work: work, ready: ready, unsettled: unsettled,
            examiner: FileExaminer(
                store: store, folders: folders, limits: limits, confinedReader: confinedReader,
                isStopping: { [work] in work.isEnded },
                firstRevision: firstRevision, queue: { [work] in work.add($0) },
                forgotten: ForgottenFiles(in: store)),
            counters: counters, logger: logger)
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await onOwnThread("commit") { try committer.run() } }
                group.addTask { [self] in
                    defer { ready.close() }
                    try await withThrowingTaskGroup(of: Void.self) { readers in
                        for number in 1...limits.readerCount {
                            readers.addTask { try await onOwnThread("read-\(number)") { try loop.run() } }
                        }
                        readers.addTask { [self] in
                            defer { work.close() }
                            do { try await body() } catch is CancellationError {}
                        }
                        do {
                            for try await _ in readers {}
                        } catch {
                            work.close()
                            throw error
                        }
                    }
                }
                do {
                    for try await _ in group {}
                } catch {
                    closeAll()
                    throw error
                }
            }
        } onCancel: {
            stop.begin()
            work.close()
            ready.nudge()
            health.close()
        }
    }

    private func closeAll() {
        work.close()
        ready.close()
        health.close()
    }

    /// Scans what is to be scanned, one after the other, while events go on being followed.
    private func takeScans(_ scopes: AsyncStream<FilePath>, for watcher: FolderWatcher) async throws {
        let reconciler = reconciler
        for await scope in scopes {
            let start = ContinuousClock.now
            let scans = folders.watched.scans(of: scope)
            try await noteAbsence(try await onOwnThread("scan") { try reconciler.reconcile(scans) })
            watcher.scanFinished(scope, took: start.duration(to: .now))
            firstScanEnded(of: scope)
            logger.debug("Scanned", metadata: ["folder.path": "\(scope)"])
        }
    }

    /// Keeps whether what each folder held is away: a mount point is there also when nothing is mounted on
    /// it.
    private func noteAbsence(_ isAway: [FilePath: Bool]) async throws {
        for (folder, isAway) in isAway {
            guard let id = folders.id(of: folder) else { continue }
            try await setOnline(!isAway, folder: id)
        }
    }

    private func setOnline(_ isOnline: Bool, folder: Int64) async throws {
        try await health.retrying(logger) { [store] in try await store.setOnline(isOnline, folder: folder) }
        activity.send()
    }

    /// Acts on what the watcher reports. Whatever an event says, it is the path that is looked at, so events
    /// may be followed beside a scan.
    private func follow(_ watcher: FolderWatcher, scan: @Sendable (FilePath) -> Void) async throws {
        let reconciler = reconciler
        for await event in watcher.events {
            switch event {
            case .settled(let path), .other(let path): work.add(path)
            case .removed(let path):
                try await onOwnThread("removed") { try reconciler.queueFiles(below: path) }
            case .moved(let from, let to, let isFolder):
                guard isFolder else {
                    work.add(to, then: from)
                    continue
                }
                try await onOwnThread("moved") { [self] in try moved(folder: from, to: to) }
            case .needsScan(let scope, let reason):
                logger.debug(
                    "Scanning", metadata: ["folder.path": "\(scope)", "reason": "\(reason.rawValue)"])
                scan(scope)
            case .modeChanged(let folder, let mode):
                if let id = folders.id(of: folder) {
                    try await setOnline(mode != .offline, folder: id)
                    if mode == .offline { firstScanEnded(of: folder) }
                }
                logger.info(
                    "Watching", metadata: ["folder.path": "\(folder)", "folder.mode": "\(mode.rawValue)"])
            }
        }
    }

    /// Queues the files of a folder that has another name now: the new name of each, and then the old one.
    ///
    /// Those too that are being worked on at this moment: read at their old place and not committed yet, they
    /// are no rows that could be gone through, and would stay where nothing stands any more.
    func moved(folder: FilePath, to newFolder: FilePath) throws {
        func newPath(_ path: FilePath) -> FilePath {
            var new = newFolder
            new.append(path.components.dropFirst(folder.components.count))
            return new
        }
        for path in work.paths(below: folder) { work.add(newPath(path), then: path) }
        try reconciler.forEachFile(below: folder) { file in
            guard work.addFromScan(newPath(file.path), then: file.path) else { throw CancellationError() }
        }
    }

    /// Looks again, every two seconds, at files that changed while they were read.
    private func retryUnsettled() async throws {
        while true {
            try await Task.sleep(for: .seconds(2))
            for path in unsettled.takeAll() { work.add(path) }
        }
    }

    /// Writes the ledger, all that waits at once: each writing goes to the disk.
    private func follow(_ backlog: LedgerBacklog, at waiting: AsyncStream<Void>) async throws {
        for await _ in waiting {
            let entries = backlog.takeAll()
            // Without the trying again, the next start would make up for it from the index.
            try await health.retrying(logger) { [store] in try await store.appendToLedger(entries) }
            activity.send()
        }
    }

    /// Copies the write-ahead log after commits, and when no more come for a while, merges segments of the
    /// full-text index until there is nothing to merge. Gives memory back then, and each minute where much has come.
    private func keepHouse(after commits: AsyncStream<Void>) async {
        let checkpointer = Checkpointer(store: store)
        let (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        // Starting takes memory too, whether or not there was something to commit.
        changed.yield()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                for await _ in changes { await tidy(checkpointer) }
            }
            group.addTask { [store] in
                while (try? await Task.sleep(for: Self.busyTime)) != nil { await store.releaseGrownMemory() }
            }
            group.addTask { [store] in
                while (try? await Task.sleep(for: Self.heapTime)) != nil { store.releaseGrownHeaps() }
            }
            for await _ in commits {
                do {
                    try await checkpointer.checkpointIfDue()
                } catch {
                    logger.debug(
                        "The write-ahead log could not be copied", metadata: ["error": "\(error)"])
                }
                changed.yield()
            }
            group.cancelAll()
        }
    }

    /// Waits until nothing has been committed for a while, and then merges and gives memory back, unless a commit
    /// comes in between.
    private func tidy(_ checkpointer: Checkpointer) async {
        do {
            var last: Int
            repeat {
                last = counters.progress.commits
                try await Task.sleep(for: Self.idleTime)
            } while counters.progress.commits != last
            // A rebuild merges what it writes, and needs its memory.
            guard try await store.read({ try $0.rebuild() }) == nil else { return }
            // A step writes about 64 pages and holds the writer for a few milliseconds, so that a file that
            // comes now is found as soon as ever.
            while work.count == 0 {
                guard counters.progress.commits == last else { return }
                guard try await store.mergeTerms(pageCount: 64) else { break }
                try await checkpointer.checkpointIfDue()
                try await Task.sleep(for: .milliseconds(10))
            }
            await store.releaseMemory()
        } catch is CancellationError {
        } catch {
            logger.debug("Segments could not be merged", metadata: ["error": "\(error)"])
        }
    }

    /// A minute: who is never idle gives back what has grown as rarely as nobody notices.
    private static let busyTime: Duration = .seconds(60)

    /// 10 s: what is free in the heaps costs only its pages to take again.
    private static let heapTime: Duration = .seconds(10)

    /// 3 s: a pause between stories, not between files of one delivery.
    private static let idleTime: Duration = .seconds(3)
}
