/// One opening of a state directory to write it: what all of its steps know, and what they have to tell.
struct StoreOpening {
    let state: StateDirectory
    /// Milliseconds since 1970.
    let now: Int64
    let termWriting: TermWriting
    let indexRecovery: IndexRecovery?
    let ledgerRecovery: LedgerRecovery?
    /// What the owner should know, in the order in which it happened.
    private(set) var notices: [StoreNotice] = []

    init(
        _ state: StateDirectory, now: Int64, termWriting: TermWriting, indexRecovery: IndexRecovery?,
        ledgerRecovery: LedgerRecovery?
    ) {
        (self.state, self.now, self.termWriting) = (state, now, termWriting)
        (self.indexRecovery, self.ledgerRecovery) = (indexRecovery, ledgerRecovery)
    }

    mutating func tell(_ code: String, _ message: String) {
        tell(StoreNotice(time: now, code: code, message: message))
    }

    mutating func tell(_ notice: StoreNotice) { notices.append(notice) }
}
