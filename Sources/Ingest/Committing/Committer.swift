internal import ArticleStore
internal import Articles
internal import FolderWatch
internal import Logging
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// Takes ready changes and commits them, batch by batch. Works on a thread of its own and blocks.
///
/// A batch is committed as soon as nothing more is on its way, so that a single file is found at once; while
/// many files come it grows, so that the full-text index is written in large segments.
struct Committer: Sendable {
    let store: ArticleStore
    let ready: CommitQueue
    let work: WorkQueue
    let counters: IngestCounters
    let limits: IngestLimits
    let health: IngestHealth
    let stop: StopTime
    let logger: Logger
    /// Takes what each commit adds to the ledger, in the order of commits.
    let follow: @Sendable (LedgerEntries) -> Void

    /// Commits until the queue is closed and empty, or the time to stop is over: what waits then is read
    /// again at the next start, as is what nobody had come to read.
    ///
    /// - Throws: `StoreError` with `damaged`: the index must be set aside. A full or read-only disk is
    ///   waited out.
    func run() throws {
        // Who waits for room in it, or for a change to be committed, need not wait any longer.
        defer { ready.abandon() }
        var check = AssumptionCheck()
        while let batch = ready.takeBatch(
            patience: limits.batchPatience, isStopping: { stop.hasBegun }, hasMore: { work.count > $0 })
        {
            var rest = batch[...]
            while !rest.isEmpty {
                guard !stop.isOver() else {
                    return logger.info(
                        "What was read last is not committed; the next start reads it again",
                        metadata: ["changes": "\(rest.count + ready.count)"])
                }
                let part = nextPart(of: rest)
                rest = rest[part.endIndex...]
                let (current, outdated) = try check.sort(part, in: store)
                try commit(current)
                for path in outdated {
                    work.add(path)
                    work.finish(path)
                }
            }
        }
    }

    /// What of a batch is committed next: what may be together, and no more than at a stop where that has
    /// begun since the batch was taken.
    private func nextPart(of rest: ArraySlice<ReadyChange>) -> ArraySlice<ReadyChange> {
        AssumptionCheck.independentPrefix(of: stop.hasBegun ? CommitQueue.lastBatch(of: rest) : rest)
    }

    private func commit(_ batch: [ReadyChange]) throws {
        guard !batch.isEmpty else { return }
        while true {
            do {
                let start = ContinuousClock.now
                let report = try store.commit(
                    batch.map(\.change), now: WallClock.milliseconds, onCommit: follow)
                noteTraces(of: batch)
                count(batch, report, took: start.duration(to: .now))
                health.recovered()
                for change in batch { change.waiter?.resume() }
                for change in batch {
                    guard let path = change.concludes else { continue }
                    counters.finishedFile()
                    work.finish(path)
                }
                // A merge takes as long as the commit; the first commit after a start makes up for it.
                if !stop.hasBegun { try mergeTerms(after: report) }
                return
            } catch let error as StoreError {
                guard error.mayPass else { throw error }
                // The files stay where they are, and so does what was read of them.
                health.failed(error.descriptionWhileTrying, logger)
                guard health.waitForRetry() else { return }
            }
        }
    }

    /// Notes once more that something was forgotten: the index may have been written anew between the note
    /// before the commit and the commit, which has its words in free pages only now. Who waits for the commit
    /// notes it himself, and can say what fails; where this note fails, the earlier one mostly stands.
    private func noteTraces(of batch: [ReadyChange]) {
        let hasForgotten = batch.contains {
            if case .forgotten = $0.change { $0.waiter == nil } else { false }
        }
        guard hasForgotten else { return }
        do {
            try store.noteTraces(now: WallClock.milliseconds)
        } catch {
            logger.warning(
                "What was forgotten may have left words in the index", metadata: ["error": "\(error)"])
        }
    }

    /// Merges what the commit left to be merged; the commit stands, whatever comes of it.
    private func mergeTerms(after report: CommitReport) throws {
        do {
            try store.mergeTerms(after: report)
        } catch let error as StoreError where error.mayPass {
            logger.warning("Segments were not merged; a later commit will", metadata: ["error": "\(error)"])
        }
    }

    private func count(_ batch: [ReadyChange], _ report: CommitReport, took duration: Duration) {
        // Asked before the counters are locked, which every reader waits for.
        let ages = batch.compactMap { $0.takesFile ? $0.concludes.flatMap(work.ageOfEvent) : nil }
        counters.update { progress in
            progress.commits += 1
            for age in ages { progress.dropToFound.add(age) }
            if batch.contains(where: \.takesFile) { progress.lastTaken = WallClock.milliseconds }
            progress.articles += report.writtenArticles
            progress.removedArticles += report.removedArticles
            let (seconds, attoseconds) = duration.components
            progress.commitSeconds += Double(seconds) + Double(attoseconds) * 1e-18
            for change in batch {
                for (code, count) in change.refusalCodes { progress.refusals[code, default: 0] += count }
                if case .refused = change.change, change.refusalCodes.isEmpty {
                    progress.refusals["not_taken", default: 0] += 1
                }
                switch change.change {
                case .read(let file):
                    if file.isLast {
                        progress.indexedFiles += 1
                        progress.byteCount += file.identity.byteCount
                    }
                    for piece in file.pieces {
                        if case .refused = piece.kind { progress.refusedArticles += 1 }
                    }
                case .refused(_, _, let identity, _):
                    progress.refusedFiles += 1
                    progress.byteCount += identity?.byteCount ?? 0
                case .removed, .moved, .touched, .kept, .forgotten: break
                }
            }
        }
        logger.debug(
            "Committed",
            metadata: [
                "revision": "\(report.revision)", "changes": "\(batch.count)",
                "articles": "\(report.writtenArticles)", "took_ms": "\(Int(duration / .milliseconds(1)))",
            ])
    }
}
