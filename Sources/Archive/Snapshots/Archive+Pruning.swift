internal import ArticleStore
internal import Articles
public import GazetteAPI
internal import Ingest
internal import Snapshots

/// What goes of a store: what no rule keeps, and what may hold what was forgotten.
extension Archive {
    /// Removes the good snapshots that no rule keeps, and those that may hold what was forgotten since, as
    /// soon as a newer one is there; then, too, what else of them is in the store.
    public func pruneSnapshots(_ request: SnapshotPruneRequest) async throws -> SnapshotPruneResponse {
        try request.validate()
        return try await answering {
            let rules = RetentionRules(
                last: request.keep ?? 0, hourly: request.hourly ?? 0, daily: request.daily ?? 0,
                weekly: request.weekly ?? 0, monthly: request.monthly ?? 0, yearly: request.yearly ?? 0,
                maximumByteCount: request.maxBytes)
            // That one has failed since may be the fault of the live index: it stays beside the last good
            // one.
            let proved = [drillLog.lastProved, drillLog.lastGood(where: isWhole)].compactMap {
                $0.flatMap { SnapshotID(rawValue: $0.snapshot) }
            }
            // By the clock the newest is another where that was put back.
            let last = try snapshotStore.list().filter(\.isOwn).map(\.id).latest
            let holders = try holdersOfForgotten()
            let report = try await onOwnThread("snapshot-prune") {
                // All that is older goes only for one that is good to the last byte.
                let isLastGood =
                    try !holders.isEmpty && last.map { try !holders.contains($0) && isGood($0) } == true
                let outdated = isLastGood ? holders : []
                let due = holders.isSubset(of: outdated) ? dueSweep : nil
                let report = try snapshotStore.prune(
                    rules, protecting: Set(proved + [last].compactMap(\.self)).subtracting(outdated),
                    removing: outdated, thoroughly: due != nil, isDryRun: request.dryRun ?? false)
                if let due, report.isWhole { ForgottenSweep(snapshots: snapshotStore.directory).note(due) }
                return report
            }
            await past.tidy()
            return SnapshotPruneResponse(
                removed: report.removed.map(\.rawValue), kept: report.kept.map(\.rawValue),
                freedByteCount: report.freedByteCount,
                holdForgotten: report.kept.filter(holders.contains).map(\.rawValue),
                unreadable: report.damaged.map(\.rawValue), chunksStay: !report.hasSwept,
                blockers: report.blockers.map(\.rawValue))
        }
    }

    /// When the last word of something forgotten went from the index, where packs may still have it.
    private var dueSweep: Int64? {
        guard let forgetting = store.lastForgetting, store.traces?.arePending != true else { return nil }
        let gone = max(forgetting, store.traces?.time ?? forgetting)
        let swept = ForgottenSweep(snapshots: snapshotStore.directory).time
        return swept.map { $0 >= gone } == true ? nil : gone
    }

    /// Whether all that a snapshot needs is there and under its checksums. Reads the whole store.
    private func isGood(_ id: SnapshotID) throws -> Bool {
        try snapshotStore.verify(.full).snapshots.first { $0.id == id }.map { $0.problem == nil } == true
    }

    /// The good snapshots that were taken before the last word of what was taken out for good was gone from
    /// the index, and may have it: by their revisions, since a clock may be put back. Revisions of another
    /// archive tell nothing.
    func holdersOfForgotten() throws -> Set<SnapshotID> {
        let current = try store.revision()
        return Set(
            try snapshotStore.list().compactMap { listing in
                guard let manifest = listing.manifest else { return nil }
                let time = listing.id.createdAt * 1_000
                let mayHold =
                    manifest.isForeign
                    ? store.mayHoldForgotten(from: time)
                    : store.mayHoldForgotten(
                        at: Revision(rawValue: listing.id.revision), from: time, beyond: current)
                return mayHold ? listing.id : nil
            })
    }
}

extension PruneReport {
    /// Whether chunks that nobody needs were removed.
    fileprivate var hasSwept: Bool { !isSweepDeferred && blockers.isEmpty }

    /// Whether they were, and there is no snapshot and no pack of which it is not known what it holds.
    fileprivate var isWhole: Bool { !isDryRun && hasSwept && damaged.isEmpty && !hasUnknownPacks }
}

extension Sequence<SnapshotID> {
    /// The one that was taken last: revisions, unlike a clock, only go forward.
    var latest: SnapshotID? { self.max { ($0.revision, $0) < ($1.revision, $1) } }
}
