public import ArticleStore
internal import Snapshots
internal import SystemPackage

/// Puts the ledger of the last good snapshot in the place of one that was damaged or is gone.
public struct LastGoodLedger: Sendable {
    /// Told what is being done, before each step that takes long.
    private let onStep: @Sendable (OpeningStep) -> Void

    /// Makes one.
    ///
    /// - Parameter onStep: Told what is being done, before each step that takes long.
    public init(onStep: @escaping @Sendable (OpeningStep) -> Void = { _ in }) { self.onStep = onStep }

    /// Restores the ledgers of snapshots privately, from the newest on, until one passes SQLite's check, and
    /// gives that its place. Their indexes are not read. Blocks, for as long as a restore and a check take.
    ///
    /// - Parameter state: The state directory, in which there is no ledger now.
    /// - Returns: What was restored, or why nothing could be.
    /// - Throws: An error that says so in one line where that may succeed another time: of a full disk, of
    ///   too many open files.
    public func restore(in state: StateDirectory) throws -> RecoveryOutcome {
        try LastGoodSnapshot(state: state).find(for: "ledger") { listing, store, folder in
            onStep(.restoringLedger("restoring that of snapshot \(listing.id)"))
            let ledger = folder.appending("ledger.sqlite")
            try store.open(listing.id).restore(member: "ledger.sqlite", to: ledger)
            if let problem = try ArticleStore.check(ledger: ledger).first { return problem }
            try PlacedFile.move(ledger, to: state.ledger, asOpenAs: state.index)
            return nil
        }
    }
}
