internal import ArticleStore
internal import Synchronization

/// What commits have added to the ledger and is not written yet, in order.
final class LedgerBacklog: Sendable {
    private let entries = Mutex<[LedgerEntries]>([])

    func add(_ entry: LedgerEntries) { entries.withLock { $0.append(entry) } }

    func takeAll() -> [LedgerEntries] {
        entries.withLock { entries in
            defer { entries.removeAll() }
            return entries
        }
    }
}
