internal import ArticleStore
internal import Logging
internal import Synchronization

extension Ingest {
    /// Makes terms of an earlier analysis anew, step by step, until none are left; returns at once where
    /// there are none.
    ///
    /// A step holds the writer for some milliseconds. While files wait, there is a pause after each that is
    /// as long as the step was: reading them is what the processors are for then.
    ///
    /// - Parameter committed: Called after each step; given what the step adds to the ledger as soon as it is
    ///   committed, before anything else is.
    /// - Throws: `StoreError` with `damaged`. A full disk is waited out.
    func rebuild(whenCommitted committed: @escaping @Sendable (LedgerEntries?) -> Void) async throws {
        let start = ContinuousClock.now
        try await health.retrying(logger) { [store] in
            _ = try await onOwnThread("rebuild") { try store.beginRebuild(onCommit: { committed($0) }) }
        }
        guard let first = try await store.read({ try $0.rebuildProgress() }) else {
            return try await removeOldTerms(whenCommitted: committed)
        }
        logger.notice(
            "Making the terms of all articles anew",
            metadata: [
                "analysis.from": "\(first.fromVersion)", "analysis.to": "\(first.toVersion)",
                "articles.done": "\(first.doneCount)", "articles.total": "\(first.totalCount)",
            ])
        while try await store.read({ try $0.rebuild() }) != nil,
            try await rebuildStep(whenCommitted: committed)
        {}
        logger.notice(
            "The terms of all articles are made anew",
            metadata: [
                "analysis.to": "\(first.toVersion)",
                "took_ms": "\(Int(start.duration(to: .now) / .milliseconds(1)))",
            ])
        try await removeOldTerms(whenCommitted: committed)
    }

    private func removeOldTerms(
        whenCommitted committed: @escaping @Sendable (LedgerEntries?) -> Void
    ) async throws {
        while try await rebuildStep(whenCommitted: committed) {}
    }

    /// Says whether something is left to be done.
    private func rebuildStep(
        whenCommitted committed: @escaping @Sendable (LedgerEntries?) -> Void
    ) async throws -> Bool {
        try Task.checkCancellation()
        let start = ContinuousClock.now
        let isLeft = Mutex(false)
        try await health.retrying(logger) { [store] in
            let result = try await onOwnThread("rebuild") {
                try store.rebuildStep(onCommit: { committed($0) })
            }
            isLeft.withLock { $0 = result }
        }
        committed(nil)
        if work.count > 0 { try await Task.sleep(for: start.duration(to: .now)) }
        return isLeft.withLock { $0 }
    }
}
