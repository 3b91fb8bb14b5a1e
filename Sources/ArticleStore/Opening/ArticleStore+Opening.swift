public import Articles

extension ArticleStore {
    /// Opens a state directory to write it, making both databases where there are none.
    ///
    /// An index that is damaged or foreign is renamed to `index.sqlite.REASON-TIME` and a new one begins; the
    /// folders and the ledger hold all it takes to fill it. In the place of a damaged one `recovery` may put
    /// an older one, which the folders then bring up to date; so it may where neither database is there any
    /// more, since the folders know neither what was forgotten nor which ids were given. A damaged ledger is
    /// set aside likewise, and `ledgerRecovery` may put an older one in its place, as in that of one that is
    /// gone beside an index; the index then tells it what has come since, and without an older one all that
    /// the index knows. A foreign ledger is left alone, as nothing can rebuild it, and so are both databases
    /// where a newer program made either. Events and ids that a crash kept from the ledger are written.
    ///
    /// Databases of an earlier schema are upgraded where they are, the ledger never without a snapshot or a
    /// copy of it from before.
    ///
    /// Terms that another version of the analysis made are searched until ``rebuildStep(onCommit:)`` has made
    /// them anew. Where the disk has no room to begin with that, whoever writes next begins it.
    ///
    /// The caller holds the lock of the state directory.
    ///
    /// - Parameters:
    ///   - state: The directory, which exists.
    ///   - now: Milliseconds since 1970.
    ///   - passed: The last revision of which there is a snapshot. The index goes on behind it, also where it
    ///     is that of a folder that was restored from an earlier one: by its revision a snapshot is known to
    ///     be from before something was forgotten.
    ///   - recovery: Asked for an older index in the place of a damaged one.
    ///   - ledgerRecovery: Asked for an older ledger in the place of one that is damaged or gone.
    ///   - preservation: Takes a snapshot of databases before they are upgraded.
    /// - Returns: The store and what its owner should know.
    /// - Throws: ``StoreError``: `diskFull`, `notPermitted`, `inUse`, `sqlite`; `newerVersion`; `foreign`,
    ///   `notPreserved` of a ledger. What a recovery throws; the next opening goes on with it.
    public static func open(
        _ state: StateDirectory, now: Int64, behind passed: Revision = Revision(rawValue: 0),
        recovery: IndexRecovery? = nil, ledgerRecovery: LedgerRecovery? = nil,
        preservation: UpgradePreservation? = nil
    ) throws -> OpenedStore {
        try open(
            state, now: now, behind: passed, termWriting: .segmentsWhereKnown, recovery: recovery,
            ledgerRecovery: ledgerRecovery, preservation: preservation)
    }

    static func open(
        _ state: StateDirectory, now: Int64, behind passed: Revision = Revision(rawValue: 0),
        termWriting: TermWriting, recovery: IndexRecovery? = nil, ledgerRecovery: LedgerRecovery? = nil,
        preservation: UpgradePreservation? = nil
    ) throws -> OpenedStore {
        var opening = StoreOpening(
            state, now: now, termWriting: termWriting, indexRecovery: recovery,
            ledgerRecovery: ledgerRecovery)
        try opening.refuseNewer()
        let bothRestoredFrom = try opening.restoreBothIfGone()
        if let notice = try SchemaUpgrade(of: state)?.preserve(now: now, preservation) {
            opening.tell(notice)
        }
        let ledger = try opening.openLedger()
        let index = try opening.openIndex(
            behind: GivenNumbers(
                ledger: ledger.state(at: state.ledger), isLedgerLost: ledger.loss != nil,
                areBothOlder: bothRestoredFrom != nil,
                passed: max(passed, ledger.notedRevision(at: state.ledger)),
                onFound: { try ledger.noteTraces(ofIndexAt: $0, at: state.ledger, now: now) }))
        let store = ArticleStore(
            state: state, index: index.pool, ledger: ledger.queue, indexWriter: index.pool,
            ledgerWriter: ledger.queue, hasLostLedger: ledger.loss != nil, termWriting: termWriting)
        if let loss = ledger.loss {
            try store.makeUp(for: loss, isIndexNewer: index.isNewer, now: now)
        }
        try store.reconcileLedger()
        try store.followDecisions(now: now, indexFrom: index.restoredFrom ?? bothRestoredFrom ?? .max)
        // Which revisions and ids are passed over, and which traces an older index has, is in the ledger now,
        // and so on the disk.
        for mark in [state.ledgerDamageMark, state.damageMark] where FileProbe.exists(mark) {
            DamageMark.remove(mark)
        }
        for notice in opening.notices { try store.record(notice) }
        return OpenedStore(store: store, notices: opening.notices)
    }
}
