/// Puts a good older index in the place of one that was damaged or is gone; given the state directory, where
/// there is none now. Where there is no ledger either, it puts the one beside it that goes with the index.
///
/// It returns what it did, or why it did nothing; in the latter case a new index is begun. It throws where it
/// may succeed another time.
public typealias IndexRecovery = (StateDirectory) throws -> RecoveryOutcome

/// Puts a good older ledger in the place of one that was damaged or is gone; given the state directory, where
/// there is none now.
///
/// It returns what it did, or why it did nothing; in the latter case a new ledger is begun. It throws where
/// it may succeed another time.
public typealias LedgerRecovery = (StateDirectory) throws -> RecoveryOutcome

/// What became of an attempt to put an older database in the place of one that was damaged or is gone.
public enum RecoveryOutcome: Hashable, Sendable {
    /// An older one lies there now; what it is, as `snapshot 20261124T002218Z-r1 (revision 1, 9 articles)`,
    /// and from when, in milliseconds since 1970.
    case restored(String, from: Int64)
    /// None could be put there, with the reason; `nil` where none was ever kept.
    case impossible(String?)
}
