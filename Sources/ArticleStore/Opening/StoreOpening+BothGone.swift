extension StoreOpening {
    /// Has both databases put back where somebody or something has removed them.
    ///
    /// The mark stays, until nothing can be given twice: a start after an end before that goes on with it.
    ///
    /// - Returns: From when they are, 0 where that is not known any more; `nil` where they were not, or
    ///   nothing was ever kept.
    mutating func restoreBothIfGone() throws -> Int64? {
        let wasEnded = try DamageMark.read(state.damageMark, of: state.index) == .gone
        if wasEnded, FileProbe.exists(state.index) {
            tellBothRestored("the last good snapshot")
            return 0
        }
        let hasLedger = FileProbe.exists(state.ledger)
        guard wasEnded || !hasLedger && !FileProbe.exists(state.index), let indexRecovery else {
            return wasEnded && hasLedger ? 0 : nil
        }
        if !hasLedger { try setAsideWhatBothHaveLeft() }
        try DamageMark.gone.write(to: state.damageMark, of: state.index)
        switch try indexRecovery(state) {
        case .restored(let what, let time):
            tellBothRestored(what)
            return time
        case .impossible(let reason):
            if let reason { tell("index_not_restored", reason) }
            // A ledger without its index may be there of a start that was ended.
            if hasLedger { return 0 }
            DamageMark.remove(state.damageMark)
            return nil
        }
    }

    /// A log that was left behind is none of another file's, and the mark of a damage is none of its
    /// successor's.
    private func setAsideWhatBothHaveLeft() throws {
        for file in [state.index, state.ledger] { _ = try SettingAside.setAside(file, as: "gone", now: now) }
        DamageMark.remove(state.ledgerDamageMark)
    }

    private mutating func tellBothRestored(_ what: String) {
        tell(
            "index_restored",
            "index and ledger were gone; \(what) was restored with its ledger; what came since is read from the folders, "
                + "and what was forgotten since has to be forgotten again")
    }
}
