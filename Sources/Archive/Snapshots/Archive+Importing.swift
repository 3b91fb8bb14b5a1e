internal import ArticleStore
public import GazetteAPI
public import Snapshots
public import SystemPackage

extension Archive {
    /// Takes a snapshot that lies elsewhere as one file into the store, every byte checked. Blocks.
    ///
    /// Its ledger tells whether it is of this archive: one that was exported and is brought back is as
    /// before; one of another archive, whose revisions and times mean nothing here, is had by its ID alone.
    ///
    /// - Parameters:
    ///   - file: The file; it is not changed.
    ///   - progress: Called about once a megabyte.
    /// - Returns: The snapshot, with a warning where it is of another archive.
    /// - Throws: `APIError`; no snapshot was made then.
    public func importSnapshot(
        from file: FilePath, progress: SnapshotProgress.Report? = nil
    ) throws -> SnapshotResponse {
        do {
            return try withPrivateFolder(for: store.state) { folder in
                let ledger = folder.appending("ledger.sqlite")
                let listing = try snapshotStore.importSnapshot(
                    from: file, progress: progress, sample: ("ledger.sqlite", ledger),
                    judge: { verdict(on: $0, ledger: ledger) })
                let isForeign = listing.manifest?.isForeign == true
                return SnapshotResponse(
                    snapshot: SnapshotInfo(listing),
                    warning: isForeign ? Self.whatIsForeign(listing.id, snapshotStore) : nil)
            }
        } catch let error as SnapshotError {
            throw APIError(error)
        }
    }

    private func verdict(on id: SnapshotID, ledger: FilePath) -> ImportVerdict {
        if let reason = objection(toImporting: id) { return .refused(reason) }
        // Without a ledger it may be the very one that is to bring it back.
        guard ledgerLoss == nil else { return .own }
        do {
            return try store.hasGoneOn(fromLedger: ledger) ? .own : .foreign
        } catch {
            return .refused("whether it is of this archive cannot be told now (\(error)); try again")
        }
    }

    /// What is to be known of a snapshot of another archive.
    private static func whatIsForeign(_ id: SnapshotID, _ store: SnapshotStore) -> String {
        "\(id) is of another archive, or of a copy of this one that went its own way: it is searched, restored and exported by "
            + "its id, and never takes the place of a damaged index; no rule of pruning removes it, to be rid of it remove "
            + "'\(store.path(of: id))'"
    }
}
