import ArticleStore
import FolderWatch
import SystemPackage

@testable import Ingest

/// The parts of the pipeline one by one, in whatever order a test wants them.
extension Station {
    /// Looks at a path as a reader does, and returns what it would have committed. `isStopping` is asked
    /// between the bytes of a file, so that a test may do something in between.
    func examine(
        _ path: FilePath, by ingest: Ingest, isStopping: @escaping @Sendable () -> Bool = { false }
    ) throws -> (verdict: FileExaminer.Verdict, changes: [ReadyChange]) {
        let examiner = FileExaminer(
            store: store, folders: ingest.folders, limits: ingest.limits, isStopping: isStopping,
            firstRevision: ingest.firstRevision, queue: { ingest.work.add($0) },
            forgotten: ForgottenFiles(in: store))
        var changes: [ReadyChange] = []
        let verdict = try examiner.examine(WorkItem(path: path, isProvenGone: false)) { change in
            changes.append(change)
            return true
        }
        return (verdict, changes)
    }

    /// Looks at what waits in the queue of a pipeline that does not run, and commits what comes of it.
    ///
    /// - Returns: The paths in the order in which they were looked at.
    func drain(_ ingest: Ingest) async throws -> [FilePath] {
        var paths: [FilePath] = []
        while ingest.work.count > 0, let path = ingest.work.next()?.path {
            paths.append(path)
            try await commit(examine(path, by: ingest).changes)
            ingest.work.finish(path)
        }
        return paths
    }

    /// Commits changes in the given order as the writer does, in one batch or each in its own; as one that
    /// was told to stop where there is a `stop`.
    ///
    /// - Returns: The paths that are to be looked at again.
    @discardableResult
    func commit(
        _ changes: [ReadyChange], inOneBatch isOneBatch: Bool = true, stop: StopTime = StopTime()
    ) async throws -> [FilePath] {
        guard isOneBatch else {
            var again: [FilePath] = []
            for change in changes { again += try await commit([change]) }
            return again
        }
        let (work, ready) = (WorkQueue(), CommitQueue())
        for path in changes.compactMap(\.concludes) {
            work.add(path)
            _ = work.next()
        }
        for change in changes { _ = ready.push(change) }
        ready.close()
        let committer = Committer(
            store: store, ready: ready, work: work, counters: IngestCounters(), limits: IngestLimits(),
            health: IngestHealth(), stop: stop, logger: logger, follow: { _ in })
        try await onOwnThread("commit") { try committer.run() }
        return changes.compactMap(\.concludes).filter { work.contains($0) }
    }
}

extension Station {
    /// A reader's loop over the queues of a pipeline that does not run.
    func readerLoop(of ingest: Ingest, isStopping: @escaping @Sendable () -> Bool) -> ReaderLoop {
        ReaderLoop(
            work: ingest.work, ready: ingest.ready, unsettled: ingest.unsettled,
            examiner: FileExaminer(
                store: store, folders: ingest.folders, limits: ingest.limits, isStopping: isStopping,
                firstRevision: ingest.firstRevision, forgotten: ForgottenFiles(in: store)),
            counters: ingest.counters, logger: logger)
    }
}
