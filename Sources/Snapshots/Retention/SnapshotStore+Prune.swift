extension SnapshotStore {
    /// Removes all good snapshots but the newest `count`, and what nobody needs then.
    ///
    /// - Parameters:
    ///   - count: How many good snapshots stay; the newest stays even when this is below 1.
    ///   - removesDamaged: Whether snapshots that are damaged for good are removed as well.
    /// - Returns: What was removed and what stayed.
    /// - Throws: ``SnapshotError`` with `io`; the snapshots that should stay are still there.
    public func prune(
        keeping count: Int, removingDamaged removesDamaged: Bool = false
    ) throws(SnapshotError) -> PruneReport {
        try prune(RetentionRules(last: count), removingDamaged: removesDamaged)
    }

    /// Removes the good snapshots that no rule keeps, oldest first, and what nobody needs then. Those of
    /// another archive stay, and no rule counts them.
    ///
    /// Good is what ``SnapshotListing/State/good(_:)`` says: chunks are not read. Damaged snapshots do not
    /// count as kept; a snapshot of a later format, or one that cannot be read now, is never removed.
    /// Snapshots disappear before their chunks, so that a crash leaves at most chunks that nobody needs.
    /// While somebody else reads or adds chunks, none is removed, and the report says so.
    ///
    /// - Parameters:
    ///   - rules: What is worth keeping.
    ///   - protected: What stays whatever the rules say, as the last snapshot that was proved.
    ///   - outdated: What goes whatever the rules say.
    ///   - removesDamaged: Whether snapshots that are damaged for good are removed as well.
    ///   - isThorough: Whether no byte of a chunk that nobody needs may stay, also in packs of which most is
    ///     needed; those are written anew.
    ///   - isDryRun: Whether to say only what would be done.
    /// - Returns: What was removed, what stayed, and why.
    /// - Throws: ``SnapshotError`` with `io`; the snapshots that should stay are still there.
    public func prune(
        _ rules: RetentionRules,
        protecting protected: Set<SnapshotID> = [],
        removing outdated: Set<SnapshotID> = [],
        removingDamaged removesDamaged: Bool = false,
        thoroughly isThorough: Bool = false,
        isDryRun: Bool = false
    ) throws(SnapshotError) -> PruneReport {
        let listings = try list()
        let good = listings.filter { $0.manifest != nil }
        let damaged = listings.filter { $0.manifest == nil }
        let removable = removesDamaged ? try removable(damaged) : []
        var reasons = rules.reasons(for: good.filter(\.isOwn).map(\.id), protecting: protected)
        if let limit = rules.maximumByteCount { try drop(from: &reasons, over: limit, protected) }
        // Somebody has put them there, for as long as they are wanted.
        for listing in good where !listing.isOwn { reasons[listing.id] = [.foreign] }
        for id in outdated { reasons[id] = nil }
        let kept = good.map(\.id).filter { reasons[$0] != nil }
        let leaving = (good.filter { reasons[$0.id] == nil } + removable).sorted { $0.id < $1.id }
        let gone = Set(leaving.map(\.id))
        let (removed, outcome) =
            isDryRun
            ? (leaving.map(\.id), try wouldFree(leaving, isThorough)) : try remove(leaving, isThorough)
        return PruneReport(
            isDryRun: isDryRun, removed: removed, kept: kept, reasons: reasons,
            damaged: damaged.map(\.id).filter { !gone.contains($0) },
            freedByteCount: outcome?.freedByteCount ?? 0, isSweepDeferred: outcome == nil,
            blockers: outcome?.blockers ?? [], hasUnknownPacks: outcome?.hasUnknownPacks ?? false)
    }

    /// Those that are damaged for good, but for folders and pipes, which no snapshot ever was.
    private func removable(_ damaged: [SnapshotListing]) throws(SnapshotError) -> [SnapshotListing] {
        var removable: [SnapshotListing] = []
        for listing in damaged where listing.damage?.isDamage == true {
            if try FileStatus(of: path(of: listing.id))?.isRegularFile == true { removable.append(listing) }
        }
        return removable
    }

    /// Gives up what is kept, oldest first, until the rest takes at most `limit` bytes.
    private func drop(
        from reasons: inout [SnapshotID: [RetentionRules.Reason]], over limit: Int64,
        _ protected: Set<SnapshotID>
    ) throws(SnapshotError) {
        // The newest and the protected ones are counted first: they stay even if they alone take more.
        let newestFirst = reasons.keys.sorted(by: >)
        let order =
            newestFirst.prefix(1) + newestFirst.dropFirst().filter(protected.contains)
            + newestFirst.dropFirst().filter { !protected.contains($0) }
        let certainCount = 1 + newestFirst.dropFirst().count(where: protected.contains)
        var (sum, isFull): (Int64, Bool) = (0, false)
        for (number, count) in try StoreSweep(store: self).byteCounts(of: Array(order)).enumerated() {
            sum += count
            // Nothing older than the first that does not fit: gaps are not what anybody asked for.
            if sum > limit, number >= certainCount { isFull = true }
            if isFull { reasons[order[number]] = nil }
        }
    }

    private func remove(
        _ leaving: [SnapshotListing], _ isThorough: Bool
    ) throws(SnapshotError) -> (removed: [SnapshotID], outcome: StoreSweep.Outcome?) {
        var freed = try removeAbandonedFiles()
        var removed: [SnapshotID] = []
        for listing in leaving {
            let path = path(of: listing.id)
            let byteCount = try FileStatus(of: path)?.byteCount ?? 0
            guard try FolderOperations.removeFile(path) else { continue }
            freed += byteCount
            removed.append(listing.id)
        }
        if freed > 0 { try FolderOperations.sync(directory) }
        guard try FileStatus(of: chunkFolder) != nil else {
            return (removed, StoreSweep.Outcome(freedByteCount: freed))
        }
        guard let lock = try StoreLock.exclusive(directory) else { return (removed, nil) }
        var outcome = try StoreSweep(store: self, isThorough: isThorough).run()
        withExtendedLifetime(lock) {}
        outcome.freedByteCount += freed
        return (removed, outcome)
    }

    private func wouldFree(
        _ leaving: [SnapshotListing], _ isThorough: Bool
    ) throws(SnapshotError) -> StoreSweep.Outcome {
        var freed: Int64 = 0
        for listing in leaving { freed += try FileStatus(of: path(of: listing.id))?.byteCount ?? 0 }
        var outcome = try StoreSweep(
            store: self, ignored: Set(leaving.map(\.id)), isThorough: isThorough
        ).estimate()
        outcome.freedByteCount += freed
        return outcome
    }
}
