extension SnapshotStore {
    /// Removes all good snapshots but the newest `count`, oldest first, and what writers that are gone left
    /// unfinished.
    ///
    /// Good is what ``SnapshotListing/State/good(_:)`` says: the blocks are not read. Damaged snapshots do
    /// not count as kept; a snapshot of a later format, or one that cannot be read now, is never removed.
    ///
    /// - Parameters:
    ///   - count: How many good snapshots stay; the newest stays even when this is below 1.
    ///   - removesDamaged: Whether snapshots that are damaged for good are removed as well.
    /// - Returns: What was removed and what stayed.
    /// - Throws: ``SnapshotError`` with `io`; the snapshots that should stay are still there.
    public func prune(
        keeping count: Int, removingDamaged removesDamaged: Bool = false
    ) throws(SnapshotError) -> PruneReport {
        let listings = try list()
        let good = listings.filter { $0.manifest != nil }
        let damaged = listings.filter { $0.manifest == nil }
        let removable = removesDamaged ? damaged.filter { $0.damage?.isDamage == true } : []
        let kept = good.prefix(max(1, count))
        let leaving = (good.dropFirst(kept.count) + removable).sorted { $0.id < $1.id }
        var freed = try removeAbandonedFiles()
        var removed: [SnapshotID] = []
        for listing in leaving where try FolderOperations.removeFile(path(of: listing.id)) {
            freed += listing.byteCount
            removed.append(listing.id)
        }
        if freed > 0 { try FolderOperations.sync(directory) }
        let gone = Set(leaving.map(\.id))
        return PruneReport(
            removed: removed, kept: kept.map(\.id),
            damaged: damaged.map(\.id).filter { !gone.contains($0) }, freedByteCount: freed)
    }
}
