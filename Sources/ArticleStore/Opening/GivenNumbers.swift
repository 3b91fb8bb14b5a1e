internal import Articles

/// Which revisions and ids of articles were given so far, as far as it is known when a state directory is
/// opened: none of them is given again.
struct GivenNumbers {
    /// More revisions and ids than an archive gives in the time between two snapshots: a thousand a second,
    /// for a quarter of an hour, or twelve a second for a day.
    private static let stepBehindLostHistory: Int64 = 1 << 20

    /// Those that an index goes on behind which was there last.
    let known: LedgerState
    /// Those that one goes on behind which takes its place.
    let knownToReplacement: LedgerState
    /// A revision that either goes on behind besides.
    let passed: Revision
    /// Told the revision of an index that is found, before it goes on behind others and can no more be told
    /// from a later one.
    let onFound: @Sendable (Revision) throws -> Void

    /// - Parameters:
    ///   - ledger: What the ledger knows of.
    ///   - isLedgerLost: Whether it is another ledger than was there last.
    ///   - areBothOlder: Whether index and ledger are those of an earlier day.
    ///   - passed: The last revision that is known from elsewhere, whoever gave it.
    ///   - onFound: Told the revision of an index that is found, before it is raised.
    init(
        ledger: LedgerState, isLedgerLost: Bool, areBothOlder: Bool, passed: Revision,
        onFound: @escaping @Sendable (Revision) throws -> Void
    ) {
        self.onFound = onFound
        let withoutHistory = ledger.skipping(Self.stepBehindLostHistory)
        known = areBothOlder ? withoutHistory : ledger
        knownToReplacement = isLedgerLost ? withoutHistory : known
        self.passed = passed
    }
}
