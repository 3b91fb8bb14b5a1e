internal import ArticleStore
internal import Articles
internal import Logging
internal import SystemPackage

/// Readers, the writer and the ledger, which end one after the other.
extension Ingest {
    /// Runs readers, writer and ledger around `body`, and ends them in order, so that what was read is
    /// committed.
    ///
    /// `body` is given what to call after a commit that is not the pipeline's, with what that adds to the
    /// ledger.
    func withPipeline(
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
        setFollower(noteCommit)
        defer { setFollower(nil) }
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

    /// Writes the ledger, all that waits at once: each writing goes to the disk.
    private func follow(_ backlog: LedgerBacklog, at waiting: AsyncStream<Void>) async throws {
        for await _ in waiting {
            let entries = backlog.takeAll()
            // Without the trying again, the next start would make up for it from the index.
            try await health.retrying(logger) { [store] in try await store.appendToLedger(entries) }
            activity.send()
        }
    }
}
