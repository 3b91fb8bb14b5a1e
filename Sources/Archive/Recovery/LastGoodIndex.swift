public import ArticleStore
internal import GazetteAPI
internal import Snapshots
internal import SystemPackage

/// Puts the index of the last good snapshot in the place of one that was damaged or is gone, and its ledger
/// where there is none either.
public struct LastGoodIndex: Sendable {
    /// Told what is being done, before each step that takes long.
    private let onStep: @Sendable (OpeningStep) -> Void

    /// Makes one.
    ///
    /// - Parameter onStep: Told what is being done, before each step that takes long.
    public init(onStep: @escaping @Sendable (OpeningStep) -> Void = { _ in }) { self.onStep = onStep }

    /// Restores snapshots privately, from the newest on, until the index of one passes the checks of SQLite
    /// and FTS5, and gives that its place. One that the last good drill has proved needs only its checksums.
    /// Blocks, for as long as a restore and a check take.
    ///
    /// - Parameter state: The state directory, in which there is no index now.
    /// - Returns: What was restored, or why nothing could be.
    /// - Throws: An error that says so in one line where that may succeed another time: of a full disk, of
    ///   too many open files.
    public func restore(in state: StateDirectory) throws -> RecoveryOutcome {
        let proved = DrillLog(snapshots: state.snapshots).lastGood()?.snapshot
        return try LastGoodSnapshot(state: state).find(for: "index") { listing, store, folder in
            onStep(.restoring("restoring snapshot \(listing.id)"))
            _ = try store.open(listing.id).restore(to: folder)
            let (index, ledger) = (folder.appending("index.sqlite"), folder.appending("ledger.sqlite"))
            if listing.id.rawValue != proved {
                onStep(.restoring("checking snapshot \(listing.id)"))
                if let problem = try ArticleStore.check(index: index, ledger: ledger).first { return problem }
            }
            // One that is there knows more. It goes first: an index without it would be taken for one whose
            // ledger was lost.
            if !FileProbe.exists(state.ledger) { try PlacedFile.move(ledger, to: state.ledger) }
            try PlacedFile.move(index, to: state.index, asOpenAs: state.ledger)
            return nil
        }
    }
}
